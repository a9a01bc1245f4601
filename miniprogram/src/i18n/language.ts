import Taro from '@tarojs/taro';
import { useSyncExternalStore } from 'react';
import { platform } from '@/adapters/platform';
import type { Sentence } from '@/api/model';
import type { Language } from '@/format/date';
import { en } from './en';
import { zh } from './zh';

export type Texts = typeof zh;

const KEY = 'petpact.language';
const texts: Record<Language, Texts> = { zh, en };
const listeners = new Set<() => void>();

/** Chinese until the person chooses otherwise. */
const first = (): Language => {
  const chosen = Taro.getStorageSync<string>(KEY);
  return chosen === 'en' ? 'en' : 'zh';
};

let current: Language = first();
platform.setLanguage(current);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const setLanguage = (language: Language) => {
  current = language;
  Taro.setStorageSync(KEY, language);
  platform.setLanguage(language);
  for (const listener of listeners) listener();
};

/** The texts of the chosen language, and the sentence of a bilingual answer in it; a change renders again. */
export const useTexts = () => {
  const language = useSyncExternalStore(subscribe, () => current);
  return { t: texts[language], language, say: (sentence: Sentence) => sentence[language] || sentence.zh };
};
