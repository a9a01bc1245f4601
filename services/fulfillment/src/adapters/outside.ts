import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';

/** Whether a warehouse may be called at this address: undefined = it may, else a code for staff. */
export type AddressRule = (url: URL) => Promise<string | undefined>;

/** Anywhere: for a sandbox, whose warehouse stands beside it. */
export const anywhere: AddressRule = async () => undefined;

/** Not the web (RFC 6890): this host, private and shared networks, link-local with the clouds' metadata, multicast, reserved. */
const INSIDE: readonly [net: string, prefix: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
];
/** Unicast of the web is 2000::/3 alone; of that, 6to4 and Teredo carry a v4 address of anybody's choice. */
const INSIDE_V6: readonly [net: string, prefix: number][] = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2002::', 16],
  ['2001::', 32],
];

// A list each: Node looks for a v4 address in v6 nets as well, as ::ffff:a.b.c.d.
const inside = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const [net, prefix] of INSIDE) inside.ipv4.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of INSIDE_V6) inside.ipv6.addSubnet(net, prefix, 'ipv6');

/** Resolves a name to every address it has. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;
const byDns: Resolve = async (hostname) => (await lookup(hostname, { all: true })).map(({ address }) => address);

/**
 * The web only, over TLS: a shop writes down where its warehouse is, and must not reach into our own network by it. That a
 * name may lead elsewhere a moment later gains nothing: who answers there has no certificate for that name, so nothing is sent.
 */
export function webOnly(resolve: Resolve = byDns): AddressRule {
  return async ({ protocol, hostname }) => {
    if (protocol !== 'https:') return 'ADDRESS_NOT_HTTPS';
    const bare = hostname.replace(/^\[|\]$/g, '');
    const addresses = isIP(bare) ? [bare] : await resolve(bare);
    return addresses.length > 0 && addresses.every(isOfTheWeb) ? undefined : 'ADDRESS_NOT_OUTSIDE';
  };
}

function isOfTheWeb(address: string): boolean {
  const family = ({ 4: 'ipv4', 6: 'ipv6' } as const)[isIP(address)];
  return family !== undefined && !inside[family].check(address, family);
}
