import type { Schemas } from '@petpact/api/client';
import { Button, Timeline } from 'antd';
import { useState } from 'react';
import { palette } from '../../app/palette.ts';
import { sayMoment } from '../../format/date.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { storyOf } from './story-lines.ts';

const SHOWN_FIRST = 12;

/** What happened to the contract, in words, newest on top. */
export const Story = ({ adoption }: { adoption: Schemas['Adoption'] }) => {
  const { t, language } = useTexts();
  const [all, setAll] = useState(false);
  const lines = storyOf(adoption, t);
  const shown = all ? lines : lines.slice(0, SHOWN_FIRST);
  return (
    <>
      <Timeline
        items={shown.map(({ key, atTime, words, actor, reason }, at) => ({
          key,
          color: at === 0 ? palette.brand : palette.line,
          content: (
            <>
              {words}
              {reason && <q className="soft"> {reason}</q>}
              <small className="under">{[sayMoment(atTime, language), actor].filter(Boolean).join(' · ')}</small>
            </>
          ),
        }))}
      />
      {lines.length > shown.length && (
        <Button type="link" onClick={() => setAll(true)}>
          {t.today.seeAll} ({lines.length})
        </Button>
      )}
    </>
  );
};
