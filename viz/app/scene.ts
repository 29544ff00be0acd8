/**
 * What each server on the map is, for the present question. Pure: from the answers to marks; the map, the legend
 * and the table all read this one, so they cannot disagree.
 */
import type { MapFile, Tie } from '../../analysis/types.ts';
import type { Answers } from './session.ts';

/**
 * kept: contact as today · cut, hidden: by the scenario · cut-today: two-way contact is cut or narrowed already ·
 * silent: it did not answer, or was not visited, so little is known · focus: the server looked from.
 */
export type Mark = 'kept' | 'cut' | 'hidden' | 'cut-today' | 'silent' | 'focus';

export interface Scene {
  focus: string | null;
  /** One mark a drawn host, in the order of the map. */
  marks: Mark[];
  /** Positions of the hosts in full colour; null means all of them. */
  lit: ReadonlySet<number> | null;
  /** Touched hosts that the map does not draw. */
  undrawn: { cut: number; hidden: number };
}

/** The lit neighbourhood is the ties that carry this share of the focused host's tie weight … */
export const litShare = 0.8;
/** … and never more than this, or the picture is the whole map again. */
export const maxLit = 120;

export function composeScene(map: MapFile, { card, ties, impact }: Pick<Answers, 'card' | 'ties' | 'impact'>): Scene {
  const marks = map.liveness.map((liveness): Mark => (liveness === 'alive' ? 'kept' : 'silent'));
  const undrawn = { cut: 0, hidden: 0 };
  if (card === null) return { focus: null, marks, lit: null, undrawn };

  const positions = new Map<string, number>(map.hosts.map((host, position) => [host, position]));
  const lit = new Set<number>();
  for (const { host } of strongestTies(ties)) addKnown(lit, positions.get(host));
  for (const { host, contact } of ties) {
    const position = positions.get(host);
    if (position !== undefined && (contact === 'cut' || contact === 'in-only' || contact === 'out-only'))
      marks[position] = 'cut-today';
  }
  for (const { host, status } of impact?.touched ?? []) {
    const position = positions.get(host);
    addKnown(lit, position);
    if (position === undefined) undrawn[status]++;
    else marks[position] = status;
  }
  const focus = positions.get(card.host);
  addKnown(lit, focus);
  if (focus !== undefined) marks[focus] = 'focus';
  return { focus: card.host, marks, lit, undrawn };
}

/** @returns the heaviest ties, until they carry `litShare` of the weight or there are `maxLit` */
export function strongestTies(ties: readonly Tie[]): Tie[] {
  const heaviest = ties
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || (a.host < b.host ? -1 : 1));
  const enough = litShare * heaviest.reduce((sum, { weight }) => sum + weight, 0);
  const chosen: Tie[] = [];
  let carried = 0;
  for (const tie of heaviest) {
    if (carried >= enough || chosen.length === maxLit) break;
    chosen.push(tie);
    carried += tie.weight;
  }
  return chosen;
}

export function countMarks({ marks }: Scene): Record<Mark, number> {
  const counts = { kept: 0, cut: 0, hidden: 0, 'cut-today': 0, silent: 0, focus: 0 };
  for (const mark of marks) counts[mark]++;
  return counts;
}

function addKnown(set: Set<number>, position: number | undefined): void {
  if (position !== undefined) set.add(position);
}
