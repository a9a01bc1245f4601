import type { Schemas } from '@petpact/api/client';
import { Button, Card, Input, type TableProps } from 'antd';
import { reading } from '../../app/queries.ts';
import { usePages } from '../../app/use-pages.ts';
import { Code } from '../../components/code.tsx';
import { EmptyNote } from '../../components/empty-note.tsx';
import { Page } from '../../components/page.tsx';
import { PagedTable } from '../../components/paged-table.tsx';
import { useFilter } from '../../components/state-filter.tsx';
import { sayMoment } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { sayReason } from '../contracts/ending.ts';

type Entry = Schemas['AuditEntry'];

/** Who did what to which thing, newest first. */
export default function Audit() {
  const { t, language } = useTexts();
  const words = t.audit;
  const [subjectId, setSubjectId] = useFilter('subjectId');
  const pages = usePages(subjectId, (token) => reading.audit({ subjectId }, token));
  const columns: TableProps<Entry>['columns'] = [
    { title: words.columns.time, key: 'time', render: (_, { atTime }) => <span className="nowrap">{sayMoment(atTime, language)}</span> },
    {
      title: words.columns.what,
      key: 'what',
      render: (_, { type, source }) => (
        <>
          {words.types[type] ?? type}
          <small className="under">{words.sources[source] ?? source}</small>
        </>
      ),
    },
    {
      title: words.columns.who,
      key: 'who',
      render: (_, { actorKind, actorId }) => (
        <>
          {t.contracts.actors[actorKind] ?? actorKind}
          <small className="under">{words.sources[actorId] ?? actorId}</small>
        </>
      ),
    },
    { title: words.columns.subject, key: 'subject', render: (_, entry) => <Code short>{entry.subjectId}</Code> },
    { title: words.columns.reason, key: 'reason', render: (_, { reason }) => <span className="wrap">{sayReason(reason, t) || '—'}</span> },
  ];
  const empty = subjectId ? (
    <EmptyNote title={words.emptyFiltered} action={<Button onClick={() => setSubjectId('')}>{t.actions.all}</Button>} />
  ) : (
    <EmptyNote title={words.empty} text={words.emptyText} />
  );
  return (
    <Page title={words.title} text={words.text}>
      <div className="filter">
        <Input.Search
          key={subjectId}
          aria-label={words.search}
          placeholder={words.searchHint}
          defaultValue={subjectId}
          maxLength={80}
          allowClear
          onSearch={(text) => setSubjectId(text.trim())}
        />
      </div>
      <Card className="list-card">
        <PagedTable label={words.title} pages={pages} columns={columns} rowKey={({ entryId }) => entryId} empty={empty} />
      </Card>
    </Page>
  );
}
