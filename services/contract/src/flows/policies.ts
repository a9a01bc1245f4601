import type { Caller } from '@petpact/kit/caller';
import { nextPolicy, PLATFORM_POLICY, type Policy } from '../domain/policy.ts';
import type { ContractPorts } from '../ports.ts';

/** The shop's policy in its present version; the platform's where it never saved one. */
export async function policyOf({ policies }: ContractPorts, merchantId: string): Promise<Policy> {
  return (await policies.read(merchantId, merchantId))?.policy ?? PLATFORM_POLICY;
}

/** Stores the next version. Saving what is there already makes no new version. */
export async function savePolicy({ policies }: ContractPorts, wanted: Omit<Policy, 'version'>, caller: Caller): Promise<Policy> {
  const { merchantId } = caller;
  const first = {
    _id: merchantId,
    merchantId,
    version: 0,
    schema: 1,
    policy: nextPolicy(PLATFORM_POLICY.version, wanted),
    history: [PLATFORM_POLICY],
  };
  if (await policies.create(first, [], caller)) return first.policy;
  const saved = await policies.decide(merchantId, merchantId, caller, (state) => {
    const next = nextPolicy(state.policy.version, wanted);
    const same = JSON.stringify(rulesOf(next)) === JSON.stringify(rulesOf(state.policy));
    return { state: same ? state : { ...state, policy: next, history: [...state.history, state.policy] }, facts: [] };
  });
  return saved.policy;
}

/** Everything but the version, in a fixed order. */
function rulesOf({ version: _, rules, ...rest }: Policy): unknown {
  return [Object.entries(rest).sort(), Object.entries(rules).sort()];
}
