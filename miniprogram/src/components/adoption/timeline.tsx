import { View } from '@tarojs/components';
import { type StoryEvent, storyOf } from '@/adoption-story';
import type { Adoption } from '@/api/model';
import { type Language, sayDate, sayMoment } from '@/format/date';
import { yuan } from '@/format/money';
import { type Texts, useTexts } from '@/i18n/language';

const textOf = (event: StoryEvent, t: Texts, language: Language): string => {
  if (event.kind === 'paid') return t.timeline.paid(event.period, yuan(event.amountFen));
  if (event.kind !== 'contract') return t.timeline[event.kind](event.period);
  if (event.date) return t.leave.announced(sayDate(event.date, language));
  const known = (t.timeline as Record<string, unknown>)[event.type];
  if (typeof known === 'function') return (known as (period: number) => string)(Number(event.reason));
  return typeof known === 'string' ? known : t.timeline.other;
};

/** A person's own words, or a code in words; nothing where the line itself says it. */
const reasonOf = (event: StoryEvent, t: Texts): string => {
  if (event.kind !== 'contract' || typeof (t.timeline as Record<string, unknown>)[event.type] === 'function') return '';
  return t.timeline.causes[event.reason] ?? t.leave.byCause[event.reason] ?? event.reason;
};

export const Timeline = ({ adoption }: { adoption: Adoption }) => {
  const { t, language } = useTexts();
  return (
    <View className="card">
      <View className="events" role="list">
        {storyOf(adoption).map((event, index) => (
          <View key={`${event.atTime} ${textOf(event, t, language)}`} className={`event ${index === 0 ? 'event-now' : ''}`} role="listitem">
            <View className="event-text">{textOf(event, t, language)}</View>
            {reasonOf(event, t) && <View className="text">{reasonOf(event, t)}</View>}
            <View className="note">
              {[sayMoment(event.atTime, language), event.kind === 'contract' && t.timeline.by[event.actorKind]].filter(Boolean).join(' · ')}
            </View>
          </View>
        ))}
      </View>
    </View>
  );
};
