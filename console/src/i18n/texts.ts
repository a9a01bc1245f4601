import { en } from './en/index.ts';
import type { Language } from './language.ts';
import { zh } from './zh/index.ts';

export type Texts = typeof zh;

/** Every word of the console, in both languages. */
export const TEXTS: Record<Language, Texts> = { zh, en };
