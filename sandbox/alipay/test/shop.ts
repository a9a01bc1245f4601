import type { AlipaySdk } from 'alipay-sdk';
import type { RunningSimulator } from './start-simulator.ts';

export type Answer = Record<string, unknown> & { code?: string; subCode?: string };

export interface Shop {
  sdk: AlipaySdk;
  authAppId: string;
  appAuthToken: string;
  sellerId: string;
  userId: string;
  openId: string;
  /** Calls a method for this shop, the answer's signature checked. */
  call(method: string, content: object, notifyUrl?: string): Promise<Answer>;
  signString(changes: { externalAgreementNo: string; rule?: object; scene?: string | null }, notifyUrl?: string): string;
  /** Signs an agreement that may be deducted today; answers its number. */
  agreement(externalAgreementNo: string, rule?: object, notifyUrl?: string): Promise<string>;
}

/** A shop with one customer who has 1,000 yuan and a Zhima score of 700. */
export async function openShop(simulator: RunningSimulator, key: string): Promise<Shop> {
  const sdk = await simulator.sdk();
  const merchant = await simulator.json<{ authAppId: string; appAuthToken: string; sellerId: string }>('/sandbox/merchants', {
    key,
    name: `${key}领养馆`,
  });
  const phone = `138${String(Math.abs(hash(key)) % 100_000_000).padStart(8, '0')}`;
  const wish = { key: `${key}-customer`, name: '林小满', phone, zhimaScore: 700, balanceFen: 100_000, password: '123456' };
  const { userId } = await simulator.json<{ userId: string }>('/sandbox/users', wish);
  const { openId } = await simulator.json<{ openId: string }>(`/sandbox/users/${userId}/open-id?app_id=${merchant.authAppId}`);
  const { appAuthToken } = merchant;
  const shop: Shop = {
    sdk,
    ...merchant,
    userId,
    openId,
    call: (method, bizContent, notifyUrl) =>
      sdk.exec(method, { appAuthToken, bizContent, ...(notifyUrl && { notifyUrl }) }, { validateSign: true }) as Promise<Answer>,
    signString: ({ externalAgreementNo, rule, scene = 'INDUSTRY|PETS' }, notifyUrl) =>
      sdk.sdkExecute('alipay.user.agreement.page.sign', {
        appAuthToken,
        ...(notifyUrl && { notifyUrl }),
        bizContent: {
          product_code: 'GENERAL_WITHHOLDING',
          personal_product_code: 'CYCLE_PAY_AUTH_P',
          ...(scene && { sign_scene: scene }),
          external_agreement_no: externalAgreementNo,
          access_params: { channel: 'ALIPAYAPP' },
          period_rule_params: rule ?? monthly(firstDate()),
        },
      }),
    async agreement(externalAgreementNo, rule, notifyUrl) {
      const signString = shop.signString({ externalAgreementNo, rule }, notifyUrl);
      return (await simulator.json<{ agreementNo: string }>('/sandbox/sign', { signString, user: userId })).agreementNo;
    },
  };
  return shop;
}

/** Twelve deductions of up to 129 yuan, a month apart. */
export function monthly(firstDate: string) {
  return { period_type: 'MONTH', period: '1', execute_time: firstDate, single_amount: '129.00', total_payments: '12' };
}

/** A first deduction date whose window holds today: today itself, or the 1st where today is the 29th or later. */
export function firstDate(now = Date.now()): string {
  const today = new Date(now + 8 * 3_600_000).toISOString().slice(0, 10);
  if (Number(today.slice(8)) <= 28) return today;
  const [year, month] = today.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

/** One deduction as trade.pay wants it. */
export function deduction(agreementNo: string, outTradeNo: string, yuan = '129.00') {
  return {
    out_trade_no: outTradeNo,
    total_amount: yuan,
    subject: '月付计划第1期',
    product_code: 'GENERAL_WITHHOLDING',
    agreement_params: { agreement_no: agreementNo },
  };
}

function hash(text: string): number {
  return [...text].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) | 0, 7);
}
