import type { Schemas } from '@petpact/api/client';
import { Button, Card, type TableProps } from 'antd';
import { Link } from 'react-router';
import { reading } from '../../app/queries.ts';
import { usePages } from '../../app/use-pages.ts';
import { EmptyNote } from '../../components/empty-note.tsx';
import { Page } from '../../components/page.tsx';
import { PagedTable } from '../../components/paged-table.tsx';
import { PetLine } from '../../components/pet-line.tsx';
import { StateFilter, useFilter } from '../../components/state-filter.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { APPLICATION_TONES, CREDIT_TONES } from '../../components/tones.ts';
import { sayMoment } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';

type Application = Schemas['Application'];
const STATES: readonly Application['state'][] = [
  'underReview',
  'asked',
  'submitted',
  'approved',
  'contracted',
  'declined',
  'withdrawn',
  'expired',
];

/** Applications of the shop, newest first. */
export default function Applications() {
  const { t, language } = useTexts();
  const words = t.applications;
  const [state, setState] = useFilter('state');
  const pages = usePages(state, (token) => reading.applications({ state }, token));
  const columns: TableProps<Application>['columns'] = [
    {
      title: words.columns.pet,
      key: 'pet',
      render: (_, { pet, applicationId }) => <PetLine pet={pet} to={`/applications/${applicationId}`} />,
    },
    { title: words.columns.adopter, key: 'adopter', render: (_, { adopterName }) => adopterName || words.unnamed },
    {
      title: words.columns.state,
      key: 'state',
      render: (_, one) => <StateTag tone={APPLICATION_TONES[one.state]}>{words.states[one.state]}</StateTag>,
    },
    {
      title: words.columns.credit,
      key: 'credit',
      render: (_, { creditOutcome }) => (
        <StateTag tone={CREDIT_TONES[creditOutcome] ?? 'plain'}>{words.credit.outcomes[creditOutcome] ?? creditOutcome}</StateTag>
      ),
    },
    { title: words.columns.created, key: 'created', render: (_, { createdTime }) => sayMoment(createdTime, language) },
    { title: words.columns.updated, key: 'updated', render: (_, { updatedTime }) => sayMoment(updatedTime, language) },
  ];
  const empty = state ? (
    <EmptyNote title={words.emptyFiltered} action={<Button onClick={() => setState('')}>{t.actions.all}</Button>} />
  ) : (
    <EmptyNote title={words.empty} text={words.emptyText} action={<Link to="/pets">{words.emptyAction}</Link>} />
  );
  return (
    <Page title={words.title} text={words.text}>
      <StateFilter
        label={words.columns.state}
        value={state}
        onChange={setState}
        options={STATES.map((value) => ({ value, label: words.states[value] }))}
      />
      <Card className="list-card">
        <PagedTable
          label={words.title}
          pages={pages}
          columns={columns}
          rowKey={({ applicationId }) => applicationId}
          to={({ applicationId }) => `/applications/${applicationId}`}
          empty={empty}
        />
      </Card>
    </Page>
  );
}
