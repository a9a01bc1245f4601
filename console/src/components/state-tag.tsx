import type { ReactNode } from 'react';
import type { Tone } from './tones.ts';

/** A state as a soft coloured word; the word says it, the colour only helps. */
export const StateTag = ({ tone, children }: { tone: Tone; children: ReactNode }) => (
  <span className={`state-tag state-tag-${tone}`}>
    <i aria-hidden="true" />
    {children}
  </span>
);
