import type { Schemas } from '@petpact/api/client';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTexts } from '../i18n/use-texts.ts';
import { PetPicture } from './pet-picture.tsx';

/** A pet in a line of a list: face, name, breed. */
export const PetLine = ({ pet, to, aside }: { pet: Schemas['PetBrief']; to?: string; aside?: ReactNode }) => {
  const { t } = useTexts();
  return (
    <span className="pet-line">
      <PetPicture url={pet.picture} name={pet.name} className="pet-thumb" />
      <span>
        {to ? <Link to={to}>{pet.name}</Link> : <b>{pet.name}</b>}
        <small>{[t.pets.species[pet.species], pet.breed].filter(Boolean).join(' · ')}</small>
        {aside}
      </span>
    </span>
  );
};
