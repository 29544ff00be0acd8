/**
 * A snapshot of the size of today's fediverse, made in memory: 60,000 servers, two in five with a peer list, some with
 * counts of follows and lists of blocks. Sizes follow a Zipf law, and people mostly know servers of their own language.
 * It has the shape of the real thing, and no story.
 */

import { readRule } from '../../data/host.ts';
import { seededRandom } from '../../data/random.ts';
import type { Snapshot, SnapshotBlock, SnapshotCount, SnapshotHost } from '../../data/snapshot/types.ts';
import { weightedDraw } from '../../data/world/draw.ts';
import { host } from '../golden/world-w1.ts';

const languages = ['en', 'ja', 'de', 'fr', 'es', 'pt', 'nl', 'it', 'pl', 'ko'];
const asOf = Date.UTC(2026, 10, 20);
const listShare = 0.4;
const blockerShare = 0.05;
const rulesPerBlocker = 500;

/** @param meanPeers entries of a list, on average */
export function makeLargeSnapshot(hosts: number, meanPeers: number): Snapshot {
  const random = seededRandom(7);
  const names = Array.from({ length: hosts }, (_, at) => host(`s${String(at).padStart(6, '0')}.example`));
  const people = names.map(() => Math.max(1, Math.round(60_000 / (1 + random() * hosts) ** 1.02)));
  const language = names.map(() => Math.floor(random() ** 2 * languages.length));
  const software = names.map(() => drawSoftware(random()));
  const lists = names.map(() => random() < listShare);
  const blocks = drawBlocks(names, software, lists, random);
  const peers = drawPeers(people, language, lists, meanPeers, random);
  const counts: SnapshotCount[] = [];
  for (let source = 0; source < hosts; source++) {
    if (software[source] !== 'misskey' || !lists[source]) continue;
    for (let edge = peers.offsets[source]!; edge < peers.offsets[source + 1]!; edge++) {
      const target = peers.targets[edge]!;
      const mean = (people[source]! * people[target]! * (language[source] === language[target] ? 4 : 1)) / 2e4;
      const draw = () => Math.floor(-Math.log(1 - random()) * mean + random());
      counts.push({ source, target, followsOut: draw(), followsIn: draw() });
    }
  }
  return {
    id: 'fedcba9876543210',
    contentHash: 'fedcba9876543210'.repeat(4),
    asOf,
    hosts: names.map((name, at) => describe(name, software[at]!, people[at]!, languages[language[at]!]!, lists[at]!)),
    peers,
    blocks,
    allows: [],
    counts,
  };
}

function drawSoftware(chance: number): string {
  if (chance < 0.62) return 'mastodon';
  if (chance < 0.78) return 'misskey';
  return chance < 0.88 ? 'pleroma' : chance < 0.94 ? 'lemmy' : 'gotosocial';
}

function drawPeers(
  people: readonly number[],
  language: readonly number[],
  lists: readonly boolean[],
  meanPeers: number,
  random: () => number,
): Snapshot['peers'] {
  const members = languages.map((_, at) => people.flatMap((__, node) => (language[node] === at ? [node] : [])));
  const attraction = Float64Array.from(people, (size) => size ** 0.5);
  const anywhere = weightedDraw(attraction);
  const within = members.map((nodes) => weightedDraw(Float64Array.from(nodes, (node) => attraction[node]!)));
  const meanAttraction = attraction.reduce((sum, value) => sum + value, 0) / people.length;
  const offsets = new Uint32Array(people.length + 1);
  const rows: Uint32Array[] = [];
  people.forEach((_, source) => {
    const degree = lists[source] ? Math.round((meanPeers * attraction[source]!) / meanAttraction) : 0;
    const row = new Set<number>();
    const own = language[source]!;
    for (let drawn = 0; drawn < Math.min(degree, people.length / 3); drawn++) {
      const target = random() < 0.6 ? members[own]![within[own]!(random)]! : anywhere(random);
      if (target !== source) row.add(target);
    }
    rows.push(Uint32Array.from(row).sort());
    offsets[source + 1] = offsets[source]! + row.size;
  });
  const targets = new Uint32Array(offsets[people.length]!);
  rows.forEach((row, source) => {
    targets.set(row, offsets[source]);
  });
  return { order: people.length, offsets, targets };
}

function drawBlocks(
  names: readonly string[],
  software: readonly string[],
  lists: readonly boolean[],
  random: () => number,
): SnapshotBlock[] {
  const words: Record<string, string> = {
    mastodon: 'suspend',
    pleroma: 'reject',
    lemmy: 'blocked',
    gotosocial: 'suspend',
  };
  const contested = Array.from({ length: 3000 }, () => names[Math.floor(random() * names.length)]!);
  return names.flatMap((_, source) => {
    const action = words[software[source]!];
    if (action === undefined || !lists[source] || random() > blockerShare / listShare) return [];
    const targets = new Set(
      Array.from({ length: rulesPerBlocker }, () => contested[Math.floor(random() ** 2 * contested.length)]!),
    );
    return [...targets].sort().map((target) => ({
      source,
      target: readRule(target)!,
      resolved: null,
      mask: null,
      action,
      digest: null,
      comment: null,
    }));
  });
}

function describe(
  name: SnapshotHost['host'],
  software: string,
  people: number,
  language: string,
  lists: boolean,
): SnapshotHost {
  const shown = lists ? 'published' : 'withheld';
  const at = lists ? asOf : null;
  const counts = lists && software === 'misskey' ? 'published' : 'unsupported';
  return {
    host: name,
    aliases: [],
    software,
    version: null,
    users: people * 3,
    mau: software === 'misskey' || software === 'gotosocial' ? null : people,
    activeHalfyear: null,
    posts: people * 200,
    language: software === 'misskey' ? null : language,
    openRegistrations: null,
    authorizedFetch: null,
    allowlistMode: null,
    liveness: 'alive',
    visitedAt: asOf,
    factsAt: asOf,
    disclosure: { peers: shown, blocks: shown, allows: 'unsupported', counts },
    reason: { peers: null, blocks: null, allows: null, counts: null },
    observedAt: { peers: at, blocks: at, allows: null, counts: counts === 'published' ? asOf : null },
    doubt: null,
  };
}
