import { useQuery } from '@tanstack/react-query';
import { Card } from 'antd';
import { Link } from 'react-router';
import { reading } from '../../app/queries.ts';
import { Loaded } from '../../components/loaded.tsx';
import { PetLine } from '../../components/pet-line.tsx';
import { sayMoment } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';

const SHOWN = 5;

/** The applications that wait for a decision. */
export const Waiting = () => {
  const { t, language } = useTexts();
  const applications = useQuery(reading.applications({ state: 'underReview' }));
  return (
    <Card title={t.today.toReview} extra={<Link to="/applications?state=underReview">{t.today.seeAll}</Link>}>
      <Loaded reading={applications} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">{t.today.toReviewEmpty}</p>
          ) : (
            <ul className="waiting">
              {items.slice(0, SHOWN).map(({ applicationId, pet, adopterName, createdTime }) => (
                <li key={applicationId}>
                  <PetLine
                    pet={pet}
                    to={`/applications/${applicationId}`}
                    aside={<small>{[adopterName, t.today.waitsSince(sayMoment(createdTime, language))].filter(Boolean).join(' · ')}</small>}
                  />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
};
