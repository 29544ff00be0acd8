/**
 * Which addresses are public. A name in a peer list may point into the network of whoever runs the crawl; such an
 * address is never contacted.
 */
import { BlockList, isIP } from 'node:net';
import { nonPublicRanges } from './address-registry.ts';

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
