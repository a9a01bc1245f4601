import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { REASONS } from './reason-list.ts';

const ROOT = join(import.meta.dirname, '../..');
const SOURCES = ['services/*/src/**/*.ts', 'libs/{kit,alipay}/src/**/*.ts', 'gateway/src/**/*.ts'];
const OUTSIDE = /\.spec\.ts$|\/testing\/|reason-list\.ts$/;

/** Where a reason is written down: in the refusal itself or in a function that refuses. */
const WRITTEN = [
  /\bnew Refusal\(\s*'([A-Z_]+)'/g,
  /\brefuse(?:d|Entry)?\((?:reply, \d+, )?'([A-Z_]+)'/g,
  /\b(?:requireOwner|requireReader|take)\([^()]*'([A-Z_]{4,})'\)/g,
];
/** How an application stands is told with a sentence too. */
const OUTCOMES = [/\breason: '([A-Z_]+)'/g];
const HAS_OUTCOMES = /^services\/contract\/src\/domain\/(application|review)\.ts$/;
/** Reasons that the kit makes of the name of what is stored. */
const STORED = [
  /new AggregateStore<[\s\S]{0,160}?collection\('(?:\w+\.)?(\w+)s'\)/g,
  /new AggregateStore<[\s\S]{0,260}?name: '([A-Z_]+)'/g,
];

function reasonsIn(text: string, file = ''): string[] {
  const found = (patterns: RegExp[]) => patterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, one]) => one ?? ''));
  const stored = found(STORED).map((name) => `${name.replace(/ie$/, 'y').toUpperCase()}_NOT_FOUND`);
  return [...found(WRITTEN), ...stored, ...(HAS_OUTCOMES.test(file) ? found(OUTCOMES) : [])];
}

function reasonsByFile(): [file: string, reason: string][] {
  const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: ROOT })).filter((file) => !OUTSIDE.test(file));
  return files.flatMap((file) => reasonsIn(readFileSync(join(ROOT, file), 'utf8'), file).map((reason): [string, string] => [file, reason]));
}

describe('the list of reasons', () => {
  it('has a sentence for every reason that a service, the kit or the gateway gives', () => {
    const given = reasonsByFile();
    assert.ok(given.length > 150, `only ${given.length} reasons were found: the search is broken`);
    const missing = given.filter(([, reason]) => !(reason in REASONS));
    assert.deepEqual(missing, []);
  });

  it('says each in Chinese and in English', () => {
    for (const [reason, { zh, en }] of Object.entries(REASONS)) {
      assert.match(zh, /\p{Script=Han}.*[。？]$/u, reason);
      assert.match(en, /^[A-Z].*[.?]$/, reason);
    }
  });

  it('finds a reason however it is written, so that none slips through', () => {
    const text = `new Refusal('ONE', 'invalid'); refused('TWO'); take(contract.state, 'sign', 'THREE_NOT_DRAFT'); requireOwner(caller, it, 'FOUR_NOT_FOUND');
      return step(application, now, { ...checked, state: 'underReview', reason: 'FIVE' });
      new AggregateStore<Pet, PetFact>({ ...common, collection: database.collection('pets') })`;
    const expected = ['ONE', 'TWO', 'THREE_NOT_DRAFT', 'FOUR_NOT_FOUND', 'FIVE', 'PET_NOT_FOUND'];
    assert.deepEqual(
      expected.filter((reason) => !reasonsIn(text, 'services/contract/src/domain/review.ts').includes(reason)),
      [],
    );
  });
});
