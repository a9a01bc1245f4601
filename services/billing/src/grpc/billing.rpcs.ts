import { type Caller, requireActor } from '@petpact/kit/caller';
import type { Filter } from '@petpact/kit/collection';
import { Refusal } from '@petpact/kit/refusal';
import type { Rpcs } from '@petpact/kit/rpc';
import type { BillingServiceService } from '@petpact/proto/billing/v1/billing_service';
import type { Plan } from '../domain/plan.ts';
import { chargingStopOf, liftStop, pressStop, requireStopper } from '../flows/charging-stop.ts';
import { confirmMandate, end, openContractPlan, orderRefund, pause, prepareMandate, resume, skip, start } from '../flows/manage-plan.ts';
import { confirmPayment, startPayment } from '../flows/pay-at-cashier.ts';
import { recordNotify } from '../flows/record-notify.ts';
import type { BillingPorts } from '../ports.ts';
import { entryOut, feeIn, openingIn, planOut, stopOut } from './plan.mapper.ts';

const MOST_IDS = 100;
/** All entries of one contract: sixty periods, each charged, shipped and given back, and its fees. */
const MOST_OF_ONE = 200;
/** Who may see what the shop earns. */
const BOOK_KEEPERS = ['owner'];

export function billingRpcs(ports: BillingPorts): Rpcs<typeof BillingServiceService> {
  const out = (plan: Plan) => planOut(plan, ports.clock.now());
  return {
    async openPlan(request, caller) {
      requireActor(caller, 'service');
      return { plan: out(await openContractPlan(ports, request.contractId, openingIn(request), caller)) };
    },
    async startMandate({ contractId, returnUrl }, caller) {
      requireActor(caller, 'adopter');
      const { mandate, plan, signString, pageUrl } = await prepareMandate(
        ports,
        await ownPlan(ports, contractId, caller),
        returnUrl || undefined,
        caller,
      );
      return { signStr: signString, signUrl: pageUrl, firstDate: mandate.firstDate, amountFen: plan.instalments[0]?.amountFen ?? 0 };
    },
    async confirmMandate({ contractId }, caller) {
      requireActor(caller, 'adopter', 'service');
      return { plan: out(await confirmMandate(ports, await ownPlan(ports, contractId, caller), caller)) };
    },
    async recordNotify({ fields }, caller) {
      return { recorded: await recordNotify(ports, fields, caller) };
    },
    async getPlan({ contractId }, caller) {
      return { plan: out(await ownPlan(ports, contractId, caller)) };
    },
    async listPlans({ contractIds, overdueOnly, pageSize, pageToken }, caller) {
      const filter = planFilter(contractIds, overdueOnly, caller);
      const { items, nextPageToken } = await ports.plans.list(caller.merchantId, filter, { pageSize: Math.min(pageSize, 100), pageToken });
      return { plans: items.map(out), nextPageToken };
    },
    async pausePlan({ contractId, reason, pauseId }, caller) {
      requireActor(caller, 'service');
      const { plan, inFlightPeriod } = await pause(
        ports,
        await ownPlan(ports, contractId, caller),
        { reason, pauseId: pauseId || undefined },
        caller,
      );
      return { plan: out(plan), inFlightPeriod };
    },
    async resumePlan({ contractId, pauseId }, caller) {
      requireActor(caller, 'service');
      const { plan, nextPlanDate } = await resume(ports, await ownPlan(ports, contractId, caller), pauseId || undefined, caller);
      return { plan: out(plan), nextPlanDate };
    },
    async skipPeriod({ contractId, ...asked }, caller) {
      requireActor(caller, 'service');
      const { plan, nextPlanDate } = await skip(ports, await ownPlan(ports, contractId, caller), asked, caller);
      return { plan: out(plan), nextPlanDate };
    },
    async startPlan({ contractId, handoverDate, confirmed }, caller) {
      requireActor(caller, 'service');
      return { plan: out(await start(ports, await ownPlan(ports, contractId, caller), { date: handoverDate, confirmed }, caller)) };
    },
    async startPayment({ contractId, returnUrl, ...paying }, caller) {
      requireActor(caller, 'adopter');
      const { payNo, amountFen } = await startPayment(ports, await ownPlan(ports, contractId, caller), paying, caller);
      return { payNo, amountFen, payUrl: ports.withholding.cashierPage(payNo, returnUrl || undefined) };
    },
    async confirmPayment({ contractId, ...paying }, caller) {
      requireActor(caller, 'adopter');
      return { plan: out(await confirmPayment(ports, await ownPlan(ports, contractId, caller), paying, caller)) };
    },
    async endPlan({ contractId, reason, feeFen, feeKind }, caller) {
      requireActor(caller, 'service');
      const asked = { reason, fee: feeIn(feeFen, feeKind) };
      const { plan, inFlightPeriod } = await end(ports, await ownPlan(ports, contractId, caller), asked, caller);
      return { plan: out(plan), inFlightPeriod };
    },
    async refundInstalment({ contractId, period, reason }, caller) {
      requireActor(caller, 'service');
      return { plan: out(await orderRefund(ports, await ownPlan(ports, contractId, caller), { period, reason }, caller)) };
    },
    async getChargingStop(_, caller) {
      requireActor(caller, 'staff', 'service');
      return { stop: stopOut(await chargingStopOf(ports, caller.merchantId)) };
    },
    async stopCharging({ reason }, caller) {
      requireStopper(caller, 'owner', 'manager');
      return { stop: stopOut(await pressStop(ports, reason, caller)) };
    },
    async resumeCharging(_, caller) {
      requireStopper(caller, 'owner');
      return { stop: stopOut(await liftStop(ports, caller)) };
    },
    async listLedgerEntries({ contractId, pageSize, pageToken }, caller) {
      // An adopter reads the entries of his own contract: they are his statement.
      if (caller.actor.kind === 'adopter') await ownPlan(ports, contractId, caller);
      else requireBookKeeper(caller);
      const page = { pageSize: Math.min(pageSize, contractId ? MOST_OF_ONE : 100), pageToken };
      const { items, nextPageToken } = await ports.ledger.list(caller.merchantId, contractId || undefined, page);
      return { entries: items.map(entryOut), nextPageToken };
    },
    async listLedgerBalances(_, caller) {
      requireBookKeeper(caller);
      const balances = await ports.ledger.balances(caller.merchantId);
      return { balances: [...balances].map(([account, amountFen]) => ({ account, amountFen })) };
    },
  };
}

