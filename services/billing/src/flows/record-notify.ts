import { createHash } from 'node:crypto';
import { type Caller, requireActor, serviceCaller } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import { applyNotify, misfit, type NotifyForm, type NotifySubject, subjectOf } from '../domain/notify.ts';
import { notifiesRecorded, notifiesRefused } from '../metrics.ts';
import type { BillingPorts } from '../ports.ts';
import { formOf, type Notify } from '../store/notify.ts';
import { commit } from './commit.ts';

/**
 * Believes a notify only if Alipay signed it, for our app, one of our shops, his account, a trade of ours and its
 * exact amount (ARCHITECTURE, rule 4); then stores it as it came, before anybody answers `success`.
 * Nothing else changes here. False = it was delivered before.
 */
export async function recordNotify(ports: BillingPorts, fields: Notify['fields'], caller: Caller): Promise<boolean> {
  requireActor(caller, 'service');
  try {
    return await record(ports, fields);
  } catch (error) {
    if (error instanceof Refusal) {
      notifiesRefused.inc({ reason: error.reason });
      ports.log.warn({ reason: error.reason }, 'notify refused');
    }
    throw error;
  }
}

async function record(ports: BillingPorts, fields: Notify['fields']): Promise<boolean> {
  const form = formOf({ fields });
  // A field that comes twice could be read one way here and another way there.
  if (Object.keys(form).length !== fields.length || !ports.withholding.isGenuine(form)) throw refused('NOTIFY_SIGNATURE');
  if (form.app_id !== ports.withholding.appId) throw refused('NOTIFY_APP');
  const shop = form.auth_app_id ? await ports.shops.byAppAcrossMerchants(form.auth_app_id) : undefined;
  if (!shop) throw refused('NOTIFY_APP');
  const subject = subjectOf(form);
  if (subject === 'unknown') throw refused('NOTIFY_TRADE');
  const sellerRequired = subject.about === 'trade' || Boolean(form.seller_id);
  if (sellerRequired && form.seller_id !== shop.sellerId) throw refused('NOTIFY_SELLER');

  const now = ports.clock.now();
  const news = subject.about === 'other' ? false : await hasNews(ports, shop.merchantId, subject, form);
  const notify: Notify = {
    _id: form.notify_id || fingerprint(form),
    merchantId: shop.merchantId,
    version: 0,
    schema: 1,
    nextActionAt: news ? now : undefined,
    subject,
    fields,
    receivedTime: now,
    handledTime: news ? undefined : now,
  };
  const recorded = await store(ports, notify);
  notifiesRecorded.inc({ about: subject.about, repeated: String(!recorded) });
  return recorded;
}

/** False when this very notify is there. Another one under a number that is spent is kept beside it: neither hides the other. */
async function store(ports: BillingPorts, notify: Notify): Promise<boolean> {
  if (await ports.notifies.create(notify, [], workCaller(notify))) return true;
  const print = fingerprint(formOf(notify));
  const known = await ports.notifies.read(notify.merchantId, notify._id);
  if (known && fingerprint(formOf(known)) === print) return false;
  return ports.notifies.create({ ...notify, _id: `${notify._id}:${print}` }, [], workCaller(notify));
}

/** False when the plan holds already what the notify says: then it is only stored. */
async function hasNews(
  ports: BillingPorts,
  merchantId: string,
  subject: NotifySubject & { contractId: string },
  form: NotifyForm,
): Promise<boolean> {
  const plan = await ports.plans.read(merchantId, subject.contractId);
  const reason = plan ? misfit(plan, subject, form) : 'NOTIFY_TRADE';
  if (!plan || reason) throw refused(reason ?? 'NOTIFY_TRADE');
  return applyNotify(plan, subject, form, ports.clock.now()).state !== plan;
}

/** Applies one stored notify; called by the worker, as often as it takes. */
export async function applyStoredNotify(ports: BillingPorts, merchantId: string, id: string): Promise<void> {
  const notify = await ports.notifies.read(merchantId, id);
  if (!notify?.nextActionAt) return;
  const { subject } = notify;
  if (subject.about !== 'other') {
    const plan = await ports.plans.require(merchantId, subject.contractId);
    await commit(ports, plan, workCaller(notify), (current) => applyNotify(current, subject, formOf(notify), ports.clock.now()));
  }
  await ports.notifies.save(notify, { ...notify, nextActionAt: undefined, handledTime: ports.clock.now() }, [], workCaller(notify));
}

function workCaller({ _id, merchantId }: Notify): Caller {
  return serviceCaller('billing', merchantId, { requestId: `notify-${_id}` });
}

/** App messages may come without a notify_id (ALIPAY §2, M): then the content itself is the key. */
function fingerprint(form: NotifyForm): string {
  const { sign: _, ...said } = form;
  const text = JSON.stringify(Object.entries(said).sort());
  return createHash('sha256').update(text).digest('hex');
}

function refused(reason: string): Refusal {
  return new Refusal(reason, 'denied');
}
