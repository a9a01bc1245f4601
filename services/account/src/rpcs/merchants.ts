import { PLATFORM, requireActor, requireOwnerOrPlatform, requireService } from '@petpact/kit/caller';
import { Refusal } from '@petpact/kit/refusal';
import type { Rpcs } from '@petpact/kit/rpc';
import type { AccountServiceService, Connector, Merchant as MerchantMessage } from '@petpact/proto/account/v1/account_service';
import { openFor, SHOP, sealFor } from '../data-keys.ts';
import { type Merchant, openMerchant } from '../domain/merchant.ts';
import type { AccountPorts, ConnectorDocument } from '../ports.ts';

type Merchants = Pick<
  Rpcs<typeof AccountServiceService>,
  | 'onboardMerchant'
  | 'getMerchant'
  | 'listMerchants'
  | 'findMerchantBySlug'
  | 'findMerchantByAlipayApp'
  | 'getAlipayAccount'
  | 'saveConnector'
  | 'getConnector'
  | 'findConnectorByKey'
>;

/** Shops, their identity at Alipay, and their warehouses. */
export function merchantRpcs(ports: AccountPorts): Merchants {
  const tokenOf = (merchantId: string) => ({ merchantId, subjectId: SHOP, field: 'appAuthToken' });
  const secretOf = (merchantId: string, warehouseId: string) => ({ merchantId, subjectId: SHOP, field: `connector:${warehouseId}` });

  const withSecret = async (connector: ConnectorDocument): Promise<Connector> => {
    const { merchantId, warehouseId, name, baseUrl, keyId, secretSealed } = connector;
    return { warehouseId, name, baseUrl, keyId, secret: await openFor(ports, secretOf(merchantId, warehouseId), secretSealed) };
  };

  return {
    async onboardMerchant({ merchant, appAuthToken }, caller) {
      requireActor(caller, 'operator', 'service');
      if (!merchant || appAuthToken === '') throw new Refusal('INVALID_MERCHANT', 'invalid');
      const { merchantId: _, state: __, ...details } = merchant;
      const opened = openMerchant(details, '').state;
      const sealed = await sealFor(ports, tokenOf(opened._id), appAuthToken);
      const { state, facts } = openMerchant(details, sealed);
      const app = { _id: state.authAppId, merchantId: state._id, sellerId: state.sellerId };
      if (!(await ports.alipayApps.insertOne(app))) {
        const taken = await ports.alipayApps.findOne({ _id: state.authAppId });
        if (taken?.merchantId !== state._id) throw new Refusal('ALIPAY_APP_TAKEN', 'precondition');
      }
      if (!(await ports.merchants.create(state, facts, { ...caller, merchantId: state._id }))) {
        const stored = await ports.merchants.require(state._id, state._id);
        if (stored.authAppId !== state.authAppId || stored.name !== state.name)
          throw new Refusal('SLUG_TAKEN', 'precondition', { slug: state.slug });
        return { merchant: messageOf(stored) };
      }
      return { merchant: messageOf(state) };
    },
    async getMerchant(_, caller) {
      return { merchant: messageOf(await ports.merchants.require(caller.merchantId, caller.merchantId)) };
    },
    async listMerchants({ pageSize, pageToken }, caller) {
      requireActor(caller, 'operator', 'service');
      if (caller.merchantId !== PLATFORM) throw new Refusal('NOT_ALLOWED', 'denied');
      const page = await listAcrossMerchants(ports, pageSize, pageToken);
      return { merchants: page.items.map(messageOf), nextPageToken: page.nextPageToken };
    },
    async findMerchantBySlug({ slug }) {
      const merchant = await ports.merchants.read(`m-${slug}`, `m-${slug}`);
      if (merchant?.state !== 'live') throw new Refusal('MERCHANT_NOT_FOUND', 'notFound');
      return { merchant: messageOf(merchant) };
    },
    async findMerchantByAlipayApp({ authAppId }, caller) {
      requireService(caller, 'billing');
      const app = await ports.alipayApps.findOne({ _id: authAppId });
      if (!app) throw new Refusal('MERCHANT_NOT_FOUND', 'notFound');
      return { merchantId: app.merchantId, sellerId: app.sellerId };
    },
    async getAlipayAccount(_, caller) {
      requireService(caller, 'billing', 'credit', 'marketing');
      const merchant = await ports.merchants.read(caller.merchantId, caller.merchantId);
      if (!merchant) throw new Refusal('ALIPAY_ACCOUNT_MISSING', 'precondition');
      const appAuthToken = await openFor(ports, tokenOf(merchant._id), merchant.appAuthTokenSealed);
      return { authAppId: merchant.authAppId, appAuthToken, sellerId: merchant.sellerId };
    },
    async saveConnector({ connector }, caller) {
      requireOwnerOrPlatform(caller);
      if (!connector || !isUsable(connector)) throw new Refusal('INVALID_CONNECTOR', 'invalid');
      const { warehouseId, name, baseUrl, keyId, secret } = connector;
      const { merchantId } = caller;
      const key = { _id: keyId, merchantId, warehouseId };
      if (!(await ports.connectorKeys.insertOne(key))) {
        const taken = await ports.connectorKeys.findOne({ _id: keyId });
        if (taken?.merchantId !== merchantId || taken.warehouseId !== warehouseId) throw new Refusal('KEY_ID_TAKEN', 'precondition');
      }
      const secretSealed = await sealFor(ports, secretOf(merchantId, warehouseId), secret);
      const document = { _id: `${merchantId}:${warehouseId}`, merchantId, warehouseId, name, baseUrl, keyId, secretSealed };
      const { _id, ...fields } = document;
      if (!(await ports.connectors.insertOne(document))) await ports.connectors.updateOne({ _id, merchantId }, { $set: fields });
      return {};
    },
    async getConnector({ warehouseId }, caller) {
      requireService(caller, 'fulfillment');
      const { merchantId } = caller;
      const connector = await ports.connectors.findOne({ _id: `${merchantId}:${warehouseId}`, merchantId });
      if (!connector) throw new Refusal('CONNECTOR_NOT_FOUND', 'notFound', { warehouseId });
      return { connector: await withSecret(connector) };
    },
    async findConnectorByKey({ keyId }, caller) {
      requireService(caller, 'fulfillment');
      const key = await ports.connectorKeys.findOne({ _id: keyId });
      const connector =
        key && (await ports.connectors.findOne({ _id: `${key.merchantId}:${key.warehouseId}`, merchantId: key.merchantId }));
      if (!connector || connector.keyId !== keyId) throw new Refusal('CONNECTOR_NOT_FOUND', 'notFound');
      return { merchantId: connector.merchantId, connector: await withSecret(connector) };
    },
  };
}

