/** The few servers that federate only with hosts they list: friends in their own community. */
import { seededRandom } from '../../random.ts';
import type { Host } from '../../types.ts';
import type { Census } from './census.ts';
import { largeScales } from './sizes.ts';

const shortest = 20;
const longest = 80;

/** @returns the names each lists, by number of the host, in host order */
export function drawAllowlists(census: Census): Map<number, Host[]> {
  const { size, seed, publishers, software, community, hosts } = census;
  const random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ 6);
  const able = publishers.filter((host) => software[host] === 'mastodon');
  const sources = able.subarray(0, largeScales[size].allowlists);
  return new Map(
    Array.from(sources, (source) => {
      const friends = hosts.flatMap((name, host) =>
        host !== source && community[host] === community[source] ? [name] : [],
      );
      const wanted = Math.min(friends.length, shortest + Math.floor(random() * (longest - shortest)));
      const chosen = new Set<Host>();
      while (chosen.size < wanted) chosen.add(friends[Math.floor(random() * friends.length)]!);
      return [source, [...chosen].sort()] as const;
    }),
  );
}
