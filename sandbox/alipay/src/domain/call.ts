import type { Answer } from './answer.ts';
import type { SimEvent } from './event.ts';
import type { Merchant } from './world.ts';

/** One verified call: who acts, and what is asked. A call without app_auth_token acts for the ISV's own app. */
export interface Call {
  method: string;
  merchant: Merchant;
  /** Parsed biz_content, or the plain form fields of the methods that have none (ALIPAY §1.1). */
  content: Record<string, unknown>;
  notifyUrl?: string;
}

/** What a decision needs from outside: business time, and text nobody can guess (for tokens only). */
export interface Moment {
  now: number;
  entropy: string;
}

export interface Decision {
  events: SimEvent[];
  answer: Answer;
}

export function says(answer: Answer, ...events: SimEvent[]): Decision {
  return { events, answer };
}

/** A text field; numbers count as text, as JSON writers differ. Empty counts as absent. */
export function textIn(content: Record<string, unknown>, field: string): string | undefined {
  const value = content[field];
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function objectIn(content: Record<string, unknown>, field: string): Record<string, unknown> | undefined {
  const value = content[field];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
}
