import { requireActor } from '@petpact/kit/caller';
import type { Rpcs } from '@petpact/kit/rpc';
import type { ContractServiceService } from '@petpact/proto/contract/v1/contract_service';
import type { ApplicationState } from '../domain/application.ts';
import type { ContractState } from '../domain/life-cycle.ts';
import { policyOf, savePolicy } from '../flows/policies.ts';
import type { ContractPorts } from '../ports.ts';
import { requireRole } from '../who.ts';
import { policyFrom, policyMessage } from './views.ts';

type Policies = Pick<Rpcs<typeof ContractServiceService>, 'getPolicy' | 'savePolicy' | 'getWorkload'>;

/** The shop's policy, and what waits for its staff. */
export function policyRpcs(ports: ContractPorts): Policies {
  return {
    async getPolicy(_, { merchantId }) {
      return { policy: policyMessage(await policyOf(ports, merchantId)) };
    },
    async savePolicy({ policy }, caller) {
      requireActor(caller, 'staff', 'service');
      requireRole(caller, 'owner');
      return { policy: policyMessage(await savePolicy(ports, policyFrom(policy), caller)) };
    },
    async getWorkload(_, caller) {
      requireActor(caller, 'staff', 'operator', 'service');
      const { merchantId } = caller;
      const applications = (state: ApplicationState) => ports.applications.collection.count({ merchantId, state });
      const contracts = (state: ContractState) => ports.contracts.collection.count({ merchantId, state });
      const [underReview, asked, awaitingMandate, awaitingHandover, active, paused] = await Promise.all([
        applications('underReview'),
        applications('asked'),
        contracts('signed'),
        contracts('awaitingHandover'),
        contracts('active'),
        contracts('paused'),
      ]);
      return { underReview, asked, awaitingMandate, awaitingHandover, active, paused };
    },
  };
}
