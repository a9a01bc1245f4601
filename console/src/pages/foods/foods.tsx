import type { Schemas } from '@petpact/api/client';
import { Card, type TableProps } from 'antd';
import { reading } from '../../app/queries.ts';
import { usePages } from '../../app/use-pages.ts';
import { EmptyNote } from '../../components/empty-note.tsx';
import { Page } from '../../components/page.tsx';
import { PagedTable } from '../../components/paged-table.tsx';
import { PetPicture } from '../../components/pet-picture.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { percent, yuan } from '../../format/money.ts';
import { useTexts } from '../../i18n/use-texts.ts';

type Food = Schemas['Sku'];

/** Foods that plans can carry, with what they cost the shop and what they bring. */
export default function Foods() {
  const { t } = useTexts();
  const words = t.foods;
  const pages = usePages('', (token) => reading.foods(token));
  const columns: TableProps<Food>['columns'] = [
    {
      title: words.columns.food,
      key: 'food',
      render: (_, { name, brand, skuCode, pictures }) => (
        <span className="pet-line">
          <PetPicture url={pictures[0]} name={name} className="pet-thumb" />
          <span>
            <b>{name}</b>
            <small>
              {brand} · {skuCode}
            </small>
          </span>
        </span>
      ),
    },
    { title: words.columns.species, key: 'species', render: (_, { species }) => t.pets.species[species] ?? species },
    { title: words.columns.spec, dataIndex: 'spec' },
    { title: words.columns.cost, key: 'cost', align: 'right', render: (_, { costFen }) => (costFen === undefined ? '—' : yuan(costFen)) },
    { title: words.columns.plan, key: 'plan', align: 'right', render: (_, { planFen }) => <b>{yuan(planFen)}</b> },
    { title: words.columns.margin, key: 'margin', align: 'right', render: (_, food) => marginOf(food) },
    { title: words.columns.retail, key: 'retail', align: 'right', render: (_, { retailFen }) => yuan(retailFen) },
    { title: words.columns.points, key: 'points', align: 'right', render: (_, { pointsPrice }) => words.points(pointsPrice) },
    {
      title: words.columns.state,
      key: 'state',
      render: (_, { published }) => (
        <StateTag tone={published ? 'leaf' : 'plain'}>{published ? words.published : words.unpublished}</StateTag>
      ),
    },
  ];
  return (
    <Page title={words.title} text={words.text}>
      <Card className="list-card">
        <PagedTable
          label={words.title}
          pages={pages}
          columns={columns}
          rowKey={({ skuId }) => skuId}
          empty={<EmptyNote title={words.empty} text={words.emptyText} />}
        />
      </Card>
    </Page>
  );
}

/** What stays of the plan price, as a share rounded to the per cent. */
const marginOf = ({ costFen, planFen }: Food): string =>
  costFen === undefined || planFen === 0 ? '—' : percent(Math.round(((planFen - costFen) / planFen) * 100) * 100);
