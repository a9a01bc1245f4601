import { View } from '@tarojs/components';
import { platform } from '@/adapters/platform';
import { call, sessions } from '@/api/api';
import { addressOf } from '@/api/caller';
import type { Contract, Plan } from '@/api/model';
import { sayDate } from '@/format/date';
import { yuan } from '@/format/money';
import { useAction } from '@/hooks/use-action';
import { useTexts } from '@/i18n/language';
import { open } from '@/routes';
import { Button } from '../button';
import { ErrorNote } from '../error-note';
import { Facts } from '../facts';
import { Icon } from '../icon';

/** The signed PDF. A file does not pass through the caller, so the contract is read first: that renews a token that ran out. */
const download = async (contractId: string) => {
  await call('get', '/me/contracts/{contractId}', { path: { contractId } });
  const url = addressOf(platform.origin(), '/me/contracts/{contractId}/agreement.pdf', { path: { contractId } });
  await platform.openPdf({
    url,
    headers: { Authorization: `Bearer ${sessions.current()?.accessToken ?? ''}` },
    fileName: `petpact-${contractId}.pdf`,
  });
};

export const ContractFacts = ({ contract, plan }: { contract: Contract; plan: Plan | undefined }) => {
  const { t, language } = useTexts();
  const { terms, contractId, signedTime, pdfHash } = contract;
  const pdf = useAction(() => download(contractId));
  return (
    <View className="card stack">
      <Facts
        rows={[
          [t.adoption.food, `${terms.skuName} × ${terms.quantity}`],
          [t.adoption.amount, yuan(terms.amountFen)],
          [t.adoption.total, `${t.plan.sum(yuan(terms.amountFen), terms.periods)} = ${yuan(terms.totalFen)}`],
          [t.adoption.payer, plan?.mandate.payerLogon],
          [t.adoption.signedOn, sayDate(signedTime, language)],
          [
            t.adoption.number,
            <View key="n" className="note break">
              {contractId}
            </View>,
          ],
          [
            t.adoption.fingerprint,
            pdfHash && (
              <View key="h" className="note break">
                {pdfHash}
              </View>
            ),
          ],
        ]}
      />
      <ErrorNote error={pdf.error} />
      {pdfHash && (
        <Button id="download-agreement" kind="second" busy={pdf.busy} onTap={pdf.run}>
          <Icon name="download" />
          {t.adoption.download}
        </Button>
      )}
      <Button kind="plain" onTap={() => void open('agreement', { contract: contractId })}>
        {t.adoption.readAgreement}
      </Button>
    </View>
  );
};
