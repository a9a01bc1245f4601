import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Schemas } from '@petpact/api/client';
import { apply, fillProfile, logIn, Visitor } from '@petpact/local/journey';
import { OPERATOR, SANDBOX_PASSWORD } from '@petpact/local/seed/shops';
import { type FreshAdoption, freshAdoption, SHOP } from './adoptions.ts';
import { advance, newPerson, newPet, staffOf, until } from './people.ts';
import { type E2e, platform } from './platform.ts';

interface Hint {
  kind: string;
  id: string;
}

/** An open screen: what the gateway pushes to whoever greeted with this token. */
async function openScreen(gateway: string, token: string): Promise<{ hints: Hint[]; close: () => void } | { closed: number }> {
  const socket = new WebSocket(`${gateway.replace('http', 'ws')}/api/v1/live`);
  const hints: Hint[] = [];
  return new Promise((resolve, reject) => {
    socket.onopen = () => socket.send(JSON.stringify({ token }));
    socket.onerror = () => reject(new Error('the socket broke'));
    socket.onclose = ({ code }) => resolve({ closed: code });
    socket.onmessage = ({ data }) => {
      const hint = JSON.parse(String(data)) as Hint;
      if (hint.kind === 'ready') resolve({ hints, close: () => socket.close() });
      else hints.push(hint);
    };
  });
}

describe('an open screen', () => {
  let e2e: E2e;
  let own: FreshAdoption;
  before(async () => {
    e2e = await platform();
    own = await freshAdoption(e2e);
  });

  it('hears of what is its owner’s, and strangers’ screens hear nothing of it', async () => {
    const { gateway } = e2e.urls;
    const neighbour = await logIn(e2e.urls, SHOP, (await newPerson(e2e)).key);
    const visitors = { adopter: own.adopter, staff: own.staff, neighbour, foreignStaff: await staffOf(e2e, 'maoyu') };
    const opened = await Promise.all(Object.values(visitors).map(({ token = '' }) => openScreen(gateway, token)));
    const [adopter, staff, ...strangers] = opened.map((screen) => {
      assert.ok('hints' in screen, 'a screen was shut');
      return screen;
    });
    await advance(e2e, { seconds: 86_400 });
    const about = (hints: Hint[]) => hints.filter(({ id }) => id.startsWith(own.contractId)).map(({ kind }) => kind);
    await until('the owner hears that it shipped', async () => (about(adopter!.hints).includes('shipmentShipped') ? true : undefined));
    await until('so does the shop', async () => (about(staff!.hints).includes('shipmentShipped') ? true : undefined));
    for (const { hints } of strangers) assert.deepEqual(about(hints), []);
    for (const screen of [adopter!, staff!, ...strangers]) screen.close();
  });

  it('is not opened for an operator, an invented token or none', async () => {
    const { gateway } = e2e.urls;
    const wish = { login: OPERATOR.login, password: SANDBOX_PASSWORD };
    const { accessToken } = await new Visitor(gateway).post<Schemas['Session']>('/operator-sessions', wish);
    for (const token of [accessToken, `${own.adopter.token?.slice(0, -4)}AAAA`, '']) {
      assert.deepEqual(await openScreen(gateway, token), { closed: 4401 });
    }
  });
});

describe('what is somebody else’s, named in passing', () => {
  it('is not found: a draft with another’s address', async () => {
    const e2e = await platform();
    const { adopter } = await freshAdoption(e2e);
    const { items } = await adopter.get<{ items: Schemas['Address'][] }>('/me/addresses');
    const staff = await staffOf(e2e, SHOP);
    const person = await newPerson(e2e);
    const stranger = await logIn(e2e.urls, SHOP, person.key);
    await fillProfile(stranger, person);
    const { applicationId } = await apply(stranger, (await newPet(staff)).petId);
    const { skus, periods } = await stranger.get<Schemas['Offer']>(`/me/applications/${applicationId}/offer`);
    const wish = { skuId: skus[0]?.skuId, quantity: 1, periods: periods[0], addressId: items[0]?.addressId };
    const response = await stranger.raw('POST', `/me/applications/${applicationId}/contract`, wish, crypto.randomUUID());
    assert.equal(response.status, 404);
    assert.equal(((await response.json()) as Schemas['Error']).reason, 'ADDRESS_NOT_FOUND');
  });
});
