import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { languageOf } from './language.ts';
import { TEXTS } from './texts.ts';

/** Every leaf as `path: kind`. */
const leavesOf = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}/${key}`))
    : [`${path}: ${typeof value}`];

const wordsOf = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') return [[path, String((value as (...args: unknown[]) => string)(1, 2, 3))]];
  return Object.entries(value as object).flatMap(([key, inner]) => wordsOf(inner, `${path}/${key}`));
};

const HAN = /\p{Script=Han}/u;

describe('the words of the console', () => {
  it('are the same keys in Chinese and English', () => {
    assert.deepEqual(leavesOf(TEXTS.en), leavesOf(TEXTS.zh));
  });
  it('are all said in both languages', () => {
    for (const texts of [TEXTS.zh, TEXTS.en]) {
      for (const [path, words] of wordsOf(texts)) assert.notEqual(words.trim(), '', path);
    }
  });
  it('hold no Chinese in English but the name of the other language', () => {
    const chinese = wordsOf(TEXTS.en).filter(([path, words]) => HAN.test(words) && path !== '/languageShort');
    assert.deepEqual(chinese, []);
  });
  it('are Chinese in Chinese, but for units, signs and abbreviations', () => {
    const foreign = wordsOf(TEXTS.zh).filter(([, words]) => !HAN.test(words) && /[a-z]{4,}/i.test(words));
    assert.deepEqual(foreign, []);
  });
  it('come in Chinese until the person chooses English', () => {
    assert.equal(languageOf(null), 'zh');
    assert.equal(languageOf('fr'), 'zh');
    assert.equal(languageOf('en'), 'en');
  });
});