const KEY_ID = /^[A-Za-z0-9._-]{1,64}$/;
const LONGEST_ADDRESS = 200;

/** An address that paths can be added to, and a key that both sides can sign with. Where it may lie is for who calls it to say. */
function isUsable({ warehouseId, baseUrl, keyId, secret }: Connector): boolean {
  if (!/^[a-z0-9-]{1,40}$/.test(warehouseId) || secret.length < 16 || !KEY_ID.test(keyId)) return false;
  const url = URL.parse(baseUrl);
  if (!url || baseUrl.length > LONGEST_ADDRESS || /[?#]/.test(baseUrl) || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || url.protocol === 'http:';
}

/** The operators' list of shops: one of the few reads across merchants (ARCHITECTURE, rule 5). */
async function listAcrossMerchants(ports: AccountPorts, pageSize: number, pageToken: string) {
  const size = Math.min(pageSize > 0 ? pageSize : 50, 100);
  const found = await ports.merchants.collection.find(pageToken === '' ? {} : { _id: { $gt: pageToken } }, {
    sort: { _id: 1 },
    limit: size + 1,
  });
  const items = found.slice(0, size);
  return { items, nextPageToken: found.length > size ? (items.at(-1)?._id ?? '') : '' };
}

function messageOf(merchant: Merchant): MerchantMessage {
  const { slug, name, intro, city, phone, authAppId, sellerId, state, legalName, creditCode, address } = merchant;
  return { merchantId: merchant._id, slug, name, intro, city, phone, authAppId, sellerId, state, legalName, creditCode, address };
}
