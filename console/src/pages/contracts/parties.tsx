import type { Schemas } from '@petpact/api/client';
import { Card } from 'antd';
import { Link } from 'react-router';
import { Code } from '../../components/code.tsx';
import { Facts } from '../../components/facts.tsx';
import { PetLine } from '../../components/pet-line.tsx';
import { sayMoment } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';

/** Who adopted whom, when, and the points earned so far. */
export const Parties = ({ contract, points }: { contract: Schemas['Contract']; points: Schemas['Adoption']['points'] }) => {
  const { t, language } = useTexts();
  const words = t.contracts;
  return (
    <Card title={words.parties}>
      <PetLine pet={contract.pet} to={`/pets/${contract.pet.petId}`} />
      <Facts
        items={[
          [words.adopter, contract.adopterName || '—'],
          [words.number, <Code key="n">{contract.contractId}</Code>],
          [
            words.application,
            <Link key="a" to={`/applications/${contract.applicationId}`}>
              {t.actions.open}
            </Link>,
          ],
          [words.created, sayMoment(contract.createdTime, language)],
          contract.signedTime ? [words.signed, sayMoment(contract.signedTime, language)] : undefined,
          contract.activatedTime ? [words.activated, sayMoment(contract.activatedTime, language)] : undefined,
          contract.endedTime ? [words.ended, sayMoment(contract.endedTime, language)] : undefined,
          [words.pointsHere, <b key="p">{words.pointsOf(points.earnedHere)}</b>],
          [words.pointsBalance, words.pointsOf(points.balance)],
        ]}
      />
    </Card>
  );
};
