import type { Schemas } from '@petpact/api/client';
import { Card, type TableProps, Tag } from 'antd';
import { Link } from 'react-router';
import { reading } from '../../app/queries.ts';
import { usePages } from '../../app/use-pages.ts';
import { Code } from '../../components/code.tsx';
import { EmptyNote } from '../../components/empty-note.tsx';
import { Page } from '../../components/page.tsx';
import { PagedTable } from '../../components/paged-table.tsx';
import { useFilter } from '../../components/state-filter.tsx';
import { sayMoment } from '../../format/date.ts';
import { signedYuan } from '../../format/money.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Balances } from './balances.tsx';

type Entry = Schemas['LedgerEntry'];

/** The shop's books: balances that sum to zero, and every entry. */
export default function Ledger() {
  const { t, language } = useTexts();
  const words = t.ledger;
  const [contractId, setContractId] = useFilter('contractId');
  const pages = usePages(contractId, (token) => reading.ledger({ contractId }, token));
  const columns: TableProps<Entry>['columns'] = [
    { title: words.columns.time, key: 'time', render: (_, { atTime }) => <span className="nowrap">{sayMoment(atTime, language)}</span> },
    { title: words.columns.kind, key: 'kind', render: (_, { kind }) => words.kinds[kind] ?? kind },
    {
      title: words.columns.contract,
      key: 'contract',
      render: (_, entry) => (
        <>
          <Link to={`/contracts/${entry.contractId}`}>{entry.contractId.slice(-8)}</Link> · {t.shipments.period(entry.period)}
        </>
      ),
    },
    {
      title: words.columns.postings,
      key: 'postings',
      render: (_, { postings }) => (
        <ul className="postings">
          {postings.map(({ account, amountFen }) => (
            <li key={account}>
              <span>{words.accounts[account] ?? account}</span>
              <b className={amountFen < 0 ? 'credit' : 'debit'}>{signedYuan(amountFen)}</b>
            </li>
          ))}
        </ul>
      ),
    },
    { title: words.columns.number, key: 'number', render: (_, { entryId }) => <Code short>{entryId}</Code> },
  ];
  return (
    <Page title={words.title} text={words.text}>
      {pages.query.data && <Balances balances={pages.query.data.balances} />}
      {contractId && (
        <Tag closable={{ 'aria-label': words.clear }} onClose={() => setContractId('')} className="filter-tag">
          {words.ofContract(contractId)}
        </Tag>
      )}
      <Card className="list-card">
        <PagedTable
          label={words.title}
          pages={pages}
          columns={columns}
          rowKey={({ entryId }) => entryId}
          empty={<EmptyNote title={words.empty} text={words.emptyText} action={<Link to="/contracts">{words.emptyAction}</Link>} />}
        />
      </Card>
    </Page>
  );
}
