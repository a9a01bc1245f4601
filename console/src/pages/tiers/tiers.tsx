import type { Schemas } from '@petpact/api/client';
import { useQuery } from '@tanstack/react-query';
import { Card, Table, type TableProps } from 'antd';
import { reading } from '../../app/queries.ts';
import { EmptyNote } from '../../components/empty-note.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { yuan } from '../../format/money.ts';
import { useTexts } from '../../i18n/use-texts.ts';

type Tier = Schemas['Tier'];

/** What each step of the platform's credit ladder allows at this shop. */
export default function Tiers() {
  const { t, language } = useTexts();
  const words = t.creditTiers;
  const tiers = useQuery(reading.tiers());
  const columns: TableProps<Tier>['columns'] = [
    { title: words.columns.tier, key: 'tier', render: (_, { tier }) => <b>{t.tiers[tier] ?? tier}</b> },
    {
      title: words.columns.admittance,
      key: 'admittance',
      render: (_, { admittanceScore }) => (admittanceScore > 0 ? words.step(admittanceScore) : words.manual),
    },
    { title: words.columns.limit, key: 'limit', align: 'right', render: (_, { monthlyLimitFen }) => yuan(monthlyLimitFen) },
    {
      title: words.columns.periods,
      key: 'periods',
      render: (_, { periods }) => words.periods(periods.join(language === 'zh' ? '、' : ', ')),
    },
    {
      title: words.columns.deposit,
      key: 'deposit',
      align: 'right',
      render: (_, { depositFen }) => (depositFen > 0 ? yuan(depositFen) : words.noDeposit),
    },
  ];
  return (
    <Page title={words.title} text={words.text}>
      <Card className="list-card">
        <Loaded reading={tiers}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyNote title={words.empty} text={words.emptyText} />
            ) : (
              <Table
                aria-label={words.title}
                size="middle"
                dataSource={items}
                columns={columns}
                rowKey="tier"
                pagination={false}
                scroll={{ x: 'max-content' }}
              />
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
