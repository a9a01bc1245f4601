import { View } from '@tarojs/components';
import type { Contract, Plan } from '@/api/model';
import { type Texts, useTexts } from '@/i18n/language';
import { canLeave } from '@/leaving';
import { canPause, type PauseHindrance, pauseHindrance } from '@/pausing';
import { open } from '@/routes';
import { Button } from '../button';
import { Notice } from '../notice';
import { Section } from '../section';
import { Resume } from './resume';
import { Skip } from './skip';

export const sayHindrance = (why: PauseHindrance, { terms }: Contract, t: Texts): string =>
  why === 'usedUp' ? t.manage.notNow.usedUp(terms.rules.pauseTimesMax) : t.manage.notNow[why];

interface ManageProps {
  contract: Contract;
  plan: Plan | undefined;
  reload: () => Promise<void>;
}

/** What the adopter can do with a running contract, one button for each, and why something cannot be done. */
export const Manage = ({ contract, plan, reload }: ManageProps) => {
  const { t } = useTexts();
  const { contractId, pauseCount, terms } = contract;
  if (!canLeave(contract)) return null;
  const hindrance = pauseHindrance(contract, plan);
  const { pauseTimesMax } = terms.rules;
  return (
    <Section title={t.manage.title}>
      <View className="stack">
        {hindrance && <Notice>{sayHindrance(hindrance, contract, t)}</Notice>}
        {pauseTimesMax > 0 && <View className="note">{t.manage.times(pauseCount, pauseTimesMax)}</View>}
        <Resume contract={contract} reload={reload} />
        {plan && <Skip contract={contract} plan={plan} reload={reload} />}
        {canPause(contract, plan) && (
          <Button id="pause" kind="plain" onTap={() => void open('pause', { id: contractId })}>
            {t.pause.open}
          </Button>
        )}
        <Button id="leave" kind="plain" onTap={() => void open('leave', { id: contractId })}>
          {t.leave.open}
        </Button>
      </View>
    </Section>
  );
};
