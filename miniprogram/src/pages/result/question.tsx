import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api/api';
import type { Application } from '@/api/model';
import { Button } from '@/components/button';
import { ErrorNote } from '@/components/error-note';
import { Field } from '@/components/field';
import { Notice } from '@/components/notice';
import { useAction } from '@/hooks/use-action';
import { useTexts } from '@/i18n/language';
import { Heading } from '@/primitives/heading';

/** The shop asked something; the answer sends the application back to it. */
export const Question = ({ application, reload }: { application: Application; reload: () => Promise<void> }) => {
  const { t } = useTexts();
  const [answer, setAnswer] = useState('');
  const send = useAction(async () => {
    await call('post', '/me/applications/{applicationId}/answer', { path: { applicationId: application.applicationId }, body: { answer } });
    await reload();
  });
  return (
    <View className="card stack">
      <Heading level={2}>{t.result.asked}</Heading>
      <Notice tone="wait">{application.question}</Notice>
      <Field
        label={t.result.answer}
        hint={t.result.answerHint}
        lines={3}
        maxLength={500}
        name="answer"
        value={answer}
        onChange={setAnswer}
      />
      <ErrorNote error={send.error} />
      <Button disabled={!answer.trim()} busy={send.busy} onTap={send.run}>
        {t.result.send}
      </Button>
    </View>
  );
};
