/**
 * Where the servers stand: most on an address of their own, some behind the few addresses of a large hoster, and some
 * names without any. All are from the ranges for documentation (RFC 5737, RFC 3849), which lead nowhere.
 */
import type { Server } from './types.ts';

/** Share of all servers, together. */
const hostedShare = 0.08;
/** One of them is reached by IPv6. */
const hosters = ['192.0.2.10', '198.51.100.20', '2001:db8:ffff::30'] as const;
/** Of the servers on their own, every so many has an IPv4 address, while there are any. */
const ipv4Each = 64;

/** @returns the address of each server, by its number; null for those whose name has none */
export function drawAddresses(servers: readonly Server[], random: () => number): (string | null)[] {
  return servers.map(({ index, condition, host }) => {
    const chance = random();
    if (condition === 'unresolved') return null;
    if (chance < hostedShare) return hosters[Math.floor((chance / hostedShare) * hosters.length)]!;
    // A hosting farm's servers share a domain, and a machine.
    const farm = /\.([a-z]+host)\.example$/.exec(host)?.[1];
    if (farm !== undefined) return `2001:db8:f000:${hextet(sumOf(farm))}::1`;
    const place = index / ipv4Each;
    return Number.isInteger(place) && place < 254
      ? `203.0.113.${place + 1}`
      : `2001:db8:${hextet(index >>> 8)}:${hextet(index & 0xff)}::1`;
  });
}

function hextet(number: number): string {
  return number.toString(16);
}

function sumOf(text: string): number {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + letter.charCodeAt(0)) & 0xffff;
  return sum;
}
