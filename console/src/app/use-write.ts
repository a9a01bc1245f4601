import { newIntent } from '@petpact/api/client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useState } from 'react';
import { useTexts } from '../i18n/use-texts.ts';
import { intents } from './intent.ts';
import type { Area } from './live-areas.ts';
import { isPassing, sayError } from './say-error.ts';

export interface Write<Input, Output> {
  /** Sends the input under this Idempotency-Key. */
  send(input: Input, headers: { 'Idempotency-Key': string }): Promise<Output>;
  /** What to read anew afterwards. */
  touches: (Area | 'policy' | 'clock')[];
  /** What to say once it is done; nothing = say nothing. */
  done?(output: Output, input: Input): string | undefined;
  /** Says a refusal in its own way; true = it was said. */
  onRefused?(error: Error): boolean;
}

const RETRIES = 2;

/** A change of something: one key per intent kept on every retry, refusals said in the person's language. */
export const useWrite = <Input, Output>({ send, touches, done, onRefused }: Write<Input, Output>) => {
  const client = useQueryClient();
  const { message } = App.useApp();
  const { language } = useTexts();
  const [intent] = useState(() => intents(newIntent));
  return useMutation({
    mutationFn: (input: Input) => send(input, { 'Idempotency-Key': intent.keyFor(input) }),
    retry: (failures, error) => failures < RETRIES && isPassing(error),
    onSuccess: async (output, input) => {
      intent.done();
      const words = done?.(output, input);
      if (words) void message.success(words);
      await Promise.all(['today' as const, ...touches].map((area) => client.invalidateQueries({ queryKey: [area] })));
    },
    onError: (error) => {
      if (!onRefused?.(error)) void message.error(sayError(error, language), 5);
      // A refusal often means that the screen is behind.
      for (const area of touches) void client.invalidateQueries({ queryKey: [area] });
    },
  });
};
