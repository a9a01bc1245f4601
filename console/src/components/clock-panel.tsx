import { Button, Progress } from 'antd';
import type { Leap } from '../app/leap.ts';
import { useAdvance, useClock } from '../app/use-clock.ts';
import { sayMoment } from '../format/date.ts';
import { useTexts } from '../i18n/use-texts.ts';

const LEAPS: readonly Leap[] = ['day', 'period', 'end'];

/** Moves business time on, in sandbox mode; shows how far it has come while it moves. */
export const ClockPanel = () => {
  const { t, language } = useTexts();
  const { inSandbox, clock, advancing, progress } = useClock();
  const { advance, leap, busy } = useAdvance();
  if (!inSandbox || !clock) return null;
  const waiting = advancing?.waitingFor ?? [];
  return (
    <section className="clock-panel" aria-label={t.clock.title}>
      <p className="clock-now">
        <small>{t.clock.now}</small>
        <b>{sayMoment(advancing?.now ?? clock.now, language)}</b>
      </p>
      <div className="clock-leaps">
        {LEAPS.map((one) => (
          <Button
            key={one}
            disabled={busy}
            loading={leap === one}
            onClick={() => advance(one)}
            aria-label={`${t.clock[one]} (${t.clock[`${one}Hint`]})`}
          >
            <span>{t.clock[one]}</span>
            <small>{t.clock[`${one}Hint`]}</small>
          </Button>
        ))}
      </div>
      {advancing && (
        <div role="status">
          <Progress percent={progress ?? 0} size="small" status="active" aria-label={t.clock.ariaProgress} />
          <p className="soft small">
            {t.clock.advancing(sayMoment(advancing.until, language))}
            {waiting.length > 0 && ` · ${t.clock.waitingFor(waiting.join(language === 'zh' ? '、' : ', '))}`}
          </p>
        </div>
      )}
      {!advancing && <p className="soft small">{t.clock.text}</p>}
    </section>
  );
};
