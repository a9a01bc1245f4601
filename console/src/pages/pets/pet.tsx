import { EditOutlined } from '@ant-design/icons';
import { type Schemas, unwrap } from '@petpact/api/client';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Image } from 'antd';
import { Link, useNavigate, useParams } from 'react-router';
import { staffApi } from '../../app/api.ts';
import { reading } from '../../app/queries.ts';
import { useToday } from '../../app/use-today.ts';
import { useWrite } from '../../app/use-write.ts';
import { Facts } from '../../components/facts.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { PetPicture } from '../../components/pet-picture.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { PET_TONES } from '../../components/tones.ts';
import { monthsOld, sayDate, sayMoment } from '../../format/date.ts';
import { kilograms } from '../../format/money.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { draftOf, inputOf } from './pet-input.ts';

/** One pet: pictures, facts, health, story, who holds it, and putting it on show. */
export default function PetPage() {
  const { petId = '' } = useParams();
  const { t } = useTexts();
  const pet = useQuery(reading.pet(petId));
  const { data } = pet;
  return (
    <Page
      title={data?.name ?? t.pets.title}
      tag={data && <StateTag tone={PET_TONES[data.state]}>{t.pets.states[data.state]}</StateTag>}
      back={{ to: '/pets', title: t.pets.title }}
      actions={data && data.state !== 'adopted' && <Actions pet={data} />}
    >
      <Loaded reading={pet} rows={12}>
        {(one) => (
          <div className="two-columns">
            <div className="column">
              <Pictures pet={one} />
              {one.story !== '' && (
                <Card title={t.pets.story}>
                  <p className="pre">{one.story}</p>
                </Card>
              )}
            </div>
            <div className="column">
              <Details pet={one} />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

const Actions = ({ pet }: { pet: Schemas['Pet'] }) => {
  const { t } = useTexts();
  const navigate = useNavigate();
  const showing = useWrite({
    send: (state: 'draft' | 'available', header) =>
      unwrap(
        staffApi.PUT('/shop/pets/{petId}', { params: { path: { petId: pet.petId }, header }, body: inputOf({ ...draftOf(pet), state }) }),
      ),
    touches: ['pets'],
    done: (_, state) => (state === 'draft' ? t.pets.hidden : t.pets.shown),
  });
  const other = pet.state === 'draft' ? 'available' : 'draft';
  return (
    <>
      {pet.state !== 'held' && (
        <Button type={other === 'available' ? 'primary' : 'default'} loading={showing.isPending} onClick={() => showing.mutate(other)}>
          {other === 'available' ? t.pets.show : t.pets.hide}
        </Button>
      )}
      <Button icon={<EditOutlined aria-hidden="true" />} onClick={() => navigate(`/pets/${pet.petId}/edit`)}>
        {t.actions.edit}
      </Button>
    </>
  );
};

const Pictures = ({ pet }: { pet: Schemas['Pet'] }) => (
  <Card className="pictures">
    {pet.pictures.length === 0 ? (
      <PetPicture url={undefined} name={pet.name} className="pet-cover" />
    ) : (
      <Image.PreviewGroup>
        {pet.pictures.map((url) => (
          <Image key={url} src={url} alt={pet.name} />
        ))}
      </Image.PreviewGroup>
    )}
  </Card>
);

const Details = ({ pet }: { pet: Schemas['Pet'] }) => {
  const { t, language } = useTexts();
  const today = useToday();
  const { fields } = t.pets;
  const { health } = pet;
  const list = (words: string[]) => (words.length === 0 ? t.states.none : words.join(language === 'zh' ? '、' : ', '));
  return (
    <>
      {pet.state === 'held' && (
        <Alert
          type="warning"
          showIcon
          title={t.pets.heldUntil(sayMoment(pet.holdUntilTime, language))}
          description={pet.holderId ? <Link to={`/applications/${pet.holderId}`}>{t.pets.application}</Link> : undefined}
        />
      )}
      {pet.state === 'adopted' && <Alert type="info" showIcon title={t.pets.adoptedNote} />}
      <Card title={t.pets.facts}>
        <Facts
          items={[
            [fields.species, `${t.pets.species[pet.species] ?? pet.species} · ${pet.breed}`],
            [fields.sex, t.pets.sexes[pet.sex]],
            [fields.age, `${t.pets.months(monthsOld(pet.birthDate, today))} (${sayDate(pet.birthDate, language)})`],
            pet.colour === '' ? undefined : [fields.colour, pet.colour],
            [fields.weight, kilograms(pet.weightGrams)],
            [fields.traits, list(pet.traits)],
          ]}
        />
      </Card>
      <Card title={t.pets.health}>
        <Facts
          items={[
            [fields.vaccines, list(health.vaccines)],
            [fields.dewormed, sayDate(health.dewormedDate, language)],
            [fields.neutered, health.neutered ? t.pets.neutered : t.pets.notNeutered],
            health.notes === '' ? undefined : [fields.notes, health.notes],
          ]}
        />
      </Card>
    </>
  );
};
