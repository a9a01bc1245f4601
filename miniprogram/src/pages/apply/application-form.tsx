import { View } from '@tarojs/components';
import { useState } from 'react';
import { call, shop } from '@/api/api';
import { ApiRefusal } from '@/api/api-refusal';
import type { Answers } from '@/api/model';
import { Button } from '@/components/button';
import { Choice, Counter } from '@/components/choice';
import { ErrorNote } from '@/components/error-note';
import { Field } from '@/components/field';
import { Load } from '@/components/load';
import { Notice } from '@/components/notice';
import { PetHeader } from '@/components/pet-header';
import { Stages } from '@/components/stages';
import { yuan } from '@/format/money';
import { useAction } from '@/hooks/use-action';
import { useParams } from '@/hooks/use-params';
import { useResource } from '@/hooks/use-resource';
import { useShop } from '@/hooks/use-shop';
import { useTexts } from '@/i18n/language';
import { open, replace } from '@/routes';

const FIRST: Answers = { housing: 'own', experience: false, household: 2, hoursAlone: 6, reason: '' };

/** One application at a time: the way to the one that is open. */
const isOpenElsewhere = (error: unknown) => error instanceof ApiRefusal && error.reason === 'APPLICATION_OPEN';

export const ApplicationForm = () => {
  const { t } = useTexts();
  const { pet: petId } = useParams('pet');
  const pet = useResource(petId, () => call('get', '/shops/{shop}/pets/{petId}', { path: { shop, petId } }));
  const example = useShop().data?.example;
  const [answers, setAnswers] = useState(FIRST);
  const [checked, setChecked] = useState(false);
  const set = (part: Partial<Answers>) => setAnswers((before) => ({ ...before, ...part }));

  const submit = useAction(async () => {
    setChecked(true);
    if (!answers.reason.trim()) return;
    const { applicationId } = await call('post', '/me/applications', { body: { petId, answers } });
    await replace('credit', { id: applicationId });
  });

  const { housingOptions, experienceOptions } = t.apply;
  return (
    <Load of={pet} bones={[60, 80, 300]}>
      {(data) => (
        <View className="stack-wide">
          <Stages now={0} />
          <PetHeader pet={{ ...data, picture: data.pictures[0] }} title={t.apply.for(data.name)} text={t.apply.intro} />
          <View className="card stack-wide">
            <Choice
              label={t.apply.housing}
              value={answers.housing}
              onChange={(housing) => set({ housing })}
              options={[
                { value: 'own', name: housingOptions.own },
                { value: 'rent', name: housingOptions.rent },
              ]}
            />
            <Choice
              label={t.apply.experience}
              value={answers.experience ? 'yes' : 'no'}
              onChange={(value) => set({ experience: value === 'yes' })}
              options={[
                { value: 'yes', name: experienceOptions.yes },
                { value: 'no', name: experienceOptions.no },
              ]}
            />
            <Counter
              label={t.apply.household}
              value={answers.household}
              min={1}
              max={20}
              say={t.apply.people}
              onChange={(household) => set({ household })}
            />
            <Counter
              label={t.apply.hoursAlone}
              value={answers.hoursAlone}
              min={0}
              max={24}
              say={t.apply.hours}
              onChange={(hoursAlone) => set({ hoursAlone })}
            />
            <Field
              label={t.apply.reason}
              hint={t.apply.reasonHint}
              lines={4}
              maxLength={500}
              name="reason"
              value={answers.reason}
              onChange={(reason) => set({ reason })}
              wrong={checked && !answers.reason.trim() ? t.apply.reasonMissing : undefined}
            />
          </View>
          <Notice>{t.apply.holdNote}</Notice>
          {example && <View className="note">{t.apply.costNote(yuan(example.totalFen), example.periods)}</View>}
          <ErrorNote error={submit.error} />
          {isOpenElsewhere(submit.error) && (
            <Button kind="second" onTap={() => void open('adoption')}>
              {t.apply.seeOpen}
            </Button>
          )}
          <Button id="submit-application" busy={submit.busy} onTap={submit.run}>
            {t.apply.submit}
          </Button>
        </View>
      )}
    </Load>
  );
};
