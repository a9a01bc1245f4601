import { Refusal, Unavailable } from '@petpact/kit/refusal';
import type { components } from '../../../libs/api/gen/schema.ts';
import type { Handlers } from '../handlers.ts';
import type { Ports } from '../ports.ts';

/** The test clock, for the screens; exists only where the platform runs against simulators. */
export function sandboxOperations({ clockUrl }: Ports): Pick<Handlers, 'getClock' | 'advanceClock'> {
  const ask = async (path: string, init?: RequestInit): Promise<components['schemas']['Clock']> => {
    if (clockUrl === undefined) throw new Refusal('NO_TEST_CLOCK', 'notFound');
    const response = await fetch(`${clockUrl}${path}`, init).catch(() => undefined);
    if (!response) throw new Unavailable('the test clock does not answer');
    const body = (await response.json()) as components['schemas']['Clock'] & { waitingFor?: string[] };
    if (!response.ok) throw new Refusal('CLOCK_NOT_IDLE', 'precondition', { waitingFor: (body.waitingFor ?? []).join(', ') });
    return body;
  };
  return {
    getClock: () => ask('/clock'),
    async advanceClock({ body }) {
      await ask('/clock/advance', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      return ask('/clock');
    },
  };
}
