import { call, shop } from '@/api/api';
import type { Shop } from '@/api/model';
import { useResource } from './use-resource';

let known: Promise<Shop> | undefined;

/** The shop, read once per visit: its page, prices and rules do not change under a visitor's eyes. */
const readShop = (): Promise<Shop> => {
  known ??= call('get', '/shops/{shop}', { path: { shop } }).catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
};

export const useShop = () => useResource('shop', readShop);
