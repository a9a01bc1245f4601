import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { newDataKey, open, readMasterKey, SealBroken, seal, unwrapKey, wrapKey } from './sealed.ts';

const key = newDataKey();
const place = 'adopter/a-1/phone';

describe('a sealed text', () => {
  it('opens with its key in its place', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => assert.equal(open(seal(text, key, place), key, place), text)));
  });

  it('opens with no other key and in no other place', () => {
    const sealed = seal('13800000000', key, place);
    assert.throws(() => open(sealed, newDataKey(), place), SealBroken);
    assert.throws(() => open(sealed, key, 'adopter/a-2/phone'), SealBroken);
  });

  it('does not open when one of its bytes was changed, cut or its version is unknown', () => {
    const sealed = seal('上海市', key, place);
    const [version, iv, tag, text] = sealed.split('.') as [string, string, string, string];
    const flip = (part: string) => {
      const bytes = Buffer.from(part, 'base64url');
      bytes[0]! ^= 1;
      return bytes.toString('base64url');
    };
    const broken = [
      [version, flip(iv), tag, text],
      [version, iv, flip(tag), text],
      [version, iv, tag, flip(text)],
      [version, iv, tag.slice(0, 8), text],
      ['v2', iv, tag, text],
      ['plain'],
    ];
    for (const parts of broken) assert.throws(() => open(parts.join('.'), key, place), SealBroken, parts.join('.'));
  });

  it('never looks the same twice', () => {
    assert.notEqual(seal('same', key, place), seal('same', key, place));
  });
});

describe('a data key', () => {
  it('is unwrapped by the master key for the same person only', () => {
    const master = newDataKey();
    const wrapped = wrapKey(key, master, 'm-1/a-1');
    assert.deepEqual(unwrapKey(wrapped, master, 'm-1/a-1'), key);
    assert.throws(() => unwrapKey(wrapped, master, 'm-1/a-2'), SealBroken);
    assert.throws(() => unwrapKey(wrapped, newDataKey(), 'm-1/a-1'), SealBroken);
  });

  it('has 32 bytes', () => {
    assert.throws(() => seal('x', Buffer.alloc(16), place), TypeError);
  });
});

describe('the master key', () => {
  it('is read from its file, and a file with anything else is named', () => {
    const folder = mkdtempSync(join(tmpdir(), 'petpact-key-'));
    try {
      const file = join(folder, 'master.key');
      writeFileSync(file, `${key.toString('base64')}\n`);
      assert.deepEqual(readMasterKey(file), key);
      writeFileSync(file, 'short');
      assert.throws(() => readMasterKey(file), /master\.key must hold 32 bytes/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
