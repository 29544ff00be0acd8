/**
 * Who has declared what on whom. Lists are not independent: most rows come from a few shared lists, taken over with
 * gaps; administrators add rows of their own on servers they have met, and contested servers answer in kind.
 */
import type { RuleText } from '../types.ts';
import { countIn, targetsOf, totalOf } from './count-rows.ts';
import { maskMastodon } from './masks.ts';
import { nameSeenBy } from './matching.ts';
import { drawEntry, drawSharedLists, type Level, type ListEntry } from './shared-lists.ts';
import { models } from './software/index.ts';
import type { Ties } from './ties.ts';
import type { CountRows, Server, TrueBlock, WorldSoftware } from './types.ts';
import { isAtLeast } from './versions.ts';

type RowMaker = (entry: ListEntry, action: string, software: WorldSoftware) => TrueBlock;

/** A list entry is left out by chance this often. */
const gapShare = 0.1;
/** From this share of all its follows on, an administrator thinks twice before cutting a partner. */
const partnerShare = 0.03;
/** Contested servers answer at most this many of the strict ones. */
const answeredCount = 40;

/** Fills `blocks` and `allows` of every server. */
export function declareBlocks(servers: readonly Server[], ties: Ties, random: () => number): void {
  const makeRow = rowMaker();
  const lists = drawSharedLists(servers, random);
  const strict = servers
    .filter(({ strictness }) => strictness > 0.5)
    .sort((a, b) => b.people - a.people || a.index - b.index)
    .slice(0, answeredCount);
  for (const server of servers) {
    const { words, eitherList } = models[server.software];
    if (words === undefined) continue;
    if (server.allowlistMode) {
      server.allows = drawAllows(server, servers, ties.wanted, random);
      if (eitherList) continue;
    }
    const entries = [
      ...lists.filter(({ adoptedBy }) => adoptedBy(server)).flatMap((list) => withGaps(list.entries, random)),
      ...drawOwn(server, servers, ties.wantedBy, random),
      ...drawAnswers(server, strict, random),
    ];
    const rows = decide(server, entries, { wanted: ties.wanted, makeRow, random });
    server.blocks = [...rows, ...drawNoticed(server, servers, ties.wanted, makeRow)].sort(byTargetAndAction);
  }
}

interface Deciding {
  wanted: CountRows;
  makeRow: RowMaker;
  random: () => number;
}

/** What the administrator makes of the proposals: the first on a name counts, and partners are treated with care. */
function decide(server: Server, entries: readonly ListEntry[], { wanted, makeRow, random }: Deciding): TrueBlock[] {
  const rows = new Map<RuleText, TrueBlock>();
  const partnerCount = partnerShare * totalOf(wanted, server.index);
  for (const entry of entries) {
    if (entry.on === server || rows.has(entry.rule)) continue;
    const isPartner = entry.on !== null && countIn(wanted, server.index, entry.on.index) >= partnerCount;
    const level = isPartner ? soften(entry.level, random) : entry.level;
    const action = level && drawAction(server, level, random);
    if (action !== undefined) rows.set(entry.rule, makeRow(entry, action, server.software));
  }
  return [...rows.values()];
}

function drawAction({ software, version }: Server, level: Level, random: () => number): string | undefined {
  const words = models[software].words?.[level] ?? [];
  const action = words[Math.floor(random() * words.length)];
  // Since Pleroma 2.7.
  return action === 'rejected_instances' && !isAtLeast(version, '2.7.0') ? 'reject' : action;
}

/** For an important partner: often less, or nothing. */
function soften(level: Level, random: () => number): Level | undefined {
  if (level !== 'full') return level;
  const chance = random();
  return chance < 0.5 ? undefined : chance < 0.85 ? 'limit' : 'full';
}

function withGaps(entries: readonly ListEntry[], random: () => number): ListEntry[] {
  return entries.filter(() => random() >= gapShare);
}

/** Rows of the administrator's own: servers whose people follow its people, the more contested the likelier. */
function drawOwn(server: Server, servers: readonly Server[], wantedBy: CountRows, random: () => number): ListEntry[] {
  return targetsOf(wantedBy, server.index).flatMap((index) => {
    const met = servers[index]!;
    const chance = server.strictness * (0.004 + 0.25 * met.contested ** 2);
    if (random() >= chance) return [];
    const kind = random();
    return [drawEntry(met, kind < 0.55 ? 'full' : kind < 0.85 ? 'limit' : 'media', random)];
  });
}

function drawAnswers(server: Server, strict: readonly Server[], random: () => number): ListEntry[] {
  if (server.contested === 0) return [];
  return strict.filter(() => random() < server.contested * 0.12).map((target) => drawEntry(target, 'full', random));
}

function drawAllows(server: Server, servers: readonly Server[], wanted: CountRows, random: () => number): RuleText[] {
  // Never none: an empty list would mean that everybody is allowed.
  return targetsOf(wanted, server.index)
    .filter((_, position) => position === 0 || random() < 0.35)
    .map((index) => nameSeenBy(server.software, servers[index]!) as unknown as RuleText);
}

/** Servers that stopped answering, where the software marks them by itself. */
function drawNoticed(
  { software, index }: Server,
  servers: readonly Server[],
  wanted: CountRows,
  makeRow: RowMaker,
): TrueBlock[] {
  const { notices } = models[software];
  if (notices === undefined) return [];
  return targetsOf(wanted, index).flatMap((target) => {
    const on = servers[target]!;
    const action = notices[on.condition];
    const entry: ListEntry = { on, rule: on.host as unknown as RuleText, level: 'full', comment: null, masked: false };
    return action === undefined ? [] : [makeRow(entry, action, software)];
  });
}

/** Every adopter of an entry with the same software and word holds the same object, so that 30,000 lists fit in memory. */
function rowMaker(): RowMaker {
  const made = new Map<ListEntry, Map<string, TrueBlock>>();
  return (entry, action, software) => {
    const rows = made.get(entry) ?? new Map<string, TrueBlock>();
    made.set(entry, rows);
    const key = `${software} ${action}`;
    const row = rows.get(key) ?? {
      target: targetOf(entry, software),
      action,
      comment: entry.comment,
      masked: entry.masked,
    };
    rows.set(key, row);
    return row;
  };
}

/** The name as the declarer's software writes it. PieFed copies masked names from the lists of others as they stand. */
function targetOf({ on, rule, masked }: ListEntry, software: WorldSoftware): RuleText {
  const name = on === null ? rule : (nameSeenBy(software, on) as unknown as RuleText);
  if (software === 'piefed' && masked) return maskMastodon(name.replace(/^\*\./, '')) as RuleText;
  return models[software].knowsPatterns ? name : (name.replace(/^\*\./, '') as RuleText);
}

function byTargetAndAction(a: TrueBlock, b: TrueBlock): number {
  if (a.target !== b.target) return a.target < b.target ? -1 : 1;
  return a.action < b.action ? -1 : a.action > b.action ? 1 : 0;
}
