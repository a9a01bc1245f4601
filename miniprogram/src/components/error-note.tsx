import { ApiRefusal, NoAnswer } from '@/api/api-refusal';
import type { Sentence } from '@/api/model';
import { type Texts, useTexts } from '@/i18n/language';
import { Notice } from './notice';

/** What to say about an error: the gateway's own sentence, or ours where none came. */
export const sentenceOf = (error: unknown, t: Texts, say: (sentence: Sentence) => string): string => {
  if (error instanceof ApiRefusal) return error.sentence ? say(error.sentence) : t.app.unavailable;
  return error instanceof NoAnswer ? t.app.noAnswer : t.app.failed;
};

export const ErrorNote = ({ error }: { error: unknown }) => {
  const { t, say } = useTexts();
  return error ? <Notice tone="bad">{sentenceOf(error, t, say)}</Notice> : null;
};
