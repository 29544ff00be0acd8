/**
 * Hosts whose numbers cannot be what they seem. Each rule is stated with the arithmetic behind its bounds. A host is
 * judged by its own facts, as they stand in the snapshot: who opted out, or told nothing, is not judged. Nothing is
 * deleted; what is in doubt is kept out of sums.
 */
import { registrableDomain } from '../host.ts';
import type { Csr, Doubt, SnapshotHost } from './types.ts';

export interface DoubtRule {
  name: string;
  doubt: Doubt;
  /** What it says, in one sentence. */
  statement: string;
  /** Where its bounds come from. */
  source: string;
}

export interface DoubtFinding {
  /** Node number. */
  node: number;
  doubt: Doubt;
  rule: DoubtRule;
  /** Node number of the server whose numbers these are; null where the numbers speak for themselves. */
  repeats: number | null;
}

/** Of the first rule that applies; a host that one rule has found is not held against others. */
type Rule = DoubtRule &
  ({ isInvented(host: SnapshotHost): boolean } | { likeness(host: SnapshotHost): string | undefined });

const mostPeople = 15_000_000;
const manyUsers = 50;
const manyPosts = 100;
const users = (amount: number) => amount.toLocaleString('en-US');

/** Software whose `localPosts` counts what people write; elsewhere it may count films or books. */
const countsPosts = new Set(['mastodon', 'hometown', 'glitchsoc', 'fedibird', 'kmyblue', 'lemmy']);

const rules: readonly Rule[] = [
  {
    name: 'counts-nobody',
    doubt: 'invented-users',
    statement: 'GoToSocial that tells of active people tells random numbers: its honest modes never count them.',
    source: 'GoToSocial 0.20, instance-stats-mode: activeMonth is set in the mode baffle alone',
    isInvented: ({ software, mau }) => software === 'gotosocial' && mau !== null && mau > 0,
  },
  {
    name: 'more-than-any',
    doubt: 'invented-users',
    statement: `More than ${users(mostPeople)} people, registered or active.`,
    source: 'ten times the largest server of a list of 2023-08 (1,548,027 registered), rounded down',
    isInvented: ({ users, mau, activeHalfyear }) =>
      [users, mau, activeHalfyear].some((count) => count !== null && count > mostPeople),
  },
  {
    name: 'more-active-than-registered',
    doubt: 'invented-users',
    statement:
      'More people active than registered, by more than a tenth and by more than five, and no posts that speak for the registered: untold, or fewer than users.',
    source:
      'accounts closed within the month, and Mastodon’s approximate counting (0.8 %), explain less; 97 % of 4,867 Mastodon servers of 2023-06 with five users or more have at least as many posts as users: with those, the registered are believed and the active are not',
    isInvented: ({ users, mau, activeHalfyear, posts }) =>
      users !== null &&
      Math.max(mau ?? 0, activeHalfyear ?? 0) - users > Math.max(5, users / 10) &&
      (posts === null || posts < users),
  },
  {
    name: 'users-without-posts',
    doubt: 'invented-users',
    statement: 'A thousand users or more, and more than twenty of them for each post (Mastodon and Lemmy).',
    source:
      'lists of Mastodon servers, 2022-11 to 2023-06: all but four of those with a thousand users have at most 2 users a post, in the rush of newcomers too; the four have 6, 26, 366 and 9,833',
    isInvented: ({ software, users, posts }) =>
      countsPosts.has(software ?? '') && users !== null && posts !== null && users >= 1000 && users > 20 * posts,
  },
  {
    name: 'users-nobody-uses',
    doubt: 'invented-users',
    statement:
      'Ten thousand users or more, of whom fewer than one in a thousand is active, and, as far as told, no more posts than users.',
    source:
      'lemmy issue 3419: 74,234 users, 5 active; the least active of the 40 largest servers of 2023-08 has one in 124, and 84 posts a user',
    isInvented: ({ users, mau, posts }) =>
      users !== null && users >= 10_000 && mau !== null && mau > 0 && mau * 1000 < users && (posts ?? 0) <= users,
  },
  {
    name: 'same-numbers',
    doubt: 'repeats-another',
    statement: `The same software, version, users (${manyUsers} or more) and posts (${manyPosts} or more) as a server that more peer lists name: a second door to it.`,
    source:
      'lists of Mastodon servers, 2022-11 to 2023-06: with so many users none of 54 such pairs is chance (their peer counts agree too, or their domains), below that most are',
    likeness: (host) => (host.users !== null && host.users >= manyUsers ? numbersOf(host) : undefined),
  },
  {
    name: 'same-numbers-one-domain',
    doubt: 'repeats-another',
    statement: `The same software, version, users and posts (${manyPosts} or more) as a server under the same registrable domain that more peer lists name: a second door to it.`,
    source:
      'the same lists: the peer counts of such pairs agree too, but for one server with eight doors; one user and one number of posts is chance elsewhere',
    likeness: (host) => {
      const numbers = numbersOf(host);
      return numbers && `${numbers}\n${registrableDomain(host.host)}`;
    },
  },
];

/** Every rule, in the order in which they are asked. */
export const doubtRules: readonly DoubtRule[] = rules;

/**
 * Of servers with the same numbers the one named by most peer lists stays; of those named alike the one with the shorter
 * name, then the first by name. A server that does not answer is nobody's door, and keeps nobody out.
 * @param peers entries of published lists
 * @returns at most one finding a host, by node number
 */
export function findDoubts(hosts: readonly SnapshotHost[], peers: Csr): DoubtFinding[] {
  const findings = new Map<number, DoubtFinding>();
  let counted: Uint32Array | undefined;
  // Looking through every list is only worth it where servers have the same numbers.
  const listed = (node: number) => {
    counted ??= countLists(peers);
    return counted[node]!;
  };
  const isFirst = (a: number, b: number) =>
    listed(b) - listed(a) || hosts[a]!.host.length - hosts[b]!.host.length || a - b;
  for (const rule of rules) {
    const { doubt } = rule;
    if ('isInvented' in rule) {
      hosts.forEach((host, node) => {
        if (!findings.has(node) && rule.isInvented(host)) findings.set(node, { node, doubt, rule, repeats: null });
      });
      continue;
    }
    for (const alike of groupBy(hosts, (host, node) => (findings.has(node) ? undefined : rule.likeness(host)))) {
      const [first, ...others] = alike.sort(isFirst);
      for (const node of others) findings.set(node, { node, doubt, rule, repeats: first! });
    }
  }
  return [...findings.values()].sort((a, b) => a.node - b.node);
}

/** undefined where too little is told to tell servers apart. */
function numbersOf({ liveness, software, version, users, posts }: SnapshotHost): string | undefined {
  if (liveness === 'dead' || users === null || posts === null || posts < manyPosts) return undefined;
  return JSON.stringify([software, version, users, posts]);
}

/** How many lists name each node. */
function countLists({ order, targets }: Csr): Uint32Array {
  const listed = new Uint32Array(order);
  for (const target of targets) listed[target]!++;
  return listed;
}

function groupBy(
  hosts: readonly SnapshotHost[],
  keyOf: (host: SnapshotHost, node: number) => string | undefined,
): number[][] {
  const groups = new Map<string, number[]>();
  hosts.forEach((host, node) => {
    const key = keyOf(host, node);
    if (key === undefined) return;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [node]);
    else group.push(node);
  });
  return [...groups.values()];
}
