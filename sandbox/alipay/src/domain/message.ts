import { refused, succeeded } from './answer.ts';
import { type Call, type Decision, type Moment, says, textIn } from './call.ts';
import { userOf } from './numbers.ts';
import type { Message, World } from './world.ts';

/** alipay.open.app.mini.templatemessage.send (ALIPAY §7, "Subscription messages"). */
export function sendMessage(world: World, call: Call, { now }: Moment): Decision {
  const { merchant, content } = call;
  const user = userOf(world, merchant.authAppId, { openId: textIn(content, 'to_open_id'), userId: textIn(content, 'to_user_id') });
  if (!user) return says(refused('INVALID_PARAMETER', '参数有误: to_open_id'));
  const templateId = textIn(content, 'user_template_id');
  const page = textIn(content, 'page');
  if (templateId === undefined || templateId.length > 64) return says(refused('USER_TEMPLATE_ILLEGAL', '模板不合法'));
  if (page === undefined) return says(refused('INVALID_PARAMETER', '参数有误: page'));
  const data = readData(textIn(content, 'data'));
  if (data === 'invalid') return says(refused('INVALID_PARAMETER', 'data 须为 {"keyword1":{"value":"…"}} 的 JSON 字符串'));
  if (Object.keys(data).length === 0) return says(refused('USER_TEMPLATE_LACK_KEYWORD', '模板缺少关键词'));
  if (user.messagesRefused) return says(refused('MSG_UNSUBSCRIBED', '用户未订阅或已拒收消息'));
  const sequence = world.sequence + 1;
  const message: Message = {
    messageId: `msg${sequence}`,
    authAppId: merchant.authAppId,
    userId: user.userId,
    templateId,
    page,
    data,
    at: now,
  };
  return says(succeeded(), { type: 'message', message, sequence });
}

/** ALIPAY §7: data is a JSON text inside the JSON. */
function readData(text: string | undefined): Record<string, { value: string }> | 'invalid' {
  const parsed = parsedJson(text ?? '');
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return 'invalid';
  const right = Object.values(parsed).every((item) => typeof item?.value === 'string');
  return right ? (parsed as Record<string, { value: string }>) : 'invalid';
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
