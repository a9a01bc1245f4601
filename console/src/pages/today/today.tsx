import { CheckCircleFilled } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Card as Panel } from 'antd';
import { reading } from '../../app/queries.ts';
import { staffSession, useSession } from '../../app/session.ts';
import { useClock } from '../../app/use-clock.ts';
import { ClockPanel } from '../../components/clock-panel.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { sayMoment } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Card } from './card.tsx';
import { ChargingStop } from './charging-stop.tsx';
import { NEEDS_YOU, RUNNING } from './today-cards.ts';
import { Waiting } from './waiting.tsx';

/** What the shop has to do today, and what is under way. */
export default function Today() {
  const { t, language } = useTexts();
  const today = useQuery({ ...reading.today(), refetchInterval: 60_000 });
  const session = useSession(staffSession);
  const { inSandbox } = useClock();
  const hello = t.today.hello(session?.principal.displayName ?? '');
  const now = today.data ? ` · ${t.clock.now} ${sayMoment(today.data.now, language)}` : '';
  return (
    <Page title={t.today.title} text={`${hello}${now}`}>
      <Loaded reading={today} rows={10}>
        {(counts) => (
          <div className="today">
            <div>
              <section aria-labelledby="needs-you">
                <h2 id="needs-you">{t.today.needsYou}</h2>
                {NEEDS_YOU.every(({ count }) => counts[count] === 0) && (
                  <p className="today-done">
                    <CheckCircleFilled aria-hidden="true" /> {t.today.allDone}
                  </p>
                )}
                <div className="today-cards">
                  {NEEDS_YOU.map((card) => (
                    <Card key={card.count} card={card} value={counts[card.count]} />
                  ))}
                </div>
              </section>
              <section aria-labelledby="running">
                <h2 id="running">{t.today.running}</h2>
                <div className="today-cards">
                  {RUNNING.map((card) => (
                    <Card key={card.count} card={card} value={counts[card.count]} />
                  ))}
                </div>
              </section>
            </div>
            <div className="today-side">
              {inSandbox && (
                <Panel title={t.clock.title} size="medium">
                  <ClockPanel />
                </Panel>
              )}
              <Waiting />
              <ChargingStop />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}
