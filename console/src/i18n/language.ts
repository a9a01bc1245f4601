export type Language = 'zh' | 'en';

export const LANGUAGES: readonly Language[] = ['zh', 'en'];

/** A sentence as the gateway says it: in both languages. */
export interface Sentence {
  zh: string;
  en: string;
}

/** What the person chose before; Chinese until then. */
export const languageOf = (chosen: string | null): Language => (chosen === 'en' ? 'en' : 'zh');
