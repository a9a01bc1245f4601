import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { en } from './en/index.ts';
import { zh } from './zh/index.ts';

/** Every text by its path; a text that takes values is tried with samples. */
const textsOf = (node: unknown, path = ''): [string, string][] => {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node === 'function') return [[path, String(node(...Array.from({ length: node.length }, () => 7)))]];
  return Object.entries(node as object).flatMap(([key, value]) => textsOf(value, `${path}.${key}`));
};

const CJK = /[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/;
/** Each language is named in itself. */
const OWN_NAMES = '.me.languages.zh';

describe('the two languages', () => {
  it('say the same things: every text exists in both', () => {
    assert.deepEqual(
      textsOf(en)
        .map(([path]) => path)
        .sort(),
      textsOf(zh)
        .map(([path]) => path)
        .sort(),
    );
  });

  it('leave no text empty', () => {
    for (const [path, text] of [...textsOf(zh), ...textsOf(en)]) assert.notEqual(text.trim(), '', path);
  });

  it('keep Chinese out of the English texts', () => {
    for (const [path, text] of textsOf(en)) if (path !== OWN_NAMES) assert.doesNotMatch(text, CJK, path);
  });

  it('keep English sentences out of the Chinese texts', () => {
    for (const [path, text] of textsOf(zh)) if (path !== '.me.languages.en') assert.doesNotMatch(text, /[a-z]{3,} [a-z]{3,}/i, path);
  });
});
