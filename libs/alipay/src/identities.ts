import { type Answer, MalformedAnswer, optionalText, textOf } from './answer.ts';
import type { Gateway } from './gateway.ts';

export interface AlipayIdentity {
  /** Alipay gives new apps an `open_id` and older ones a `user_id` (ALIPAY §3); at least one is there. */
  openId?: string;
  userId?: string;
}

export interface ZhimaQuestion {
  /** At most 64 characters; the same id asks once a day (ALIPAY §6). */
  transactionId: string;
  openId: string;
  /** 350 to 950. */
  admittanceScore: number;
}

export interface TemplateMessage {
  toOpenId: string;
  templateId: string;
  /** The mini-program page that opens from the message. */
  page: string;
  keywords: Record<string, string>;
}

export interface Identities {
  /** Spends a log-in code, once. */
  exchangeAuthCode(appAuthToken: string, authCode: string): Promise<Answer<AlipayIdentity & { accessToken: string }>>;
  userInfo(appAuthToken: string, accessToken: string): Promise<Answer<AlipayIdentity & { nickName?: string; avatarUrl?: string }>>;
  /** Whether the person's Zhima score reaches the asked one; `notAvailable` where there is no score. Never a raw score. */
  zhimaBrief(appAuthToken: string, question: ZhimaQuestion): Promise<Answer<{ admittance: 'yes' | 'no' | 'notAvailable'; bizNo: string }>>;
  sendTemplateMessage(appAuthToken: string, message: TemplateMessage): Promise<Answer<object>>;
}

const ZHIMA_BRIEF_PRODUCT = 'w1010100000000002733';
const ADMITTANCE: Record<string, 'yes' | 'no' | 'notAvailable'> = { Y: 'yes', N: 'no', 'N/A': 'notAvailable' };

export function identitiesOf(gateway: Gateway): Identities {
  return {
    exchangeAuthCode: (appAuthToken, authCode) =>
      gateway.call('alipay.system.oauth.token', { appAuthToken, plain: { grantType: 'authorization_code', code: authCode } }, (body) => ({
        ...identityOf(body),
        accessToken: textOf(body, 'access_token'),
      })),

    userInfo: (appAuthToken, accessToken) =>
      gateway.call('alipay.user.info.share', { appAuthToken, plain: { authToken: accessToken } }, (body) => ({
        ...identityOf(body),
        nickName: optionalText(body, 'nick_name'),
        avatarUrl: optionalText(body, 'avatar'),
      })),

    zhimaBrief: (appAuthToken, question) =>
      gateway.call(
        'zhima.credit.score.brief.get',
        {
          appAuthToken,
          bizContent: {
            transaction_id: question.transactionId,
            product_code: ZHIMA_BRIEF_PRODUCT,
            cert_type: 'ALIPAY_USER_ID',
            open_id: question.openId,
            admittance_score: question.admittanceScore,
          },
        },
        (body) => {
          const admittance = ADMITTANCE[textOf(body, 'is_admittance')];
          if (!admittance) throw new MalformedAnswer('is_admittance is not Y, N or N/A');
          return { admittance, bizNo: textOf(body, 'biz_no') };
        },
      ),

    sendTemplateMessage: (appAuthToken, message) =>
      gateway.call(
        'alipay.open.app.mini.templatemessage.send',
        {
          appAuthToken,
          bizContent: {
            to_open_id: message.toOpenId,
            user_template_id: message.templateId,
            page: message.page,
            // A JSON text inside the JSON: the SDK leaves its keys alone (ALIPAY §1.1, §7).
            data: JSON.stringify(Object.fromEntries(Object.entries(message.keywords).map(([key, value]) => [key, { value }]))),
          },
        },
        () => ({}),
      ),
  };
}

function identityOf(body: Record<string, unknown>): AlipayIdentity {
  const identity = { openId: optionalText(body, 'open_id'), userId: optionalText(body, 'user_id') };
  if (!identity.openId && !identity.userId) throw new MalformedAnswer('neither open_id nor user_id');
  return identity;
}
