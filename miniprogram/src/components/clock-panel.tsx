import { View } from '@tarojs/components';
import { sayDate, sayMoment } from '@/format/date';
import { type Leap, useClock } from '@/hooks/use-clock';
import { useTexts } from '@/i18n/language';
import { Button } from './button';
import { ErrorNote } from './error-note';
import { Load } from './load';
import { Notice } from './notice';
import { Sheet } from './sheet';

const LEAPS: Leap[] = ['day', 'period', 'end'];

/** Moves the platform's time in the sandbox, with its progress while it runs. */
export const ClockPanel = ({ onClose }: { onClose: () => void }) => {
  const { t, language } = useTexts();
  const { clock, goal, arrived, noContract, advance } = useClock();
  return (
    <Sheet title={t.clock.title} onClose={onClose}>
      <View className="stack">
        <View className="text">{t.clock.text}</View>
        <Load of={clock} bones={[60]}>
          {({ now, advancing }) => (
            <View className="card card-warm">
              <View className="note">{t.clock.now}</View>
              <View className="money-big" id="clock-now">
                {sayDate(now, language)}
              </View>
              <View className="text">{sayMoment(now, language)}</View>
              {goal && (
                <View className="row busy" role="status">
                  {t.clock.running(sayDate(goal, language))}
                </View>
              )}
              {goal && advancing?.waitingFor?.length ? (
                <View className="note">{t.clock.waitingFor(advancing.waitingFor.join(', '))}</View>
              ) : null}
            </View>
          )}
        </Load>
        {arrived && (
          <Notice tone="good" icon="check">
            {t.clock.arrived(sayMoment(arrived, language))}
          </Notice>
        )}
        {noContract && <Notice tone="wait">{t.clock.noContract}</Notice>}
        <ErrorNote error={advance.error} />
        {LEAPS.map((leap) => (
          <Button
            key={leap}
            id={`clock-${leap}`}
            kind={leap === 'end' ? 'primary' : 'second'}
            disabled={advance.busy}
            onTap={() => advance.run(leap)}
          >
            {t.clock[leap]}
          </Button>
        ))}
        <View className="note centre">{t.app.sandbox}</View>
      </View>
    </Sheet>
  );
};
