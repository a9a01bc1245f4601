import type { Schemas } from '@petpact/api/client';
import { Button, Card, type TableProps } from 'antd';
import { Link } from 'react-router';
import { reading } from '../../app/queries.ts';
import { usePages } from '../../app/use-pages.ts';
import { Code } from '../../components/code.tsx';
import { EmptyNote } from '../../components/empty-note.tsx';
import { Page } from '../../components/page.tsx';
import { PagedTable } from '../../components/paged-table.tsx';
import { PetLine } from '../../components/pet-line.tsx';
import { StateFilter, useFilter } from '../../components/state-filter.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { CONTRACT_TONES } from '../../components/tones.ts';
import { sayMoment } from '../../format/date.ts';
import { yuan } from '../../format/money.ts';
import { useTexts } from '../../i18n/use-texts.ts';

type Contract = Schemas['Contract'];
const OVERDUE = 'overdue';
const STATES: readonly Contract['state'][] = [
  'signed',
  'awaitingHandover',
  'active',
  'paused',
  'completed',
  'draft',
  'terminated',
  'breached',
  'expired',
];

/** Contracts of the shop; those with an overdue period are a filter of their own, across states. */
export default function Contracts() {
  const { t, language } = useTexts();
  const words = t.contracts;
  const [state, setState] = useFilter('state');
  const filter = state === OVERDUE ? { overdue: true } : { state };
  const pages = usePages(state, (token) => reading.contracts(filter, token));
  const columns: TableProps<Contract>['columns'] = [
    { title: words.columns.pet, key: 'pet', render: (_, { pet, contractId }) => <PetLine pet={pet} to={`/contracts/${contractId}`} /> },
    { title: words.columns.adopter, key: 'adopter', render: (_, { adopterName }) => adopterName || '—' },
    {
      title: words.columns.state,
      key: 'state',
      render: (_, one) => <StateTag tone={CONTRACT_TONES[one.state]}>{words.states[one.state]}</StateTag>,
    },
    {
      title: words.columns.terms,
      key: 'terms',
      render: (_, { terms }) => (
        <>
          {words.termsLine(yuan(terms.amountFen), terms.periods)}
          <small className="under">{terms.skuName}</small>
        </>
      ),
    },
    { title: words.columns.total, key: 'total', align: 'right', render: (_, { terms }) => yuan(terms.totalFen) },
    { title: words.columns.signed, key: 'signed', render: (_, { signedTime }) => sayMoment(signedTime, language) },
    { title: words.columns.number, key: 'number', render: (_, { contractId }) => <Code short>{contractId}</Code> },
  ];
  const empty = state ? (
    <EmptyNote title={words.emptyFiltered} action={<Button onClick={() => setState('')}>{t.actions.all}</Button>} />
  ) : (
    <EmptyNote title={words.empty} text={words.emptyText} action={<Link to="/applications">{words.emptyAction}</Link>} />
  );
  const options = [
    { value: OVERDUE, label: words.overdue },
    ...STATES.map((value) => ({ value: value as string, label: words.states[value] })),
  ];
  return (
    <Page title={words.title} text={words.text}>
      <StateFilter label={words.columns.state} value={state} onChange={setState} options={options} />
      <Card className="list-card">
        <PagedTable
          label={words.title}
          pages={pages}
          columns={columns}
          rowKey={({ contractId }) => contractId}
          to={({ contractId }) => `/contracts/${contractId}`}
          empty={empty}
        />
      </Card>
    </Page>
  );
}
