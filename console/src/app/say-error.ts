import { ApiRefusal } from '@petpact/api/client';
import type { Language } from '../i18n/language.ts';
import { TEXTS } from '../i18n/texts.ts';

/** What went wrong as a person reads it: the gateway's own sentence, or that there is no connection. */
export const sayError = (error: unknown, language: Language): string => {
  const { states } = TEXTS[language];
  if (error instanceof ApiRefusal) return error.sentence[language] || error.sentence.zh || states.unknown;
  // fetch rejects with a TypeError when no answer came at all.
  return error instanceof TypeError ? states.network : states.unknown;
};

/** Whether the same request may succeed if it is simply sent again: no answer, a busy gateway, or its first copy still under way. */
export const isPassing = (error: unknown): boolean =>
  error instanceof ApiRefusal ? error.status >= 502 || error.reason === 'REQUEST_IN_PROGRESS' : error instanceof TypeError;
