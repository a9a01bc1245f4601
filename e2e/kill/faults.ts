import type { Platform } from '../../deploy/local/supervisor.ts';
import type { Fault } from './plot.ts';
import { post } from './small-world.ts';

const WAREHOUSES = ['shop-a', 'shop-b'] as const;

/** Sets what goes wrong besides the kill, at Alipay or at both warehouses. */
export async function setFault({ urls }: Platform, fault: Fault): Promise<void> {
  if (fault.of === 'alipay') {
    const { of: _, ...behaviour } = fault;
    await post(`${urls.alipay}/sandbox/behaviours`, behaviour);
    return;
  }
  const { kind, value, times } = fault;
  for (const warehouse of WAREHOUSES) {
    const body = JSON.stringify({ times, ...(value === undefined ? {} : { value }) });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${urls.warehouse}/sandbox/warehouses/${warehouse}/faults/${kind}`, { method: 'PUT', headers, body });
    if (!response.ok) throw new Error(`fault ${kind} not set: ${response.status} ${await response.text()}`);
  }
}

/** Both simulators behave again. What was applied late or is still untold comes of itself. */
export async function clearFaults({ urls }: Platform): Promise<void> {
  const cleared = [
    `${urls.alipay}/sandbox/behaviours`,
    ...WAREHOUSES.map((warehouse) => `${urls.warehouse}/sandbox/warehouses/${warehouse}/faults`),
  ];
  for (const url of cleared) {
    const response = await fetch(url, { method: 'DELETE' });
    if (!response.ok) throw new Error(`faults not cleared: ${response.status}`);
  }
}
