import { useShop } from '@/hooks/use-shop';
import { useTexts } from '@/i18n/language';
import { Tap } from '@/primitives/tap';
import { Icon } from './icon';

/** The door to the test clock; there is none outside a sandbox. */
export const ClockButton = ({ onTap }: { onTap: () => void }) => {
  const { t } = useTexts();
  const shop = useShop();
  if (!shop.data?.sandbox) return null;
  return (
    <Tap id="test-clock" className="topbar-tool" label={t.clock.open} onTap={onTap}>
      <Icon name="clock" />
    </Tap>
  );
};
