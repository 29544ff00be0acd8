/**
 * What each server on the map is, for the present question. Pure: from the answers to marks; the map, the legend
 * and the table all read this one, so they cannot disagree.
 */
import { livenessAt } from '../../analysis/map-reading.ts';
import type { HostCard, Impact, MapFile, Tie } from '../../analysis/types.ts';
import type { HostChange, SnapshotChanges } from '../shared/snapshot-changes.ts';
import { type Mark, marksInOrder, type Standing, standings } from './marks.ts';

/** What a scene is made of: what was answered about the server looked from; null where nothing was asked or answered. */
export interface SceneAnswers {
  card: Pick<HostCard, 'host' | 'liveness'> | null;
  ties: readonly Tie[];
  impact: Pick<Impact, 'touched'> | null;
  changes: SnapshotChanges | null;
}

export interface Scene {
  focus: string | null;
  /** One mark a drawn host, in the order of the map. */
  marks: Mark[];
  /** Positions of the hosts in full colour; null means all of them. */
  lit: ReadonlySet<number> | null;
  /** Hosts of each standing that the map does not draw. */
  undrawn: Record<Standing, number>;
  /** false when the server looked from did not answer, so that nobody's contact with it is known. */
  contactKnown: boolean;
  /** What became of servers since an earlier snapshot, by position; null where none is compared. */
  changes: ReadonlyMap<number, HostChange> | null;
}

/** The lit neighbourhood is the ties that carry this share of the focused host's tie weight … */
export const litShare = 0.8;
/** … and never more than this, or the picture is the whole map again. */
export const maxLit = 120;

const todayMarks: Partial<Record<Tie['contact'], Standing>> = {
  cut: 'cut-today',
  'in-only': 'cut-today',
  'out-only': 'cut-today',
  hidden: 'hidden-today',
};

/** All servers alike, as long as nobody looks from one. */
export function plainScene(map: MapFile): Scene {
  const marks = map.hosts.map((_, position): Mark => (livenessAt(map, position) === 'alive' ? 'kept' : 'silent'));
  return { focus: null, marks, lit: null, undrawn: countNone(standings), contactKnown: true, changes: null };
}

export function composeScene(map: MapFile, { card, ties, impact, changes }: SceneAnswers): Scene {
  const scene = { ...plainScene(map), changes: changes === null ? null : changesOn(map, changes) };
  if (card === null) return scene;
  const { marks, undrawn } = scene;
  const contactKnown = card.liveness !== 'dead';
  const positions = new Map<string, number>(map.hosts.map((host, position) => [host, position]));
  const lit = new Set<number>();
  for (const { host } of strongestTies(ties)) addKnown(lit, positions.get(host));
  for (const [host, standing] of contactKnown ? standingsOf(ties, impact) : []) {
    const position = positions.get(host);
    if (position === undefined) undrawn[standing]++;
    else marks[position] = standing;
    if (!standing.endsWith('-today')) addKnown(lit, position);
  }
  if (!contactKnown) for (const { host } of ties) markUnknown(marks, positions.get(host));
  const focus = positions.get(card.host);
  addKnown(lit, focus);
  if (focus !== undefined) marks[focus] = 'focus';
  return { ...scene, focus: card.host, lit, contactKnown };
}

function changesOn(map: MapFile, { hosts }: SnapshotChanges): Map<number, HostChange> {
  const positions = new Map(map.hosts.map((host, position) => [host, position]));
  const changes = new Map<number, HostChange>();
  for (const { host, change } of hosts) {
    const position = positions.get(host);
    if (position !== undefined) changes.set(position, change);
  }
  return changes;
}

/** What the scenario does to a server stands before how it is today. */
function standingsOf(ties: readonly Tie[], impact: SceneAnswers['impact']): Map<string, Standing> {
  const found = new Map<string, Standing>();
  for (const { host, contact } of ties) {
    const mark = todayMarks[contact];
    if (mark !== undefined) found.set(host, mark);
  }
  for (const { host, status } of impact?.touched ?? []) found.set(host, status);
  return found;
}

/** @returns the heaviest ties, until they carry `litShare` of all, whether all are given or not, or there are `maxLit` */
export function strongestTies(ties: readonly Tie[]): Tie[] {
  const heaviest = ties
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.host < b.host ? -1 : 1));
  const chosen: Tie[] = [];
  let carried = 0;
  for (const tie of heaviest) {
    if (carried >= litShare || chosen.length === maxLit) break;
    chosen.push(tie);
    carried += tie.weight;
  }
  return chosen;
}

export function countMarks({ marks }: Scene): Record<Mark, number> {
  const counts = countNone(marksInOrder);
  for (const mark of marks) counts[mark]++;
  return counts;
}

function markUnknown(marks: Mark[], position: number | undefined): void {
  if (position !== undefined && marks[position] === 'kept') marks[position] = 'unknown';
}

function addKnown(set: Set<number>, position: number | undefined): void {
  if (position !== undefined) set.add(position);
}

function countNone<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}
