import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Schemas } from '@petpact/api/client';
import { adoptionOf, type FreshAdoption, freshAdoption, tradesOf } from './adoptions.ts';
import { ledgerOf } from './books.ts';
import { catchNotify } from './catch-notify.ts';
import { seriesOf } from './metrics.ts';
import { advance, askJson, dayBefore, until } from './people.ts';
import { type E2e, platform } from './platform.ts';

interface SentNotify {
  notifyId: string;
  state: string;
  fields: Record<string, string>;
  tries: { answer: string }[];
}

const REFUSED = 'petpact_billing_notifies_refused_total';
const RECORDED = 'petpact_billing_notifies_recorded_total';

/**
 * Alipay took the money for period 2, and the platform does not know it: the answer was lost, queries fail, the notify is held
 * back. Now any believed notify would change something.
 */
describe('a notify that is not what it says', () => {
  let e2e: E2e;
  let adoption: FreshAdoption;
  let amountFen: number;
  let withheld: SentNotify;
  let maoyu: { authAppId: string; sellerId: string };

  const alipay = (path: string, body?: object, method?: string) => askJson<never>(`${e2e.urls.alipay}/sandbox${path}`, body, method);
  const notifies = async (query: string) => ((await alipay(`/notifies?${query}`)) as { notifies: SentNotify[] }).notifies;
  const tradeNo = (period: number) => `${adoption.contractId}_${period}_1`;
  const instalment = async () => (await adoptionOf(adoption)).plan!.instalments[1]!;
  /** All that a notify could change: the adoption as the shop sees it, the ledger, and Alipay's own books. */
  const everything = async () => ({
    adoption: await adoption.staff.get<Schemas['Adoption']>(`/shop/contracts/${adoption.contractId}`),
    ledger: (await ledgerOf(adoption.staff, adoption.contractId)).items,
    trades: await tradesOf(e2e, adoption.contractId),
  });
  const refusedFor = (reason: string) => seriesOf(e2e.urls.admin.billing, REFUSED, { reason });

  before(async () => {
    e2e = await platform();
    adoption = await freshAdoption(e2e);
    const { plan } = await adoptionOf(adoption);
    amountFen = plan!.instalments[1]!.amountFen;
    for (const behaviour of [
      { kind: 'cutAfterApply', method: 'alipay.trade.pay', user: adoption.person.key },
      { kind: 'notifyNone', method: 'trade_status_sync', user: adoption.person.key },
      { kind: 'systemError', method: 'alipay.trade.query', merchant: 'tuantuan', times: 1000 },
    ])
      await alipay('/behaviours', behaviour);
    await advance(e2e, { until: `${dayBefore(plan!.instalments[1]!.planDate, 5)}T10:01:00+08:00` });
    [withheld] = (await notifies(`out_trade_no=${tradeNo(2)}`)) as [SentNotify];
    const { merchants } = (await alipay('/merchants')) as { merchants: { key: string; authAppId: string; sellerId: string }[] };
    maoyu = merchants.find(({ key }) => key === 'maoyu')!;
  });
  after(() => alipay('/behaviours', undefined, 'DELETE'));

  it('could do harm here: the charge is unknown to the platform, and made', async () => {
    assert.equal((await instalment()).state, 'unknown');
    assert.deepEqual(
      (await tradesOf(e2e, adoption.contractId)).map(({ outTradeNo, status }) => [outTradeNo, status]),
      [1, 2].map((period) => [tradeNo(period), 'TRADE_SUCCESS']),
    );
    assert.equal(withheld.state, 'withheld');
  });

  /** Sends a forgery from Alipay's side to the platform's own address, and says what was answered. */
  async function forge(how: string, fields: Record<string, string> = {}): Promise<string> {
    const { notifyId } = (await alipay('/notify/forge', { how, notifyId: withheld.notifyId, fields })) as { notifyId: string };
    return until(
      'the forgery is answered',
      async () => (await notifies('limit=50')).find((one) => one.notifyId === notifyId)?.tries[0]?.answer,
    );
  }

  const FORGERIES: [what: string, reason: string, how: string, fields?: () => Record<string, string>][] = [
    ['signed by a stranger', 'NOTIFY_SIGNATURE', 'signature'],
    ['about another app', 'NOTIFY_APP', 'app'],
    ['about an app that is no shop’s', 'NOTIFY_APP', 'fields', () => ({ auth_app_id: '2021999999999999' })],
    ['about another shop’s app', 'NOTIFY_SELLER', 'fields', () => ({ auth_app_id: maoyu.authAppId })],
    ['about another seller', 'NOTIFY_SELLER', 'seller'],
    ['about another shop as a whole', 'NOTIFY_TRADE', 'fields', () => ({ auth_app_id: maoyu.authAppId, seller_id: maoyu.sellerId })],
    ['of a fen', 'NOTIFY_AMOUNT', 'amount'],
    ['of no amount', 'NOTIFY_AMOUNT', 'fields', () => ({ total_amount: 'NaN' })],
    ['about a try that was never made', 'NOTIFY_TRADE', 'fields', () => ({ out_trade_no: `${adoption.contractId}_2_2` })],
    ['about a period that is not due', 'NOTIFY_TRADE', 'fields', () => ({ out_trade_no: tradeNo(3) })],
    ['about a contract that does not exist', 'NOTIFY_TRADE', 'fields', () => ({ out_trade_no: '00000000000000000000000000_2_1' })],
    ['about a number that is not ours', 'NOTIFY_TRADE', 'fields', () => ({ out_trade_no: '__proto__' })],
  ];
  for (const [what, reason, how, fields] of FORGERIES) {
    it(`${what}: changes nothing, is not answered success, and is counted as ${reason}`, async () => {
      const [was, counted] = [await everything(), await refusedFor(reason)];
      assert.match(await forge(how, fields?.()), new RegExp(`^40\\d .*${reason}`));
      assert.deepEqual(await everything(), was);
      assert.equal(await refusedFor(reason), counted + 1);
    });
  }

  /** `atTheDoor`: the gateway refuses it as no form at all, so that billing has nothing to count. */
  const TAMPERED: [what: string, change: (form: URLSearchParams) => void, atTheDoor?: boolean][] = [
    ['one digit more', (form) => form.set('total_amount', `${form.get('total_amount')}0`)],
    ['a field that comes twice', (form) => form.append('total_amount', '0.01'), true],
    ['a field added', (form) => form.set('gmt_refund', '2027-01-01')],
    ['no signature', (form) => form.delete('sign')],
    ['the weaker signature asked for', (form) => form.set('sign_type', 'RSA')],
    ['another’s notify_id', (form) => form.set('notify_id', randomUUID())],
    [
      'nothing at all',
      (form) => {
        for (const key of [...form.keys()]) form.delete(key);
      },
    ],
  ];
  for (const [what, change, atTheDoor] of TAMPERED) {
    it(`with ${what} after it was signed: changes nothing`, async () => {
      const [was, counted] = [await everything(), await refusedFor('NOTIFY_SIGNATURE')];
      const form = new URLSearchParams(await catchNotify(e2e, tradeNo(1), { out_trade_no: tradeNo(2) }));
      change(form);
      const { status, text } = await tell(form);
      assert.ok(status >= 400 && status < 500 && text !== 'success', `${status} ${text}`);
      assert.deepEqual(await everything(), was);
      assert.equal(await refusedFor('NOTIFY_SIGNATURE'), counted + (atTheDoor ? 0 : 1));
    });
  }

  it('that is the genuine one is believed, once, however often it comes', async () => {
    const recorded = (repeated: boolean) => seriesOf(e2e.urls.admin.billing, RECORDED, { about: 'trade', repeated: String(repeated) });
    const [first, again] = [await recorded(false), await recorded(true)];
    const resend = async (tries: number) => {
      await alipay(`/notify/${withheld.notifyId}/resend`, {});
      return until(
        'it is answered',
        async () => (await notifies(`out_trade_no=${tradeNo(2)}`)).find((one) => one.notifyId === withheld.notifyId)?.tries[tries]?.answer,
      );
    };
    assert.match(await resend(0), /success/);
    await until('the period is paid and its parcel accepted', async () => {
      const { plan, shipments } = await adoptionOf(adoption);
      return plan!.instalments[1]!.state === 'paid' && shipments.some(({ period, state }) => period === 2 && state === 'accepted')
        ? true
        : undefined;
    });
    await advance(e2e, { seconds: 0 });
    const was = await everything();
    assert.equal(was.ledger.filter(({ period, kind }) => period === 2 && kind === 'charge').length, 1);
    // Alipay goes on sending until it reads success: a replay is answered so, and changes nothing.
    assert.match(await resend(1), /success/);
    await advance(e2e, { seconds: 0 });
    assert.deepEqual(await everything(), was);
    assert.deepEqual([await recorded(false), await recorded(true)], [first + 1, again + 1]);
    assert.equal(was.adoption.plan!.paidFen, 2 * amountFen);
  });

  async function tell(form: URLSearchParams): Promise<{ status: number; text: string }> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await fetch(`${e2e.urls.gateway}/api/v1/alipay/notify`, { method: 'POST', headers, body: form.toString() });
    return { status: response.status, text: await response.text() };
  }
});
