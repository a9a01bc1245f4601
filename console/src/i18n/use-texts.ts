import { useSyncExternalStore } from 'react';
import { type Language, languageOf, type Sentence } from './language.ts';
import { TEXTS } from './texts.ts';

const KEY = 'petpact.console.language';
const listeners = new Set<() => void>();

let current: Language = languageOf(localStorage.getItem(KEY));
document.documentElement.lang = current === 'zh' ? 'zh-CN' : 'en';

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const setLanguage = (language: Language): void => {
  current = language;
  localStorage.setItem(KEY, language);
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  for (const listener of listeners) listener();
};

/** The words of the chosen language, and a bilingual sentence in it; choosing another renders again. */
export const useTexts = () => {
  const language = useSyncExternalStore(subscribe, () => current);
  return { t: TEXTS[language], language, say: (sentence: Sentence) => sentence[language] || sentence.zh };
};
