import { View } from '@tarojs/components';
import type { Contract, Plan } from '@/api/model';
import { yuan } from '@/format/money';
import { type Texts, useTexts } from '@/i18n/language';
import { type ToCome as Thing, toComeOf } from '@/leaving';
import { Notice } from '../notice';
import { sayPeriods } from './settlement';

const sayThing = (thing: Thing, t: Texts): string =>
  thing.kind === 'mandate' ? t.leave.toCome.mandate : t.leave.toCome[thing.kind](sayPeriods(thing.periods, t), yuan(thing.amountFen));

/** What is still under way after the end; nothing once all is done. */
export const ToCome = ({ contract, plan }: { contract: Contract; plan: Plan | undefined }) => {
  const { t } = useTexts();
  const things = toComeOf(contract, plan);
  if (things.length === 0) return null;
  return (
    <Notice tone="wait" icon="clock">
      {things.map((thing) => (
        <View key={thing.kind}>{sayThing(thing, t)}</View>
      ))}
    </Notice>
  );
};
