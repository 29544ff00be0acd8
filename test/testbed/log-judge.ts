/** What a server's own log says about the manners of whoever asked; both kinds of test server keep one. */

/** One request as the server saw it. Times are milliseconds on one clock that never goes back. */
export interface SeenRequest {
  host: string;
  method: string;
  path: string;
  startedAt: number;
  /** null when the server never came to its end. */
  finishedAt: number | null;
}

export function groupBy<Item>(items: readonly Item[], key: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}

export const pathOf = ({ path }: SeenRequest): string => path.replace(/\?.*$/s, '');

export interface Rest<Seen> {
  lane: string;
  before: Seen;
  next: Seen;
  /** From the end of the one to the start of the next; negative when they overlap. */
  restMs: number;
}

/**
 * The rests between requests that follow each other on a lane.
 * @param hasEnd whether the end in the log is one that the other side saw too, not the server's news of a hang-up
 */
export function restsOf<Seen extends SeenRequest>(
  log: readonly Seen[],
  laneOf: (seen: Seen) => string,
  hasEnd: (seen: Seen) => boolean = () => true,
): Rest<Seen>[] {
  return [...groupBy(log, laneOf)].flatMap(([lane, seen]) => {
    const inOrder = [...seen].sort((a, b) => a.startedAt - b.startedAt);
    return inOrder.slice(1).flatMap((next, at) => {
      const before = inOrder[at]!;
      if (before.finishedAt === null || !hasEnd(before)) return [];
      return { lane, before, next, restMs: next.startedAt - before.finishedAt };
    });
  });
}

/** How often each thing was asked for that was asked for more than `times` times. */
export function askedMoreThan(times: number, log: readonly SeenRequest[]): Record<string, number> {
  const asked = groupBy(log, ({ host, method, path }) => `${method} ${host}${path}`);
  return Object.fromEntries([...asked].flatMap(([what, all]) => (all.length > times ? [[what, all.length]] : [])));
}

/** Hosts whose first request was another than that for robots.txt, with what it was. */
export function robotsNotFirst(log: readonly SeenRequest[]): Record<string, string> {
  const firsts = [...groupBy(log, ({ host }) => host)].map(([host, [first]]) => [host, first!.path] as const);
  return Object.fromEntries(firsts.filter(([, path]) => path !== '/robots.txt'));
}
