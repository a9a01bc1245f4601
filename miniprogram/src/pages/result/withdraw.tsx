import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '@/api/api';
import type { Application } from '@/api/model';
import { Button } from '@/components/button';
import { ErrorNote } from '@/components/error-note';
import { Sheet } from '@/components/sheet';
import { useAction } from '@/hooks/use-action';
import { useTexts } from '@/i18n/language';

const OPEN: readonly Application['state'][] = ['submitted', 'underReview', 'asked', 'approved'];

export const Withdraw = ({ application, reload }: { application: Application; reload: () => Promise<void> }) => {
  const { t } = useTexts();
  const [asking, setAsking] = useState(false);
  const withdraw = useAction(async () => {
    await call('post', '/me/applications/{applicationId}/withdraw', { path: { applicationId: application.applicationId } });
    setAsking(false);
    await reload();
  });
  if (!OPEN.includes(application.state)) return null;
  return (
    <>
      <Button kind="plain" onTap={() => setAsking(true)}>
        {t.result.withdraw}
      </Button>
      {asking && (
        <Sheet title={t.result.withdraw} onClose={() => setAsking(false)}>
          <View className="stack">
            <View className="text">{t.result.withdrawAsk}</View>
            <ErrorNote error={withdraw.error} />
            <Button busy={withdraw.busy} onTap={withdraw.run}>
              {t.app.sure}
            </Button>
            <Button kind="plain" onTap={() => setAsking(false)}>
              {t.app.cancel}
            </Button>
          </View>
        </Sheet>
      )}
    </>
  );
};
