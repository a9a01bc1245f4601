import { View } from '@tarojs/components';
import { call } from '@/api/api';
import type { Statement } from '@/api/model';
import { Facts } from '@/components/facts';
import { Load } from '@/components/load';
import { MembersOnly } from '@/components/members-only';
import { Screen } from '@/components/screen';
import { Section } from '@/components/section';
import { State } from '@/components/state';
import { sayMoment } from '@/format/date';
import { yuan } from '@/format/money';
import { useLive } from '@/hooks/use-live';
import { useParams } from '@/hooks/use-params';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';

type Line = Statement['lines'][number];

/** What a line moved: money to the shop or back, points, or a parcel. */
const sumOf = ({ kind, amountFen, points }: Line): string => {
  if (kind === 'shipped') return '';
  if (amountFen !== 0) return amountFen > 0 ? `-${yuan(amountFen)}` : `+${yuan(-amountFen)}`;
  return points > 0 ? `+${points}` : `${points}`;
};

const StatementLine = ({ line }: { line: Line }) => {
  const { t, language } = useTexts();
  return (
    <View className="line" role="listitem">
      <View className="grow">
        <View className="strong">
          {[t.statement.kinds[line.kind], line.period > 0 && t.adoption.period(line.period)].filter(Boolean).join(' · ')}
        </View>
        <View className="note">{sayMoment(line.atTime, language)}</View>
        {line.text && <View className="note break">{line.text}</View>}
      </View>
      <View className={`money ${sumOf(line).startsWith('+') ? 'plus' : ''}`}>{sumOf(line)}</View>
    </View>
  );
};

const Lines = () => {
  const { t } = useTexts();
  const { id } = useParams('id');
  const statement = useResource(id, () => call('get', '/me/contracts/{contractId}/statement', { path: { contractId: id } }));
  useLive(statement.reload);
  return (
    <Load of={statement} bones={[140, 60, 60, 60]}>
      {({ paidFen, feesFen, refundedFen, points, parcels, lines }) => (
        <View className="stack">
          <View className="card">
            <Facts
              rows={[
                [t.statement.paid, yuan(paidFen)],
                [t.statement.fees, feesFen > 0 ? yuan(feesFen) : ''],
                [t.statement.refunded, refundedFen > 0 ? yuan(refundedFen) : ''],
                [t.points.title, `${points}`],
                [t.statement.parcels, `${parcels}`],
              ]}
            />
          </View>
          {lines.length === 0 ? (
            <State icon="info" title={t.statement.none} />
          ) : (
            <Section title={t.statement.lines}>
              <View className="card lines" role="list">
                {lines.map((line) => (
                  <StatementLine key={line.lineId} line={line} />
                ))}
              </View>
            </Section>
          )}
        </View>
      )}
    </Load>
  );
};

export default function StatementPage() {
  const { t } = useTexts();
  return (
    <Screen title={t.statement.title}>
      <MembersOnly page="statement">{() => <Lines />}</MembersOnly>
    </Screen>
  );
}
