import { View } from '@tarojs/components';
import { Button } from '@/components/button';
import { State } from '@/components/state';
import { useTexts } from '@/i18n/language';
import { open } from '@/routes';

/** The shop agrees the day of handover first; the page goes on by itself once it is there. */
export const HandoverFirst = ({ contractId }: { contractId: string }) => {
  const { t } = useTexts();
  return (
    <View className="card">
      <State icon="calendar" tone="wait" title={t.mandate.signed} text={t.mandate.handoverFirst}>
        <Button id="see-adoption" kind="second" onTap={() => void open('contract', { id: contractId })}>
          {t.active.see}
        </Button>
      </State>
    </View>
  );
};
