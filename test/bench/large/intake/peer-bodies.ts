/** Peer lists as they come, made of the same names. */
import { readHost } from '../../../../data/host.ts';
import { seededRandom } from '../../../../data/random.ts';
import type { Host } from '../../../../data/types.ts';

/** Each below a domain of its own: thousands below one would be a flood, and not be stored. */
export function someHosts(count: number): Host[] {
  const random = seededRandom(3);
  return Array.from(
    { length: count },
    (_, at) => readHost(`${at % 3 === 0 ? 'social.' : ''}${word(random)}-${at}.example`)!,
  );
}

/** From a twentieth of the names to all of them, each list in an order of its own. */
export function peerBodies(lists: number, names: readonly Host[]): Buffer[] {
  const random = seededRandom(4);
  return Array.from({ length: lists }, (_, at) => {
    const length = Math.round(names.length * 0.05 * 20 ** (at / Math.max(1, lists - 1)));
    return Buffer.from(JSON.stringify(shuffled(names, random).slice(0, length)));
  });
}

function word(random: () => number): string {
  return Array.from({ length: 5 + Math.floor(random() * 8) }, () =>
    String.fromCharCode(97 + Math.floor(random() * 26)),
  ).join('');
}

export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const copy = [...items];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [copy[at], copy[other]] = [copy[other]!, copy[at]!];
  }
  return copy;
}
