import { View } from '@tarojs/components';
import { useReachBottom } from '@tarojs/taro';
import { useEffect } from 'react';
import { call } from '@/api/api';
import { Bones } from '@/components/bones';
import { Button } from '@/components/button';
import { MembersOnly } from '@/components/members-only';
import { Screen } from '@/components/screen';
import { Failed, State } from '@/components/state';
import { useLive } from '@/hooks/use-live';
import { usePages } from '@/hooks/use-pages';
import { useTexts } from '@/i18n/language';
import { MessageCard } from './message-card';

/** The inbox. What was on screen counts as read from the next visit on. */
const Inbox = () => {
  const { t } = useTexts();
  const list = usePages('messages', (pageToken) => call('get', '/me/messages', { query: { pageSize: 20, pageToken } }));
  useReachBottom(list.more);
  useLive(list.reload);
  const newest = list.items?.find(({ read }) => !read)?.atTime;
  useEffect(() => {
    if (newest) void call('post', '/me/messages/read', { body: { untilTime: newest } }).catch(() => undefined);
  }, [newest]);

  return (
    <View className="stack">
      {list.items?.length === 0 && <State icon="bell" title={t.messages.none} text={t.messages.noneText} />}
      {list.items?.map((message) => (
        <MessageCard key={message.messageId} message={message} />
      ))}
      {list.loading && !list.items && <Bones heights={[96, 96, 96]} />}
      {Boolean(list.error) && <Failed error={list.error} retry={() => void list.reload()} />}
      {list.hasMore && !list.loading && (
        <Button kind="plain" onTap={list.more}>
          {t.pets.more}
        </Button>
      )}
    </View>
  );
};

export default function MessagesPage() {
  const { t } = useTexts();
  return (
    <Screen title={t.messages.title}>
      <MembersOnly page="messages">{() => <Inbox />}</MembersOnly>
    </Screen>
  );
}
