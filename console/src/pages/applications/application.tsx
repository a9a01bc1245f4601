import type { Schemas } from '@petpact/api/client';
import { useQuery } from '@tanstack/react-query';
import { Card } from 'antd';
import { Link, useParams } from 'react-router';
import { reading } from '../../app/queries.ts';
import { Facts } from '../../components/facts.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { PetPicture } from '../../components/pet-picture.tsx';
import { StateTag } from '../../components/state-tag.tsx';
import { APPLICATION_TONES } from '../../components/tones.ts';
import { sayMoment } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { Credit } from './credit.tsx';
import { Decision } from './decision.tsx';
import { Talk } from './talk.tsx';

/** One application: who wants which pet, what the credit check said, what was asked, and the shop's decision. */
export default function ApplicationPage() {
  const { applicationId = '' } = useParams();
  const { t } = useTexts();
  const words = t.applications;
  const application = useQuery(reading.application(applicationId));
  const { data } = application;
  return (
    <Page
      title={data ? `${data.adopterName || words.one} · ${data.pet.name}` : words.one}
      tag={data && <StateTag tone={APPLICATION_TONES[data.state]}>{words.states[data.state]}</StateTag>}
      back={{ to: '/applications', title: words.title }}
    >
      <Loaded reading={application} rows={12}>
        {(one) => (
          <div className="two-columns">
            <div className="column">
              <Answers application={one} />
              <Talk application={one} />
            </div>
            <div className="column">
              <Decision application={one} />
              <Credit application={one} />
              <PetCard application={one} />
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

const Answers = ({ application: { answers, createdTime, adopterName } }: { application: Schemas['Application'] }) => {
  const { t, language } = useTexts();
  const words = t.applications.answers;
  return (
    <Card title={words.title}>
      <Facts
        items={[
          [t.applications.columns.adopter, adopterName || t.applications.unnamed],
          [t.applications.columns.created, sayMoment(createdTime, language)],
          [words.housing, words.housings[answers.housing]],
          [words.experience, answers.experience ? words.experiences.yes : words.experiences.no],
          [words.household, words.people(answers.household)],
          [words.hoursAlone, words.hours(answers.hoursAlone)],
        ]}
      />
      <h3>{words.reason}</h3>
      <blockquote>{answers.reason}</blockquote>
    </Card>
  );
};

const PetCard = ({ application: { pet, holdUntilTime, contractId } }: { application: Schemas['Application'] }) => {
  const { t, language } = useTexts();
  return (
    <Card>
      <div className="pet-card-line">
        <PetPicture url={pet.picture} name={pet.name} className="pet-face" />
        <div>
          <h3>{pet.name}</h3>
          <p className="soft">{[t.pets.species[pet.species], pet.breed].filter(Boolean).join(' · ')}</p>
          {holdUntilTime && (
            <p className="soft small">
              {t.applications.holdUntil} {sayMoment(holdUntilTime, language)}
            </p>
          )}
          <Link to={`/pets/${pet.petId}`}>{t.applications.toPet}</Link>
          {contractId && (
            <>
              {' · '}
              <Link to={`/contracts/${contractId}`}>{t.applications.toContract}</Link>
            </>
          )}
        </div>
      </div>
    </Card>
  );
};
