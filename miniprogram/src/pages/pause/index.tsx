import { useState } from 'react';
import { call } from '@/api/api';
import type { Contract } from '@/api/model';
import { sayHindrance } from '@/components/adoption/manage';
import { Button } from '@/components/button';
import { Load } from '@/components/load';
import { MembersOnly } from '@/components/members-only';
import { Notice } from '@/components/notice';
import { Screen } from '@/components/screen';
import { State } from '@/components/state';
import { sayDate } from '@/format/date';
import { useParams } from '@/hooks/use-params';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';
import { canPause, pauseHindrance } from '@/pausing';
import { back } from '@/routes';
import { PauseForm } from './pause-form';

interface Paused {
  contract: Contract;
  inFlightPeriod: number;
}

const Back = () => {
  const { t } = useTexts();
  return (
    <Button id="pause-back" kind="second" onTap={() => void back()}>
      {t.pay.back}
    </Button>
  );
};

/** It is paused; a charge that was made before is named. */
const Done = ({ contract, inFlightPeriod }: Paused) => {
  const { t, language } = useTexts();
  return (
    <State icon="pause" tone="good" title={t.pause.done} text={t.pause.doneUntil(sayDate(contract.pausedUntilDate, language))}>
      {inFlightPeriod > 0 && <Notice tone="wait">{t.pause.inFlight(inFlightPeriod)}</Notice>}
      <Back />
    </State>
  );
};

const Pause = () => {
  const { t } = useTexts();
  const { id } = useParams('id');
  const [paused, setPaused] = useState<Paused>();
  const adoption = useResource(id, () => call('get', '/me/contracts/{contractId}', { path: { contractId: id } }));
  if (paused) return <Done {...paused} />;
  return (
    <Load of={adoption} bones={[72, 200, 160]}>
      {({ contract, plan }) => {
        if (canPause(contract, plan)) return <PauseForm contract={contract} plan={plan} onPaused={setPaused} />;
        const why = contract.state === 'paused' ? undefined : pauseHindrance(contract, plan);
        return (
          <State icon="info" title={t.pause.not} text={why ? sayHindrance(why, contract, t) : t.adoption.states[contract.state]}>
            <Back />
          </State>
        );
      }}
    </Load>
  );
};

export default function PausePage() {
  const { t } = useTexts();
  return (
    <Screen title={t.pause.title}>
      <MembersOnly page="pause">{() => <Pause />}</MembersOnly>
    </Screen>
  );
}
