import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Session } from './model.ts';
import { createSessions } from './session.ts';

const session = (n: number) =>
  ({ accessToken: `a${n}`, refreshToken: `r${n}`, accessExpiresTime: '', principal: {} }) as unknown as Session;

const sessionsWith = (
  stored: Session | undefined,
  rotate: (refreshToken: string) => Promise<{ rotated: Session } | 'refused' | 'noAnswer'>,
) => {
  let kept = stored;
  const sessions = createSessions({
    store: {
      read: () => kept,
      write: (next) => {
        kept = next;
      },
    },
    alone: (_name, work) => work(),
    rotate,
  });
  return { sessions, put: (next: Session) => (kept = next) };
};

describe('a session', () => {
  it('is rotated once for all calls that meet the same expired token', async () => {
    const used: string[] = [];
    const { sessions } = sessionsWith(session(1), async (token) => {
      used.push(token);
      return { rotated: session(2) };
    });
    const renewed = await Promise.all([sessions.renew('a1'), sessions.renew('a1'), sessions.renew('a1')]);
    assert.deepEqual(used, ['r1']);
    assert.deepEqual(
      renewed.map((one) => one?.accessToken),
      ['a2', 'a2', 'a2'],
    );
  });

  it('is taken from another page of the browser that has already rotated it', async () => {
    const { sessions } = sessionsWith(session(2), () => assert.fail('rotated twice'));
    assert.equal((await sessions.renew('a1'))?.accessToken, 'a2');
  });

  it('ends when the rotation is refused, and those who show it are told', async () => {
    const { sessions } = sessionsWith(session(1), async () => 'refused');
    let told = 0;
    sessions.subscribe(() => {
      told += 1;
    });
    assert.equal(await sessions.renew('a1'), undefined);
    assert.equal(told, 1);
  });

  it('stays when no answer came', async () => {
    const { sessions } = sessionsWith(session(1), async () => 'noAnswer');
    await assert.rejects(sessions.renew('a1'));
    assert.equal(sessions.current()?.accessToken, 'a1');
  });
});
