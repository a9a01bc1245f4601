import { pageOf } from '@petpact/kit/aggregate-page';
import { type Caller, PLATFORM, requireActor, requireOwnerOrPlatform } from '@petpact/kit/caller';
import { naturalId } from '@petpact/kit/natural-id';
import { Refusal } from '@petpact/kit/refusal';
import type { Rpcs } from '@petpact/kit/rpc';
import type { AccountServiceService, Staff } from '@petpact/proto/account/v1/account_service';
import { checkPassword, checkPerson, type Person, type Role } from '../domain/person.ts';
import type { AccountPorts } from '../ports.ts';

type People = Pick<Rpcs<typeof AccountServiceService>, 'addStaff' | 'listStaff' | 'addOperator' | 'listAudit'>;

/** A login is unique on the platform because the person's id follows from it. */
export const personIdOf = (login: string): string => naturalId('person', login.trim().toLowerCase());

/** Staff of a shop, operators of the platform, and the audit trail they read. */
export function peopleRpcs(ports: AccountPorts): People {
  const add = async (
    person: Pick<Person, 'kind' | 'login' | 'displayName' | 'roles'>,
    password: string,
    caller: Caller,
  ): Promise<Person> => {
    const login = person.login.trim().toLowerCase();
    checkPerson({ ...person, login });
    checkPassword(password);
    const _id = personIdOf(login);
    const passwordHash = await ports.passwords.hash(password);
    const state: Person = { ...person, login, _id, merchantId: caller.merchantId, version: 0, schema: 1, passwordHash };
    if (!(await ports.people.create(state, [{ type: 'staffChanged', staffId: _id }], caller)))
      throw new Refusal('LOGIN_TAKEN', 'precondition');
    return state;
  };

  return {
    async addStaff({ staff, password }, caller) {
      requireOwnerOrPlatform(caller);
      if (!staff || caller.merchantId === PLATFORM) throw new Refusal('INVALID_LOGIN', 'invalid');
      const { login, displayName, roles } = staff;
      const added = await add({ kind: 'staff', login, displayName, roles: roles as Role[] }, password, caller);
      return { staff: messageOf(added) };
    },
    async listStaff(_, caller) {
      requireActor(caller, 'staff', 'operator', 'service');
      const { items } = await ports.people.list(caller.merchantId, { kind: 'staff' }, { pageSize: 200 });
      return { staff: items.map(messageOf) };
    },
    async addOperator({ login, displayName, password }, caller) {
      requireActor(caller, 'operator', 'service');
      if (caller.merchantId !== PLATFORM) throw new Refusal('NOT_ALLOWED', 'denied');
      const added = await add({ kind: 'operator', login, displayName, roles: [] }, password, caller);
      return { operatorId: added._id };
    },
    async listAudit({ subjectId, pageSize, pageToken }, caller) {
      requireOwnerOrPlatform(caller);
      const { merchantId } = caller;
      const filter = subjectId === '' ? {} : { subjectId };
      const page = await pageOf(ports.audit, merchantId, filter, { sort: { atTime: -1 }, pageSize: Math.min(pageSize, 100), pageToken });
      const entries = page.items.map(({ _id, merchantId: __, ...entry }) => ({ entryId: _id, ...entry }));
      return { entries, nextPageToken: page.nextPageToken };
    },
  };
}

function messageOf({ _id, login, displayName, roles }: Person): Staff {
  return { staffId: _id, login, displayName, roles };
}
