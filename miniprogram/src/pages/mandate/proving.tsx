import { useEffect, useState } from 'react';
import { call } from '@/api/api';
import { Button } from '@/components/button';
import { ErrorNote } from '@/components/error-note';
import { State } from '@/components/state';
import { useAction } from '@/hooks/use-action';
import { useTexts } from '@/i18n/language';
import { replace } from '@/routes';

const TRIES = 6;
const PAUSE_MS = 1200;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks the server, which asks Alipay, until the mandate is proved. What the client saw proves nothing. */
const isProved = async (contractId: string): Promise<boolean> => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    if (tries > 0) await sleep(PAUSE_MS);
    const plan = await call('post', '/me/contracts/{contractId}/mandate/confirm', { path: { contractId } });
    if (plan.mandate.state === 'signed') return true;
  }
  return false;
};

export const Proving = ({ contractId, onAgain }: { contractId: string; onAgain: () => void }) => {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const prove = useAction(async () => {
    setOpen(false);
    if (await isProved(contractId)) await replace('active', { contract: contractId });
    else setOpen(true);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once on arrival
  useEffect(() => prove.run(), []);

  if (!open && !prove.error) return <State icon="shield" tone="wait" title={t.mandate.waiting} text={t.mandate.waitingText} />;
  return (
    <State icon="info" tone="wait" title={t.mandate.notYet}>
      <ErrorNote error={prove.error} />
      <Button kind="second" busy={prove.busy} onTap={prove.run}>
        {t.mandate.again}
      </Button>
      <Button kind="alipay" onTap={onAgain}>
        {t.mandate.go}
      </Button>
    </State>
  );
};
