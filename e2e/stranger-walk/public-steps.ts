import { randomUUID } from 'node:crypto';
import type { Schemas } from '@petpact/api/client';
import { OPERATOR, SANDBOX_PASSWORD } from '@petpact/local/seed/shops';
import { catchNotify } from '../catch-notify.ts';
import { askJson } from '../people.ts';
import type { Step } from './walk.ts';
import { anotherSession, SHOP, type World } from './world.ts';

/** Every operation that anybody may call, agreed to one by one. */
export const PUBLIC_OPERATIONS = [
  'getShop',
  'listPets',
  'getPet',
  'listFoods',
  'getPicture',
  'logInAdopter',
  'logInStaff',
  'logInOperator',
  'refreshSession',
  'recordNotify',
  'getClock',
  'advanceClock',
] as const;

type Session = Schemas['Session'];
const shop = () => ({ shop: SHOP });

/** What visitors do: look around and log in. */
export const VISITOR_STEPS: Step<World>[] = [
  {
    operationId: 'getShop',
    as: 'visitor',
    params: shop,
    keep(world, { merchantId }: Schemas['Shop']) {
      world.merchantId = merchantId;
    },
  },
  {
    operationId: 'listPets',
    as: 'visitor',
    params: shop,
    keep(world, { items }: { items: Schemas['Pet'][] }) {
      const [pet] = items;
      world.petId = pet!.petId;
      world.picture = pet!.pictures[0]!.split('/').at(-1)!;
    },
  },
  { operationId: 'getPet', as: 'visitor', params: ({ petId }) => ({ ...shop(), petId }) },
  {
    operationId: 'listFoods',
    as: 'visitor',
    params: shop,
    keep(world, { items }: { items: Schemas['Sku'][] }) {
      world.skuId = items[0]!.skuId;
    },
  },
  { operationId: 'getPicture', as: 'visitor', params: ({ merchantId, picture }) => ({ merchantId, hash: picture }) },
  {
    operationId: 'logInAdopter',
    as: 'visitor',
    params: shop,
    async before(world) {
      const { alipay } = world.e2e.urls;
      const wish = { user: world.person.key, app: SHOP };
      world.authCode = (await askJson<{ authCode: string }>(`${alipay}/sandbox/auth-codes`, wish)).authCode;
    },
    body: ({ authCode }) => ({ authCode }),
  },
  { operationId: 'logInStaff', as: 'visitor', body: () => ({ login: `owner@${SHOP}`, password: SANDBOX_PASSWORD }) },
  { operationId: 'logInOperator', as: 'visitor', body: () => ({ login: OPERATOR.login, password: SANDBOX_PASSWORD }) },
  {
    operationId: 'refreshSession',
    as: 'visitor',
    async before(world) {
      world.refreshToken = ((await anotherSession(world)) satisfies Session).refreshToken;
    },
    body: ({ refreshToken }) => ({ refreshToken }),
  },
];

/** At the end, when there are trades to be told of; log-out comes last of all. */
export const LAST_STEPS: Step<World>[] = [
  { operationId: 'getClock', as: 'visitor' },
  { operationId: 'advanceClock', as: 'visitor', body: () => ({ seconds: 1 }) },
  {
    operationId: 'recordNotify',
    as: 'visitor',
    async before(world) {
      world.notify = await catchNotify(world.e2e, `${world.contractId}_1_1`, { notify_id: randomUUID().replaceAll('-', '') });
    },
    body: ({ notify }) => notify,
  },
  { operationId: 'endSession', as: 'adopter' },
];
