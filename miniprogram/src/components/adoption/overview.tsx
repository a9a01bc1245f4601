import { View } from '@tarojs/components';
import type { Adoption } from '@/api/model';
import { yuan } from '@/format/money';
import { useTexts } from '@/i18n/language';
import { isCutShort } from '@/leaving';
import { leftFen, paidCount, waitsForHandoverDate } from '@/plan-view';
import { open } from '@/routes';
import { Button } from '../button';
import { Line } from '../lines';
import { NextCharge } from '../next-charge';
import { ContractFacts } from './contract-facts';
import { Ended } from './ended';
import { Handover } from './handover';
import { Manage } from './manage';
import { Owed } from './owed';
import { ToCome } from './to-come';

interface OverviewProps {
  adoption: Adoption;
  reload: () => Promise<void>;
}

const NextStep = ({ adoption }: { adoption: Adoption }) => {
  const { t } = useTexts();
  const { contractId, state } = adoption.contract;
  if (isCutShort(adoption.contract)) return <ToCome contract={adoption.contract} plan={adoption.plan} />;
  if (state === 'draft') return <Button onTap={() => void open('agreement', { contract: contractId })}>{t.adoption.goSign}</Button>;
  if (waitsForHandoverDate(adoption.contract)) return null;
  const mandateOpen = adoption.plan && adoption.plan.mandate.state !== 'signed' && adoption.plan.state !== 'ended';
  if (state === 'signed' || mandateOpen)
    return (
      <Button kind="alipay" onTap={() => void open('mandate', { contract: contractId })}>
        {t.adoption.goMandate}
      </Button>
    );
  return null;
};

const Progress = ({ adoption }: { adoption: Adoption }) => {
  const { t } = useTexts();
  const { plan } = adoption;
  if (!plan) return null;
  const [done, all] = [paidCount(plan), plan.instalments.length];
  return (
    <View className="card stack">
      <View className="strong">{t.adoption.progress(done, all)}</View>
      <View className="progress" role="progressbar" aria-valuenow={done} aria-valuemax={all}>
        <View className="progress-done" style={{ width: `${all ? (100 * done) / all : 0}%` }} />
      </View>
      <View className="spread">
        <View className="note">{`${t.adoption.paid} ${yuan(plan.paidFen)}`}</View>
        <View className="note">{`${t.adoption.left} ${yuan(leftFen(plan))}`}</View>
      </View>
    </View>
  );
};

export const Overview = ({ adoption, reload }: OverviewProps) => {
  const { t } = useTexts();
  const { contract, plan, points } = adoption;
  return (
    <View className="stack">
      <NextStep adoption={adoption} />
      <Ended contract={contract} />
      {plan && <Owed contract={contract} plan={plan} />}
      <Handover contract={contract} reload={reload} />
      {plan && contract.state !== 'signed' && contract.state !== 'draft' && !isCutShort(contract) && <NextCharge plan={plan} />}
      <Progress adoption={adoption} />
      <View className="card lines">
        <Line
          icon="paper"
          name={t.statement.title}
          value={t.statement.open}
          onTap={() => void open('statement', { id: contract.contractId })}
        />
        <Line icon="star" name={t.adoption.points} value={t.adoption.pointsHere(points.earnedHere)} onTap={() => void open('points')} />
      </View>
      <ContractFacts contract={contract} plan={plan} />
      <Manage contract={contract} plan={plan} reload={reload} />
    </View>
  );
};
