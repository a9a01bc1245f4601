import { useState } from 'react';
import { useTexts } from '../i18n/use-texts.ts';
import { PawIcon } from './paw-icon.tsx';

/** A pet's picture, or a paw where there is none or it cannot be loaded. */
export const PetPicture = ({ url, name, className }: { url: string | undefined; name: string; className: string }) => {
  const { t } = useTexts();
  const [broken, setBroken] = useState<string>();
  if (!url || broken === url) {
    return (
      <span className={`${className} no-picture`} role="img" aria-label={t.pets.noPicture}>
        <PawIcon />
      </span>
    );
  }
  return <img className={className} src={url} alt={t.pets.pictureOf(name)} loading="lazy" onError={() => setBroken(url)} />;
};
