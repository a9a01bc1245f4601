import { Refusal } from '@petpact/kit/refusal';
import type { Address, Adopter } from '@petpact/proto/account/v1/account_service';
import type { OptIn } from '@petpact/proto/marketing/v1/marketing_service';
import type { components } from '../../../libs/api/gen/schema.ts';
import type { Handlers } from '../handlers.ts';
import type { Ports } from '../ports.ts';

type Schemas = components['schemas'];
type Me = Pick<
  Handlers,
  | 'getProfile'
  | 'saveProfile'
  | 'listAddresses'
  | 'addAddress'
  | 'changeAddress'
  | 'removeAddress'
  | 'listConsents'
  | 'recordConsent'
  | 'getPoints'
  | 'listPointsEntries'
  | 'listMessages'
  | 'markMessagesRead'
  | 'getOptIns'
  | 'saveOptIns'
>;

/** An adopter's own record, points and messages. The services take the person from the session, never from input. */
export function meOperations({ services }: Ports): Me {
  const { account, points, marketing } = services;
  return {
    async getProfile({ caller }) {
      return profileView((await account.getAdopter({ adopterId: '' }, caller)).adopter);
    },
    async saveProfile({ body, caller }) {
      const { name, phone, identityNumber = '' } = body;
      return profileView((await account.saveProfile({ name, phone, identityNumber }, caller)).adopter);
    },
    async listAddresses({ caller }) {
      return { items: (await account.listAddresses({ adopterId: '' }, caller)).addresses, nextPageToken: '' };
    },
    async addAddress({ body, caller }) {
      return addressView((await account.saveAddress({ address: { addressId: '', ...body } }, caller)).address);
    },
    async changeAddress({ params, body, caller }) {
      return addressView((await account.saveAddress({ address: { addressId: params.addressId, ...body } }, caller)).address);
    },
    async removeAddress({ params, caller }) {
      await account.removeAddress(params, caller);
    },
    async listConsents({ caller }) {
      const { consents } = await account.listConsents({ adopterId: '' }, caller);
      const items = consents.map(({ atTime, purpose, ...rest }) => ({
        ...rest,
        purpose: purpose as Schemas['Consent']['purpose'],
        ...(atTime ? { atTime: atTime.toISOString() } : {}),
      }));
      return { items, nextPageToken: '' };
    },
    async recordConsent({ body, caller }) {
      await account.recordConsent({ adopterId: '', consent: { ...body, atTime: undefined } }, caller);
    },
    async getPoints({ caller }) {
      const [own, rules] = await Promise.all([points.getAccount({ adopterId: '', contractId: '' }, caller), points.getRules({}, caller)]);
      const { balance, debt, lots } = own;
      return { balance, debt, lots, rules: rules.rules ?? { pointsPerYuan: 0, streakLength: 0, streakBonus: 0, validMonths: 0 } };
    },
    async listPointsEntries({ query, caller }) {
      const { pageSize = 20, pageToken = '' } = query;
      const page = await points.listEntries({ adopterId: '', contractId: '', pageSize, pageToken }, caller);
      const items = page.entries.map(({ kind, atTime, ...entry }) => ({
        ...entry,
        kind: kind as Schemas['PointsEntry']['kind'],
        atTime: (atTime ?? new Date(0)).toISOString(),
      }));
      return { items, nextPageToken: page.nextPageToken };
    },
    async listMessages({ query, caller }) {
      const { pageSize = 20, pageToken = '' } = query;
      const page = await marketing.listMessages({ adopterId: '', contractId: '', pageSize, pageToken }, caller);
      const items = page.messages.map(({ title, text, titleEn, textEn, atTime, ...message }) => ({
        ...message,
        title: { zh: title, en: titleEn },
        text: { zh: text, en: textEn },
        atTime: (atTime ?? new Date(0)).toISOString(),
      }));
      return { items, nextPageToken: page.nextPageToken, unread: page.unread };
    },
    async markMessagesRead({ body, caller }) {
      await marketing.markRead({ untilTime: new Date(body.untilTime) }, caller);
    },
    async getOptIns({ caller }) {
      return optInsView((await marketing.getOptIns({}, caller)).optIns);
    },
    async saveOptIns({ body, caller }) {
      await marketing.saveOptIns({ grantedTemplateIds: body.granted, refusedTemplateIds: body.refused }, caller);
      return optInsView((await marketing.getOptIns({}, caller)).optIns);
    },
  };
}

function profileView(adopter: Adopter | undefined): Schemas['Profile'] {
  if (!adopter) throw new Refusal('ADOPTER_NOT_FOUND', 'notFound');
  const { adopterId, name, phone, identityNumber, nickname } = adopter;
  return { adopterId, name, phone, identityNumber, nickname, complete: name !== '' && phone !== '' && identityNumber !== '' };
}

function addressView(address: Address | undefined): Schemas['Address'] {
  if (!address) throw new Refusal('ADDRESS_NOT_FOUND', 'notFound');
  return address;
}

function optInsView(optIns: OptIn[]): { items: Schemas['OptIn'][]; nextPageToken: string } {
  return {
    items: optIns.map(({ templateId, title, titleEn, granted }) => ({ templateId, title: { zh: title, en: titleEn }, granted })),
    nextPageToken: '',
  };
}
