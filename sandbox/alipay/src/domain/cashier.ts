import type { SimEvent } from './event.ts';
import { canPay, payTrade } from './payment.ts';
import type { Channel, Trade, User, World } from './world.ts';

export type CashierOutcome = 'paid' | 'notPayable' | 'wrongPayer' | 'wrongPassword' | 'noMoney' | 'payerForbidden';

/** The buyer pays an open trade on the cashier page (ALIPAY §4: the payer must be the buyer of the trade). */
export function payAtCashier(
  world: World,
  trade: Trade,
  input: { user: User; channel: Channel; password: string; now: number },
): { outcome: CashierOutcome; events: SimEvent[] } {
  const { user, channel, now } = input;
  if (user.userId !== trade.buyerId) return { outcome: 'wrongPayer', events: [] };
  if (trade.status !== 'WAIT_BUYER_PAY' || (trade.expiresAt ?? Number.POSITIVE_INFINITY) <= now)
    return { outcome: 'notPayable', events: [] };
  const wrong = wrongPassword(user, input.password);
  if (wrong) return { outcome: 'wrongPassword', events: wrong };
  if (!user.enabled) return { outcome: 'payerForbidden', events: [] };
  if (!canPay(user, channel, trade.amountFen)) return { outcome: 'noMoney', events: [] };
  return { outcome: 'paid', events: payTrade(world, trade, { channel, now, sequence: world.sequence + 1 }).events };
}

/** A wrong password is refused and counted; undefined where it is right. */
export function wrongPassword(user: User, password: string): SimEvent[] | undefined {
  if (password === user.password) return undefined;
  return [{ type: 'user', user: { ...user, wrongPasswords: user.wrongPasswords + 1 } }];
}
