import { Skeleton, Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import type { Page } from '../app/queries.ts';
import { Failed } from './failed.tsx';
import { Pager } from './pager.tsx';

interface PagedTableProps<T> {
  pages: {
    query: { data?: Page<T> | undefined; error: Error | null; isFetching: boolean; isPlaceholderData: boolean; refetch(): unknown };
    number: number;
    previous?: (() => void) | undefined;
    next?: (() => void) | undefined;
  };
  columns: TableProps<T>['columns'];
  rowKey: (row: T) => string;
  empty: ReactNode;
  /** A row that leads somewhere can be clicked anywhere; a real link belongs in one of its cells. */
  to?: (row: T) => string;
  label: string;
  expandable?: TableProps<T>['expandable'];
}

/** A list read page by page. Wide tables scroll inside their card. */
export const PagedTable = <T extends object>({ pages, columns, rowKey, empty, to, label, expandable }: PagedTableProps<T>) => {
  const navigate = useNavigate();
  const { query, number, previous, next } = pages;
  if (!query.data) {
    return query.error ? (
      <Failed error={query.error} retry={query.refetch} />
    ) : (
      <Skeleton active paragraph={{ rows: 8 }} className="card-pad" />
    );
  }
  if (query.data.items.length === 0 && number === 1) return empty;
  return (
    <>
      <Table<T>
        aria-label={label}
        size="middle"
        dataSource={query.data.items}
        columns={columns}
        rowKey={rowKey}
        pagination={false}
        loading={query.isPlaceholderData}
        scroll={{ x: 'max-content' }}
        expandable={expandable}
        onRow={to ? (row) => ({ onClick: (event) => opensRow(event) && navigate(to(row)), className: 'row-link' }) : undefined}
      />
      <Pager number={number} previous={previous} next={next} />
    </>
  );
};

/** A click on a link, a button or while text is marked is not meant for the row. */
const opensRow = (event: React.MouseEvent): boolean =>
  !(event.target as HTMLElement).closest('a, button') && String(window.getSelection() ?? '') === '';
