/**
 * Which snapshot the page shows, and which it is compared with: the part of the session that moves in time. A map is
 * asked for anew only when another snapshot is wanted; what fails leaves the one that is there.
 */
import type { MapFile } from '../../analysis/types.ts';
import type { SnapshotChanges, SnapshotEntry } from '../shared/snapshot-changes.ts';
import { type AnswerSource, type Problem, theSource } from './source.ts';
import type { Producer } from './state.ts';

/** What a link says of time: `?snapshot=ID&from=ID`; without `snapshot` the one that is served. */
export type Moment = Readonly<Record<string, string>>;

export class Timeline {
  /** Ascending; empty until they are listed, and where the source cannot list them. */
  snapshots: readonly SnapshotEntry[] = [];
  map: MapFile | null = null;
  changes: SnapshotChanges | null = null;
  #at: Moment | null = null;
  #moving: { moment: Moment; done: Promise<Problem[]> } | null = null;

  /** Whether everything of this moment is there. */
  isAt(moment: Moment): boolean {
    return isSame(this.#at, moment);
  }

  /** @returns what went wrong */
  move(moment: Moment): Promise<Problem[]> {
    if (!isSame(this.#moving?.moment ?? null, moment)) this.#moving = { moment, done: this.#ask(moment) };
    return this.#moving!.done;
  }

  async #ask(moment: Moment): Promise<Problem[]> {
    const { snapshot, from } = moment;
    const hasMap = this.map !== null && this.#at !== null && this.#at.snapshot === snapshot;
    this.#at = null;
    const [map] = await Promise.all([hasMap ? null : theSource().getMap(snapshot), this.#list()]);
    const shown = map?.value ?? this.map;
    const to = shown?.snapshot.id;
    const changes =
      from === undefined || to === undefined || from === to ? null : await theSource().getChanges(from, to);
    if (this.#moving?.moment !== moment) return [];
    this.#moving = null;
    this.map = shown;
    this.changes = changes?.value ?? null;
    const problems = [map?.problem, changes?.problem].filter((problem): problem is Problem => problem != null);
    if (problems.length === 0) this.#at = moment;
    return problems;
  }

  /** That there are others is no part of the answer: a source that cannot list them is no problem. */
  async #list(): Promise<void> {
    if (this.snapshots.length > 0) return;
    const { value } = await theSource().listSnapshots();
    this.snapshots = value ?? [];
  }
}

function isSame(a: Moment | null, b: Moment): boolean {
  return a !== null && a.snapshot === b.snapshot && a.from === b.from;
}

/** @returns the source, with every question about a server asked of the snapshot that is shown */
export function atSnapshot(source: AnswerSource, shown: () => string | undefined): AnswerSource {
  return {
    ...source,
    findHosts: (query, limit, snapshot = shown()) => source.findHosts(query, limit, snapshot),
    getCard: (host, snapshot = shown()) => source.getCard(host, snapshot),
    getTies: (host, snapshot = shown()) => source.getTies(host, snapshot),
    ...(source.getStrongestTies && {
      getStrongestTies: (host, snapshot = shown()) => source.getStrongestTies!(host, snapshot),
    }),
    getBlocked: (host, snapshot = shown()) => source.getBlocked(host, snapshot),
    assess: (scenario, snapshot = shown()) => source.assess(scenario, snapshot),
    ...(source.assessDirectly && {
      assessDirectly: (scenario, snapshot = shown()) => source.assessDirectly!(scenario, snapshot),
    }),
    getReport: (scenario, snapshot = shown()) => source.getReport(scenario, snapshot),
  };
}

/** Shows another snapshot; the latest needs no word in the link. What it is compared with stays where that is earlier. */
export function showSnapshot(snapshots: readonly SnapshotEntry[], at: number): Producer {
  return (state) => {
    const chosen = Math.min(Math.max(at, 0), snapshots.length - 1);
    const { snapshot: _, from, ...kept } = state.kept;
    const earlier = snapshots.slice(0, chosen).some(({ id }) => id === from);
    return {
      ...state,
      kept: {
        ...kept,
        ...(chosen < snapshots.length - 1 && { snapshot: snapshots[chosen]!.id }),
        ...(from !== undefined && earlier && { from }),
      },
    };
  };
}

export function compareWith(from: string | null): Producer {
  return (state) => {
    const { from: before, ...kept } = state.kept;
    if ((before ?? null) === from) return state;
    return { ...state, kept: from === null ? kept : { ...kept, from } };
  };
}

/** @returns the position of the snapshot that is shown; the last one where it is not listed */
export function positionOf(snapshots: readonly SnapshotEntry[], id: string | undefined): number {
  const found = snapshots.findIndex((snapshot) => snapshot.id === id);
  return found < 0 ? snapshots.length - 1 : found;
}
