/** What a request is paced by: the registrable domain, and every address its host may be reached at. */
import { isIPv6 } from 'node:net';

/**
 * @returns the address itself in IPv4, its /64 network in IPv6: one machine, and what servers count requests by too
 * (Mastodon's and GoToSocial's limits are per IPv4 address or IPv6 /64); any other text as it is
 */
export function addressLane(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = [], tail = []] = new URL(`http://[${address.replace(/%.*$/, '')}]/`).hostname
    .slice(1, -1)
    .split('::')
    .map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return `${[...head, ...zeros, ...tail].slice(0, 4).join(':')}::/64`;
}

export function addressLanes(addresses: readonly string[]): string[] {
  return [...new Set(addresses.map(addressLane))].sort();
}
