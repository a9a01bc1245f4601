import { registry } from '@petpact/kit/metrics';
import { Counter } from 'prom-client';

const registers = [registry];

export const chargesAnswered = new Counter({
  name: 'petpact_billing_charges_total',
  help: 'Charges sent to Alipay, by the answer to the call itself.',
  labelNames: ['outcome', 'refusal'] as const,
  registers,
});

export const refundsAnswered = new Counter({
  name: 'petpact_billing_refunds_total',
  help: 'Refunds sent to Alipay, by outcome.',
  labelNames: ['outcome'] as const,
  registers,
});

export const notifiesRefused = new Counter({
  name: 'petpact_billing_notifies_refused_total',
  help: 'Notifies that were not believed, by reason. Anything but zero deserves a look.',
  labelNames: ['reason'] as const,
  registers,
});

export const notifiesRecorded = new Counter({
  name: 'petpact_billing_notifies_recorded_total',
  help: 'Genuine notifies stored; repeated = delivered again.',
  labelNames: ['about', 'repeated'] as const,
  registers,
});

export const plansSuspended = new Counter({
  name: 'petpact_billing_plans_suspended_total',
  help: 'Plans whose charging was stopped, by reason.',
  labelNames: ['reason'] as const,
  registers,
});
