import type { Contract } from '@/api/model';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { State } from '@/components/state';
import { yuan } from '@/format/money';
import { useTexts } from '@/i18n/language';
import { isCutShort } from '@/leaving';
import { back } from '@/routes';

/** The contract has ended, or its end is being carried out; a fee that is owed is named. */
export const Left = ({ contract }: { contract: Contract }) => {
  const { t } = useTexts();
  const over = isCutShort(contract);
  const feeFen = contract.ending?.settlement.feeFen ?? 0;
  return (
    <State
      icon={over ? 'check' : 'clock'}
      tone={over ? 'good' : 'wait'}
      title={over ? t.leave.done : t.leave.ending}
      text={over ? t.leave.doneText : t.leave.endingText}
    >
      {feeFen > 0 && <Notice>{t.leave.feeNowOwed(yuan(feeFen))}</Notice>}
      <Button onTap={() => void back()}>{t.pay.back}</Button>
    </State>
  );
};