/** An adopter reads only the own plan; to anybody else's it does not exist. */
async function ownPlan(ports: BillingPorts, contractId: string, caller: Caller): Promise<Plan> {
  requireActor(caller, 'adopter', 'staff', 'service');
  const plan = await ports.plans.require(caller.merchantId, contractId);
  if (caller.actor.kind === 'adopter' && plan.adopterId !== caller.actor.id)
    throw new Refusal('PLAN_NOT_FOUND', 'notFound', { id: contractId });
  return plan;
}

function planFilter(contractIds: readonly string[], overdueOnly: boolean, caller: Caller): Filter<Plan> {
  requireActor(caller, 'adopter', 'staff', 'service');
  if (contractIds.length > MOST_IDS) throw new Refusal('TOO_MANY_IDS', 'invalid', { most: String(MOST_IDS) });
  return {
    ...(contractIds.length > 0 ? { _id: { $in: contractIds } } : {}),
    ...(overdueOnly ? { instalments: { $elemMatch: { state: 'overdue' } } } : {}),
    ...(caller.actor.kind === 'adopter' ? { adopterId: caller.actor.id } : {}),
  };
}

function requireBookKeeper(caller: Caller): void {
  requireActor(caller, 'staff', 'service');
  const { kind, roles = [] } = caller.actor;
  if (kind === 'staff' && !roles.some((role) => BOOK_KEEPERS.includes(role)))
    throw new Refusal('NOT_ALLOWED', 'denied', { role: roles.join(',') });
}
