import { View } from '@tarojs/components';
import type { Application } from '@/api/model';
import { Button } from '@/components/button';
import { Facts } from '@/components/facts';
import { State } from '@/components/state';
import { sayMoment } from '@/format/date';
import { useTexts } from '@/i18n/language';
import { open, replace } from '@/routes';
import { Question } from './question';

interface OutcomeProps {
  application: Application;
  reload: () => Promise<void>;
}

const Approved = ({ application }: { application: Application }) => {
  const { t, language } = useTexts();
  const { result } = t;
  return (
    <View className="card">
      <State icon="check" tone="good" title={result.approved} text={result.approvedText(application.pet.name)} />
      <Facts
        rows={[
          [result.tier, result.tiers[application.tier] ?? application.tier],
          [result.holdUntil, sayMoment(application.holdUntilTime, language)],
          [result.shopWords, application.reasonText],
        ]}
      />
      <View className="section">
        <Button id="choose-plan" onTap={() => void replace('plan', { id: application.applicationId })}>
          {result.choose}
        </Button>
      </View>
    </View>
  );
};

const Declined = ({ application }: { application: Application }) => {
  const { t, say } = useTexts();
  return (
    <View className="card">
      <State icon="heart" tone="bad" title={t.result.declined} />
      <Facts
        rows={[
          [t.result.reason, say(application.reasonMessage)],
          [t.result.shopWords, application.reasonText],
        ]}
      />
      <View className="section">
        <Button kind="second" onTap={() => void open('pets')}>
          {t.result.otherPets}
        </Button>
      </View>
    </View>
  );
};

const Reviewed = ({ application, reload }: OutcomeProps) => {
  const { t, say } = useTexts();
  const why = say(application.reasonMessage);
  return (
    <View className="card">
      <State icon="clock" tone="wait" title={t.result.review} text={t.result.reviewText} />
      <Facts rows={[[t.result.reason, why]]} />
      <View className="section">
        <Button kind="second" onTap={() => void reload()}>
          {t.result.refresh}
        </Button>
      </View>
    </View>
  );
};

const Unchecked = ({ application }: { application: Application }) => {
  const { t } = useTexts();
  const text = application.creditOutcome === 'unreachable' ? t.result.unreachable : t.credit.text;
  return (
    <View className="card">
      <State icon="shield" tone="wait" title={t.credit.title} text={text}>
        <Button onTap={() => void replace('credit', { id: application.applicationId })}>{t.result.checkAgain}</Button>
      </State>
    </View>
  );
};

/** What became of the application, and what to do now. */
export const Outcome = ({ application, reload }: OutcomeProps) => {
  const { t } = useTexts();
  switch (application.state) {
    case 'submitted':
      return <Unchecked application={application} />;
    case 'underReview':
      return <Reviewed application={application} reload={reload} />;
    case 'asked':
      return <Question application={application} reload={reload} />;
    case 'approved':
      return <Approved application={application} />;
    case 'declined':
      return <Declined application={application} />;
    case 'contracted':
      return (
        <View className="card">
          <State icon="paper" tone="good" title={t.result.contracted}>
            <Button onTap={() => void open('contract', { id: application.contractId })}>{t.result.toContract}</Button>
          </State>
        </View>
      );
    default:
      return (
        <View className="card">
          <State icon="info" title={t.result[application.state]} text={application.state === 'expired' ? t.result.expiredText : undefined}>
            <Button kind="second" onTap={() => void open('pets')}>
              {t.result.otherPets}
            </Button>
          </State>
        </View>
      );
  }
};
