import { type Schemas, unwrap } from '@petpact/api/client';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { operatorApi, staffApi } from './api.ts';

export const PAGE_SIZE = 20;

/** One page of a list that is read page by page. */
export interface Page<T> {
  items: T[];
  nextPageToken: string;
}

const pageOf = (pageToken: string) => (pageToken === '' ? { pageSize: PAGE_SIZE } : { pageSize: PAGE_SIZE, pageToken });
const filled = <T extends Record<string, unknown>>(filter: T): T =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== '' && value !== false)) as T;

const paged = { placeholderData: keepPreviousData };

/** Everything the console reads. Keys begin with the area that live hints name. */
export const reading = {
  chargingStop: () => ({
    queryKey: ['today', 'chargingStop'],
    queryFn: () => unwrap(staffApi.GET('/shop/charging-stop')),
  }),
  today: () => queryOptions({ queryKey: ['today'], queryFn: () => unwrap(staffApi.GET('/shop/today')) }),
  shop: () => queryOptions({ queryKey: ['shop'], queryFn: () => unwrap(staffApi.GET('/shop')), staleTime: 600_000 }),
  applications: (filter: { state?: string }, token = '') =>
    queryOptions({
      queryKey: ['applications', 'list', filter, token],
      queryFn: () => unwrap(staffApi.GET('/shop/applications', { params: { query: { ...filled(filter), ...pageOf(token) } } })),
      ...paged,
    }),
  application: (applicationId: string) =>
    queryOptions({
      queryKey: ['applications', 'one', applicationId],
      queryFn: () => unwrap(staffApi.GET('/shop/applications/{applicationId}', { params: { path: { applicationId } } })),
    }),
  pets: (filter: { species?: Schemas['Pet']['species'] }, token = '') =>
    queryOptions({
      queryKey: ['pets', 'list', filter, token],
      queryFn: () => unwrap(staffApi.GET('/shop/pets', { params: { query: { ...filled(filter), ...pageOf(token) } } })),
      ...paged,
    }),
  pet: (petId: string) =>
    queryOptions({
      queryKey: ['pets', 'one', petId],
      queryFn: () => unwrap(staffApi.GET('/shop/pets/{petId}', { params: { path: { petId } } })),
    }),
  foods: (token = '') =>
    queryOptions({
      queryKey: ['foods', token],
      queryFn: () => unwrap(staffApi.GET('/shop/foods', { params: { query: pageOf(token) } })),
      ...paged,
    }),
  contracts: (filter: { state?: string; overdue?: boolean }, token = '') =>
    queryOptions({
      queryKey: ['contracts', 'list', filter, token],
      queryFn: () => unwrap(staffApi.GET('/shop/contracts', { params: { query: { ...filled(filter), ...pageOf(token) } } })),
      ...paged,
    }),
  adoption: (contractId: string) =>
    queryOptions({
      queryKey: ['contracts', 'one', contractId],
      queryFn: () => unwrap(staffApi.GET('/shop/contracts/{contractId}', { params: { path: { contractId } } })),
    }),
  shipments: (filter: { state?: string; work?: 'waiting' | 'exceptions' }, token = '') =>
    queryOptions({
      queryKey: ['shipments', filter, token],
      queryFn: () => unwrap(staffApi.GET('/shop/shipments', { params: { query: { ...filled(filter), ...pageOf(token) } } })),
      ...paged,
    }),
  ledger: (filter: { contractId?: string }, token = '') =>
    queryOptions({
      queryKey: ['ledger', filter, token],
      queryFn: () => unwrap(staffApi.GET('/shop/ledger', { params: { query: { ...filled(filter), ...pageOf(token) } } })),
      ...paged,
    }),
  policy: () => queryOptions({ queryKey: ['policy'], queryFn: () => unwrap(staffApi.GET('/shop/policy')) }),
  tiers: () => queryOptions({ queryKey: ['tiers'], queryFn: () => unwrap(staffApi.GET('/shop/tiers')) }),
  audit: (filter: { subjectId?: string }, token = '') =>
    queryOptions({
      queryKey: ['audit', filter, token],
      queryFn: () => unwrap(staffApi.GET('/shop/audit', { params: { query: { ...filled(filter), ...pageOf(token) } } })),
      ...paged,
    }),
  staff: () => queryOptions({ queryKey: ['staff'], queryFn: () => unwrap(staffApi.GET('/shop/staff')) }),
  merchants: (token = '') =>
    queryOptions({
      queryKey: ['merchants', token],
      queryFn: () => unwrap(operatorApi.GET('/platform/merchants', { params: { query: pageOf(token) } })),
      ...paged,
    }),
  clock: () =>
    queryOptions({
      queryKey: ['clock'],
      queryFn: () => unwrap(staffApi.GET('/sandbox/clock')),
      retry: false,
      refetchInterval: ({ state }) => (state.status === 'error' ? false : state.data?.advancing ? 1_000 : 20_000),
    }),
};
