import { platform } from '@/adapters/platform';
import { call } from '@/api/api';
import type { OptIn } from '@/api/model';
import { Button } from '@/components/button';
import { ErrorNote } from '@/components/error-note';
import { Icon } from '@/components/icon';
import { Notice } from '@/components/notice';
import { CONSENT_TEXTS } from '@/consent-texts';
import { useAction } from '@/hooks/use-action';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';

const askFor = async (items: OptIn[]) => {
  const ids = items.map(({ templateId }) => templateId);
  const granted = await platform.askForMessages(ids);
  await call('post', '/me/consents', { body: { purpose: 'messages', textVersion: CONSENT_TEXTS.messages, granted: granted.length > 0 } });
  await call('put', '/me/opt-ins', { body: { granted, refused: ids.filter((id) => !granted.includes(id)) } });
};

/** Asks for leave to push notices; the inbox here has them in any case. */
export const Subscribe = () => {
  const { t } = useTexts();
  const optIns = useResource('opt-ins', async () => (await call('get', '/me/opt-ins', {})).items);
  const ask = useAction(async () => {
    await askFor(optIns.data ?? []);
    await optIns.reload();
  });
  if (!optIns.data?.length) return null;
  if (optIns.data.every(({ granted }) => granted))
    return (
      <Notice tone="good" icon="bell">
        {t.active.subscribed}
      </Notice>
    );
  return (
    <>
      <ErrorNote error={ask.error} />
      <Button id="subscribe" kind="second" busy={ask.busy} onTap={ask.run}>
        <Icon name="bell" />
        {t.active.subscribe}
      </Button>
    </>
  );
};
