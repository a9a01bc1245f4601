import { MembersOnly } from '@/components/members-only';
import { Screen } from '@/components/screen';
import { useTexts } from '@/i18n/language';
import { ApplicationForm } from './application-form';

export default function Apply() {
  const { t } = useTexts();
  return (
    <Screen title={t.apply.title}>
      <MembersOnly page="apply">{() => <ApplicationForm />}</MembersOnly>
    </Screen>
  );
}
