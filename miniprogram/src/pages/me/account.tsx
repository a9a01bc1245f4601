import { View } from '@tarojs/components';
import { call } from '@/api/api';
import { Icon } from '@/components/icon';
import { Line } from '@/components/lines';
import { Load } from '@/components/load';
import { Tag } from '@/components/notice';
import { useLive } from '@/hooks/use-live';
import { useResource } from '@/hooks/use-resource';
import { useTexts } from '@/i18n/language';
import { Heading } from '@/primitives/heading';
import { open } from '@/routes';

const readOwn = async () => {
  const [profile, points, messages] = await Promise.all([
    call('get', '/me', {}),
    call('get', '/me/points', {}),
    call('get', '/me/messages', { query: { pageSize: 1 } }),
  ]);
  return { profile, balance: points.balance, unread: messages.unread };
};

export const Account = () => {
  const { t } = useTexts();
  const own = useResource('me', readOwn);
  useLive(own.reload);
  return (
    <Load of={own} bones={[72, 220]}>
      {({ profile, balance, unread }) => (
        <View className="stack">
          <View className="card row" style={{ gap: '16px' }}>
            <View className="avatar">
              <Icon name="user" size="big" />
            </View>
            <View className="grow">
              <Heading level={2}>{profile.name || profile.nickname}</Heading>
              <View className="row note">
                {profile.phone}
                <Tag tone={profile.complete ? 'good' : 'wait'}>{profile.complete ? t.me.complete : t.me.incomplete}</Tag>
              </View>
            </View>
          </View>
          <View className="card lines">
            <Line
              id="me-messages"
              icon="bell"
              name={t.me.messages}
              value={unread > 0 ? <View className="dot">{unread}</View> : undefined}
              onTap={() => void open('messages')}
            />
            <Line id="me-points" icon="star" name={t.me.points} value={balance} onTap={() => void open('points')} />
            <Line id="me-addresses" icon="pin" name={t.me.addresses} onTap={() => void open('addresses')} />
            <Line id="me-notices" icon="info" name={t.me.notices} onTap={() => void open('notices')} />
          </View>
        </View>
      )}
    </Load>
  );
};
