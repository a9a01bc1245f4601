import type { Contract } from '@/api/model';
import { useTexts } from '@/i18n/language';
import { Tag, type Tone } from '../notice';

const TONES: Record<Contract['state'], Tone> = {
  draft: 'wait',
  signed: 'wait',
  awaitingHandover: 'wait',
  active: 'good',
  paused: 'wait',
  completed: 'good',
  terminated: 'plain',
  breached: 'bad',
  expired: 'plain',
};

export const ContractTag = ({ state }: { state: Contract['state'] }) => {
  const { t } = useTexts();
  return <Tag tone={TONES[state]}>{t.adoption.states[state]}</Tag>;
};
