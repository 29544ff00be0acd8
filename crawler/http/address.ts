/**
 * Which addresses are public. A name in a peer list may point into the network of whoever runs the crawl; such an
 * address is never contacted.
 *
 * The table is the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890), rows that are not globally
 * reachable, and multicast. Anything that carries an IPv4 address inside is closed as a whole: no server needs to
 * be reached through it. IPv6 outside 2000::/3 is not assigned to anybody.
 */
import { BlockList, isIP } from 'node:net';

export interface AddressRange {
  network: string;
  prefix: number;
  source: string;
}

export const nonPublicRanges: readonly AddressRange[] = [
  { network: '0.0.0.0', prefix: 8, source: 'RFC 791, this network' },
  { network: '10.0.0.0', prefix: 8, source: 'RFC 1918, private' },
  { network: '100.64.0.0', prefix: 10, source: 'RFC 6598, shared by carriers' },
  { network: '127.0.0.0', prefix: 8, source: 'RFC 1122, loopback' },
  { network: '169.254.0.0', prefix: 16, source: 'RFC 3927, link local; cloud metadata' },
  { network: '172.16.0.0', prefix: 12, source: 'RFC 1918, private' },
  { network: '192.0.0.0', prefix: 24, source: 'RFC 6890, protocol assignments' },
  { network: '192.0.2.0', prefix: 24, source: 'RFC 5737, documentation' },
  { network: '192.31.196.0', prefix: 24, source: 'RFC 7535, AS112' },
  { network: '192.52.193.0', prefix: 24, source: 'RFC 7450, AMT' },
  { network: '192.88.99.0', prefix: 24, source: 'RFC 7526, 6to4 relay anycast' },
  { network: '192.168.0.0', prefix: 16, source: 'RFC 1918, private' },
  { network: '192.175.48.0', prefix: 24, source: 'RFC 7534, AS112' },
  { network: '198.18.0.0', prefix: 15, source: 'RFC 2544, benchmarks' },
  { network: '198.51.100.0', prefix: 24, source: 'RFC 5737, documentation' },
  { network: '203.0.113.0', prefix: 24, source: 'RFC 5737, documentation' },
  { network: '224.0.0.0', prefix: 4, source: 'RFC 5771, multicast' },
  { network: '240.0.0.0', prefix: 4, source: 'RFC 1112, reserved; RFC 8190, broadcast' },
  {
    network: '::',
    prefix: 3,
    source: 'RFC 4291: unspecified, loopback, IPv4-mapped; RFC 6052 and RFC 8215, NAT64; RFC 6666, discard',
  },
  { network: '2001::', prefix: 23, source: 'RFC 2928, protocol assignments; RFC 4380, Teredo; RFC 7343, ORCHIDv2' },
  { network: '2001:db8::', prefix: 32, source: 'RFC 3849, documentation' },
  { network: '2002::', prefix: 16, source: 'RFC 3056, 6to4' },
  { network: '2620:4f:8000::', prefix: 48, source: 'RFC 7534, AS112' },
  { network: '3fff::', prefix: 20, source: 'RFC 9637, documentation' },
  { network: '4000::', prefix: 2, source: 'RFC 4291 section 2.4, not assigned; RFC 9602, SRv6 SIDs (5f00::/16)' },
  { network: '8000::', prefix: 1, source: 'RFC 4291: unique local (RFC 4193), link local, multicast, not assigned' },
];

/** A list each: in a common one Node compares IPv4 addresses, in their mapped form, with IPv6 networks too. */
const nonPublic = { ipv4: new BlockList(), ipv6: new BlockList() };
for (const { network, prefix } of nonPublicRanges) {
  const family = familyOf(network)!;
  nonPublic[family].addSubnet(network, prefix, family);
}

/** @returns false for everything in the table, and for what is no address or one with a zone */
export function isPublicAddress(address: string): boolean {
  const family = familyOf(address);
  return family !== undefined && !address.includes('%') && !nonPublic[family].check(address, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
}
