import { PlusOutlined } from '@ant-design/icons';
import type { Schemas } from '@petpact/api/client';
import { Button, Skeleton } from 'antd';
import { Link, useNavigate } from 'react-router';
import { reading } from '../../app/queries.ts';
import { usePages } from '../../app/use-pages.ts';
import { useToday } from '../../app/use-today.ts';
import { EmptyNote } from '../../components/empty-note.tsx';
import { Failed } from '../../components/failed.tsx';
import { Page } from '../../components/page.tsx';
import { Pager } from '../../components/pager.tsx';
import { PetPicture } from '../../components/pet-picture.tsx';
import { StateFilter, useFilter } from '../../components/state-filter.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { PET_TONES } from '../../components/tones.ts';
import { monthsOld } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';

type Pet = Schemas['Pet'];
const SPECIES: readonly Pet['species'][] = ['dog', 'cat', 'rabbit', 'other'];

/** All pets of the shop, drafts too, as cards. */
export default function Pets() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [chosen, setSpecies] = useFilter('species');
  const species = SPECIES.find((one) => one === chosen);
  const pages = usePages(species ?? '', (token) => reading.pets(species ? { species } : {}, token));
  const { data, error, refetch } = pages.query;
  const add = (
    <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => navigate('/pets/new')}>
      {t.pets.add}
    </Button>
  );
  const empty = species ? (
    <EmptyNote title={t.pets.emptyFiltered} action={<Button onClick={() => setSpecies('')}>{t.actions.all}</Button>} />
  ) : (
    <EmptyNote title={t.pets.empty} text={t.pets.emptyText} action={add} />
  );
  return (
    <Page title={t.pets.title} text={t.pets.text} actions={add}>
      <StateFilter
        label={t.pets.fields.species}
        value={species ?? ''}
        onChange={setSpecies}
        options={SPECIES.map((value) => ({ value, label: t.pets.species[value] ?? value }))}
      />
      {!data && error && <Failed error={error} retry={refetch} />}
      {!data && !error && <Skeleton active paragraph={{ rows: 8 }} />}
      {data && data.items.length === 0 && empty}
      {data && (
        <ul className="pet-grid">
          {data.items.map((pet) => (
            <li key={pet.petId}>
              <PetCard pet={pet} />
            </li>
          ))}
        </ul>
      )}
      <Pager {...pages} />
    </Page>
  );
}

const PetCard = ({ pet }: { pet: Pet }) => {
  const { t } = useTexts();
  const today = useToday();
  return (
    <Link to={`/pets/${pet.petId}`} className="pet-card">
      <PetPicture url={pet.pictures[0]} name={pet.name} className="pet-cover" />
      <span className="pet-card-words">
        <span>
          <b>{pet.name}</b>
          <StateTag tone={PET_TONES[pet.state]}>{t.pets.states[pet.state]}</StateTag>
        </span>
        <small>{[pet.breed, t.pets.sexes[pet.sex], t.pets.months(monthsOld(pet.birthDate, today))].join(' · ')}</small>
      </span>
    </Link>
  );
};
