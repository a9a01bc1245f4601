import { View } from '@tarojs/components';
import type { Application, Contract } from '@/api/model';
import { ContractTag } from '@/components/adoption/contract-tag';
import { Icon } from '@/components/icon';
import { Tag, type Tone } from '@/components/notice';
import { Picture } from '@/components/picture';
import { yuan } from '@/format/money';
import { useTexts } from '@/i18n/language';
import { Tap } from '@/primitives/tap';
import { open } from '@/routes';

const TONES: Record<Application['state'], Tone> = {
  submitted: 'wait',
  underReview: 'wait',
  asked: 'wait',
  approved: 'good',
  declined: 'bad',
  withdrawn: 'plain',
  expired: 'plain',
  contracted: 'good',
};

export const ApplicationCard = ({ application }: { application: Application }) => {
  const { t } = useTexts();
  const { pet, state, applicationId } = application;
  const go = () => void open(state === 'submitted' ? 'credit' : 'result', { id: applicationId });
  return (
    <Tap className="card card-tight card-tap row" role="link" onTap={go}>
      <Picture src={pet.picture} label={pet.name} width="64px" height="64px" />
      <View className="grow">
        <View className="strong">{pet.name}</View>
        <Tag tone={TONES[state]}>{t.adoption.applicationStates[state]}</Tag>
      </View>
      <View className="row note">
        {t.adoption.continue}
        <Icon name="next" size="small" />
      </View>
    </Tap>
  );
};

export const ContractCard = ({ contract }: { contract: Contract }) => {
  const { t } = useTexts();
  const { pet, terms, contractId, state } = contract;
  return (
    <Tap className="card card-tight card-tap row" role="link" onTap={() => void open('contract', { id: contractId })}>
      <Picture src={pet.picture} label={pet.name} width="64px" height="64px" />
      <View className="grow">
        <View className="strong">{pet.name}</View>
        <View className="note">{t.plan.sum(yuan(terms.amountFen), terms.periods)}</View>
        <ContractTag state={state} />
      </View>
      <View className="line-next">
        <Icon name="next" size="small" />
      </View>
    </Tap>
  );
};
