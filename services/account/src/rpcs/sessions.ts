import { type Caller, requireActor } from '@petpact/kit/caller';
import { naturalId } from '@petpact/kit/natural-id';
import { Refusal } from '@petpact/kit/refusal';
import type { Rpcs } from '@petpact/kit/rpc';
import type { AccountServiceService, Session as SessionMessage } from '@petpact/proto/account/v1/account_service';
import { openFor, SHOP } from '../data-keys.ts';
import { joinShop } from '../domain/adopter.ts';
import type { Person } from '../domain/person.ts';
import { ACCESS_MS, accepts, judgeRefresh, openSession, type Principal, USED_KEPT } from '../domain/session.ts';
import type { AccountPorts } from '../ports.ts';
import { newSessionId, newToken, readToken } from '../tokens.ts';
import { personIdOf } from './people.ts';

type Sessions = Pick<
  Rpcs<typeof AccountServiceService>,
  'logInAdopter' | 'logInStaff' | 'logInOperator' | 'refreshSession' | 'identifySession' | 'endSession'
>;

/** Log-in, rotation with reuse detection, log-out. The gateway is the only caller. */
export function sessionRpcs(ports: AccountPorts): Sessions {
  const { sessions, random, realClock } = ports;

  const start = async (principal: Principal): Promise<SessionMessage> => {
    const id = newSessionId(random);
    const [access, refresh] = [newToken('a', id, random), newToken('r', id, random)];
    const session = openSession(id, principal, { accessHash: access.hash, refreshHash: refresh.hash }, realClock.now());
    await sessions.insertOne(session);
    return { accessToken: access.text, refreshToken: refresh.text, accessExpiresTime: session.accessUntil, principal };
  };

  const logIn = async (
    kind: Person['kind'],
    { login, password, source }: { login: string; password: string; source: string },
    caller: Caller,
  ): Promise<SessionMessage> => {
    requireActor(caller, 'visitor', 'service');
    const personId = personIdOf(login);
    await ports.tries.take(personId, source);
    const found = await ports.people.collection.findOne({ _id: personId });
    const person = found?.kind === kind ? found : undefined;
    // A login that does not exist costs the same time as a wrong password, so that nobody can list logins.
    const right = await ports.passwords.verify(person?.passwordHash ?? (await nobody(ports)), password);
    if (!person || !right) throw new Refusal('LOG_IN_REFUSED', 'denied');
    await ports.tries.right(personId, source);
    const { merchantId, roles, displayName } = person;
    return start({ merchantId, kind, id: person._id, roles, displayName });
  };

  return {
    async logInAdopter({ authCode }, caller) {
      requireActor(caller, 'visitor', 'service');
      const merchant = await ports.merchants.require(caller.merchantId, caller.merchantId);
      if (merchant.state !== 'live') throw new Refusal('MERCHANT_NOT_FOUND', 'notFound');
      const token = await openFor(ports, { merchantId: merchant._id, subjectId: SHOP, field: 'appAuthToken' }, merchant.appAuthTokenSealed);
      const { openId, nickname } = await ports.alipay.exchange(token, authCode);
      const id = naturalId(merchant._id, merchant.authAppId, openId);
      const person = { _id: id, merchantId: merchant._id, appId: merchant.authAppId, openId, nickname };
      const { state, facts } = joinShop(person, ports.clock.now());
      await ports.adopters.create(state, facts, { ...caller, actor: { kind: 'adopter', id } });
      return { session: await start({ merchantId: merchant._id, kind: 'adopter', id, roles: [], displayName: nickname }) };
    },
    async logInStaff(request, caller) {
      return { session: await logIn('staff', request, caller) };
    },
    async logInOperator(request, caller) {
      return { session: await logIn('operator', request, caller) };
    },
    async refreshSession({ refreshToken }) {
      const token = readToken('r', refreshToken);
      const session = token && (await sessions.findOne({ _id: token.sessionId }));
      if (!token || !session) throw new Refusal('SESSION_UNKNOWN', 'denied');
      const verdict = judgeRefresh(session, token.hash, realClock.now());
      if (verdict === 'expired') throw new Refusal('SESSION_EXPIRED', 'denied');
      const [access, refresh] = [newToken('a', session._id, random), newToken('r', session._id, random)];
      const accessUntil = new Date(realClock.now().getTime() + ACCESS_MS);
      const rotated =
        verdict === 'rotate' &&
        (await sessions.updateOne(
          { _id: session._id, merchantId: session.merchantId, refreshHash: token.hash, revoked: false },
          {
            $set: { accessHash: access.hash, accessUntil, refreshHash: refresh.hash },
            $push: { usedRefreshHashes: { $each: [token.hash], $slice: -USED_KEPT } },
          },
        ));
      if (!rotated) {
        // Two hold the same token: whoever is the thief, neither goes on.
        if (verdict !== 'revoked') await revoke(ports, session._id, session.merchantId);
        throw new Refusal('SESSION_REVOKED', 'denied');
      }
      return {
        session: { accessToken: access.text, refreshToken: refresh.text, accessExpiresTime: accessUntil, principal: session.principal },
      };
    },
    async identifySession({ accessToken }, caller) {
      requireActor(caller, 'visitor', 'service');
      const token = readToken('a', accessToken);
      const session = token && (await sessions.findOne({ _id: token.sessionId }, { projection: { usedRefreshHashes: 0 } }));
      if (!token || !session || !accepts(session, token.hash, realClock.now())) throw new Refusal('SESSION_UNKNOWN', 'denied');
      return { principal: session.principal };
    },
    async endSession({ accessToken }) {
      const token = readToken('a', accessToken);
      const session = token && (await sessions.findOne({ _id: token.sessionId }));
      if (token && session?.accessHash === token.hash) await revoke(ports, session._id, session.merchantId);
      return {};
    },
  };
}

async function revoke(ports: AccountPorts, id: string, merchantId: string): Promise<void> {
  await ports.sessions.updateOne({ _id: id, merchantId }, { $set: { revoked: true } });
}

let nobodysHash: string | undefined;
async function nobody(ports: AccountPorts): Promise<string> {
  nobodysHash ??= await ports.passwords.hash(ports.random.bytes(16).toString('hex'));
  return nobodysHash;
}
