/** The table's rows. Pure; the same answers as the map, one row a server and one a group of small servers it folds. */
import { communityAt, livenessAt, peopleAt, softwareAt } from '../../analysis/map-reading.ts';
import type { Estimate, Evidence, MapFile, Tie, TouchedHost } from '../../analysis/types.ts';
import type { Liveness } from '../../data/types.ts';
import type { HostChange } from '../shared/snapshot-changes.ts';
import { type EstimateText, mayShowPair, splitPair } from './figures.ts';
import { foldedRows } from './folded-rows.ts';
import type { Answers } from './session.ts';

export type After = TouchedHost['status'] | 'same' | null;

export interface Row {
  /** '' in a row of folded servers. */
  host: string;
  /** How many servers stand in this row; null in a row of one. */
  folded: number | null;
  community: string | null;
  audience: number | null;
  software: string | null;
  /** outside: the map does not draw it, and says nothing of it. */
  seen: Liveness | 'outside' | null;
  /** Share of the focused host's tie weight, to sort by; null without a focus or a tie, and where it is not shown. */
  weight: number | null;
  /** The same share as it is shown, and what it is written from; null where few people are on a side. */
  share: EstimateText | null;
  estimate: Estimate | null;
  /** unknown: the focused host itself did not answer. */
  today: Tie['contact'] | 'unknown' | null;
  /** null while there is no scenario. */
  after: After;
  direction: TouchedHost['direction'];
  evidence: Evidence | null;
  /** Since the snapshot that is compared; null while there is none. */
  change: HostChange | 'same' | null;
}

export const blankRow = {
  folded: null,
  weight: null,
  share: null,
  estimate: null,
  today: null,
  after: null,
  direction: null,
  evidence: null,
  change: null,
} as const;

type Shown = Pick<Answers, 'map' | 'card' | 'ties' | 'impact' | 'changes'>;

/** @returns every tie and every touched server of the focused host; without a focus, everything that is drawn */
export function listRows(answers: Shown): Row[] {
  const { map, changes } = answers;
  if (map === null) return [];
  const changed = new Map<string, HostChange>(changes?.hosts.map(({ host, change }) => [host, change]));
  const changeOf = (host: string) => (changes === null ? null : (changed.get(host) ?? 'same'));
  const describe = rowMaker(map, changeOf);
  if (answers.card !== null) return rowsFrom(answers, describe);
  const drawn = new Set<string>(map.hosts);
  const gone = [...changed.keys()].filter((host) => !drawn.has(host));
  return [...map.hosts.map(describe), ...gone.map(describe), ...foldedRows(map)];
}

function rowMaker(map: MapFile, changeOf: (host: string) => Row['change']): (host: string) => Row {
  const positions = new Map<string, number>(map.hosts.map((host, position) => [host, position]));
  return (host) => {
    const position = positions.get(host);
    const change = changeOf(host);
    const row = { ...blankRow, host, change };
    if (position === undefined) return { ...row, community: null, software: null, audience: null, seen: 'outside' };
    return {
      ...row,
      community: map.communities[communityAt(map, position) ?? -1]?.name ?? null,
      software: softwareAt(map, position),
      audience: peopleAt(map, position),
      seen: livenessAt(map, position),
    };
  };
}

function rowsFrom({ card, ties, impact }: Shown, describe: (host: string) => Row): Row[] {
  const contactKnown = card?.liveness !== 'dead';
  const rows = new Map<string, Row>();
  for (const { host, estimate, contact, evidence, audience } of ties) {
    const people = [card!.audience, audience];
    const share = splitPair(estimate, people);
    rows.set(host, {
      ...describe(host),
      audience,
      weight: estimate.share === 0 || mayShowPair(people) ? estimate.share : null,
      share,
      estimate: share.kind === 'too-few' ? null : estimate,
      today: contactKnown ? contact : 'unknown',
      evidence,
      after: impact === null || !contactKnown ? null : 'same',
    });
  }
  for (const { host, status, direction, audience } of contactKnown ? (impact?.touched ?? []) : []) {
    rows.set(host, { ...(rows.get(host) ?? describe(host)), audience, after: status, direction });
  }
  return [...rows.values()];
}
