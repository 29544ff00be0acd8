/** What a server's lists show to strangers, as its software filters and masks them. */
import { createHash } from 'node:crypto';
import type { Block, Host, RuleText } from '../types.ts';
import { targetsOf } from './follows.ts';
import { maskAkkoma, maskMastodon } from './masks.ts';
import { nameSeenBy, rowsOn } from './matching.ts';
import type { Server, TrueBlock, World } from './types.ts';
import { isAtLeast } from './versions.ts';

/** @returns numbers of the servers an account or a post of which the server has ever met, ascending */
export function knownServers({ wanted, wantedBy, seen }: World, { index }: Server): number[] {
  const known = new Set([wanted, wantedBy, seen].flatMap((rows) => targetsOf(rows, index)));
  return [...known].sort((a, b) => a - b);
}

/**
 * @returns the peers the software's list names, sorted. Mastodon leaves out every name that has a row of any kind,
 * Lemmy those it blocks (both exact); Pleroma, Akkoma and Misskey leave out none.
 */
export function publishedPeers(world: World, server: Server): Host[] {
  const names = knownServers(world, server).map((index) => nameSeenBy(server.software, world.servers[index]!));
  const filtered = server.software === 'mastodon' || server.software === 'lemmy';
  const left = filtered ? new Set<string>(server.blocks.map(({ target }) => target)) : new Set<string>();
  return names.filter((name) => !left.has(name)).sort();
}

/** @returns the rows the software shows when its list is open, sorted by target and action */
export function publishedBlocks(world: World, server: Server): Block[] {
  const rows = server.software === 'misskey' ? flagsOfKnown(world, server) : shownRows(server).map(showRow(server));
  return rows.sort((a, b) => (a.target === b.target ? order(a.action, b.action) : order(a.target, b.target)));
}

/** @returns SHA-256 of the plain name, lower-case hex, as Mastodon publishes it */
export function digestOf(target: string): string {
  const known = digests.get(target) ?? createHash('sha256').update(target).digest('hex');
  digests.set(target, known);
  return known;
}

const digests = new Map<string, string>();

function shownRows({ software, blocks, blocksShown }: Server): readonly TrueBlock[] {
  if (software === 'mastodon') return blocks.filter(({ action }) => action !== 'noop');
  if (blocksShown !== 'some') return blocks;
  // Exclusions do not touch the quarantine (Pleroma 2.7).
  return blocks.filter(
    ({ action, masked }, position) => action === 'quarantined_instances' || (!masked && position > 0),
  );
}

function showRow({ software, rationaleShown }: Server): (row: TrueBlock) => Block {
  return ({ target, action, comment, masked }) => {
    if (software === 'mastodon') {
      const shown = masked ? (maskMastodon(target) as RuleText) : target;
      return { target: shown, action, digest: digestOf(target), comment: rationaleShown ? comment : null };
    }
    const hides = software === 'akkoma' && masked && action !== 'quarantined_instances';
    const shown = hides ? (maskAkkoma(target) as RuleText) : target;
    return { target: shown, action, digest: null, comment: software === 'lemmy' ? null : comment };
  };
}

/**
 * @returns what one row of Misskey's federation listing says: at most one suspension, which before 2024.5 had no
 * kinds; media silence exists since 2024.7
 */
export function misskeyFlags(server: Server, other: Server): string[] {
  const rows = rowsOn(server, other.host);
  if (rows.length === 0) return [];
  const actions = new Set(rows.map(({ action }) => action));
  const suspension = suspensions.find((action) => actions.has(action));
  const kinds = isAtLeast(server.version, '2024.5.0');
  const media = actions.has('mediaSilenced') && isAtLeast(server.version, '2024.7.0');
  return [
    ...['blocked', 'silenced'].filter((action) => actions.has(action)),
    ...(media ? ['mediaSilenced'] : []),
    ...(suspension === undefined ? [] : [kinds ? suspension : 'suspended']),
  ];
}

const suspensions = ['suspended', 'goneSuspended', 'autoSuspendedForNotResponding'] as const;

/** Misskey shows its actions only as flags on servers it has met. */
function flagsOfKnown(world: World, server: Server): Block[] {
  return knownServers(world, server).flatMap((index) => {
    const other = world.servers[index]!;
    const target = other.host as unknown as RuleText;
    return misskeyFlags(server, other).map((action) => ({ target, action, digest: null, comment: null }));
  });
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
