/**
 * Where the page's answers come from: the server that handed it out, or the files of a published site. The parts of the
 * page ask here and know neither. A refusal is a value, `Problem`; nothing here throws.
 */
import type {
  Blocked,
  DirectLoss,
  HostCard,
  Impact,
  ListEntry,
  MapFile,
  Scenario,
  StrongestTies,
  Tie,
} from '../../analysis/types.ts';
import type { FoundHost } from '../shared/found-host.ts';
import type { SnapshotChanges, SnapshotEntry } from '../shared/snapshot-changes.ts';

export interface Problem {
  error: string;
  hint: string;
  /** The same question may be answered when asked again. */
  passing?: true;
}

export type Answer<Value> = { value: Value; problem: null } | { value: null; problem: Problem };

/** A blocklist as it was read from a file that somebody dropped. */
export interface ReadList {
  name: string;
  entries: ListEntry[];
  /** What of the file was left out, one sentence an item. */
  notes: string[];
}

/** `snapshot` is an id; without it the one that is served. */
export interface AnswerSource {
  /** published: sums only, as a published site holds them. */
  readonly tier?: 'local' | 'published';
  getMap(snapshot?: string): Promise<Answer<MapFile>>;
  findHosts(query: string, limit: number, snapshot?: string): Promise<Answer<FoundHost[]>>;
  getCard(host: string, snapshot?: string): Promise<Answer<HostCard>>;
  getTies(host: string, snapshot?: string): Promise<Answer<Tie[]>>;
  /** What of them a picture shows, where all would be long on their way. */
  getStrongestTies?(host: string, snapshot?: string): Promise<Answer<StrongestTies>>;
  /** null where who declares what is not published. */
  getBlocked(host: string, snapshot?: string): Promise<Answer<Blocked | null>>;
  assess(scenario: Scenario, snapshot?: string): Promise<Answer<Impact>>;
  /** What of it comes at once, where all of it takes time. */
  assessDirectly?(scenario: Scenario, snapshot?: string): Promise<Answer<DirectLoss>>;
  /** The report of a scenario, as Markdown. */
  getReport(scenario: Scenario, snapshot?: string): Promise<Answer<string>>;
  /** Ascending in time; at least the one that is served. */
  listSnapshots(): Promise<Answer<SnapshotEntry[]>>;
  /** What became of servers from one snapshot to another. */
  getChanges(from: string, to: string): Promise<Answer<SnapshotChanges>>;
  /** @param text a file in any dialect that `faultline import` reads */
  readBlocklist(name: string, text: string): Promise<Answer<ReadList>>;
  /** What of the snapshot is here and what is not, one sentence an item; nothing to say where all of it is. */
  about?(): Promise<Answer<string[]>>;
}

let chosen: AnswerSource | undefined;

/** Said once, before the page starts. */
export function chooseSource(source: AnswerSource): void {
  chosen = source;
}

export function theSource(): AnswerSource {
  if (chosen === undefined) throw new Error('expected a source of answers to be chosen before the page asks');
  return chosen;
}
