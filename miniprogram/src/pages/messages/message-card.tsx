import { View } from '@tarojs/components';
import type { Message } from '@/api/model';
import { Tag } from '@/components/notice';
import { sayMoment } from '@/format/date';
import { useTexts } from '@/i18n/language';
import { Tap } from '@/primitives/tap';
import { open } from '@/routes';

export const MessageCard = ({ message }: { message: Message }) => {
  const { t, language, say } = useTexts();
  const { contractId, read, delivery } = message;
  return (
    <Tap
      className={`card card-tap ${read ? '' : 'message-unread'}`}
      role="link"
      disabled={!contractId}
      onTap={() => void open('contract', { id: contractId })}
    >
      <View className="spread">
        <View className="strong">{say(message.title)}</View>
        {!read && <Tag tone="brand">{t.messages.unread}</Tag>}
      </View>
      <View className="text">{say(message.text)}</View>
      <View className="note">{[sayMoment(message.atTime, language), t.messages.delivery[delivery]].filter(Boolean).join(' · ')}</View>
    </Tap>
  );
};
