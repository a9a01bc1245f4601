import type { Caller } from './caller.ts';
import { type AnyRpc, type CallOptions, type Client, callBudget, type Rpcs, type ServiceDefinition, withinBudget } from './rpc.ts';
import { errorOfStatus, statusOfError } from './rpc-status.ts';

/**
 * The same client without a network, for simulation and flow tests. Messages go through the definition's encoding and
 * errors through their status, so nothing arrives that the wire would not carry. Deadlines are passed on, not enforced:
 * in process nothing is late.
 */
export function inProcessClient<S extends ServiceDefinition>(definition: S, implementation: Rpcs<S>): Client<S> {
  const client: Record<string, unknown> = {};
  for (const [name, rpc] of Object.entries(definition)) {
    const serve = (implementation as Readonly<Record<string, AnyRpc>>)[name];
    client[name] = async (request: never, caller: Caller, options: CallOptions = {}) => {
      const { deadline, outer } = callBudget(options.deadlineMs ?? 2_000);
      const context = { deadline, signal: outer ?? new AbortController().signal };
      const arrived = rpc.requestDeserialize(rpc.requestSerialize(request)) as never;
      try {
        if (!serve) throw new Error(`rpc ${rpc.path} has no implementation`);
        const answer = await withinBudget(context, () => serve.call(implementation, arrived, structuredClone(caller), context));
        return rpc.responseDeserialize(rpc.responseSerialize(answer as never));
      } catch (error) {
        throw Object.assign(errorOfStatus(rpc.path, statusOfError(error)), { cause: error });
      }
    };
  }
  return client as Client<S>;
}
