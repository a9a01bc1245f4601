import { AdoptionView } from '@/components/adoption/adoption-view';
import { MembersOnly } from '@/components/members-only';
import { Screen } from '@/components/screen';
import { useParams } from '@/hooks/use-params';
import { useTexts } from '@/i18n/language';

export default function ContractPage() {
  const { t } = useTexts();
  const { id } = useParams('id');
  return (
    <Screen title={t.adoption.contract}>
      <MembersOnly page="contract">{() => <AdoptionView contractId={id} />}</MembersOnly>
    </Screen>
  );
}
