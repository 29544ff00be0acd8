/** The exchange folder as text: which files it has, and what their lines say, before any rule is applied. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../errors.ts';
import type {
  Block,
  Disclosure,
  EpochMs,
  FollowCount,
  Host,
  InstanceFacts,
  ListKind,
  Liveness,
  Outcome,
  RuleText,
} from '../types.ts';
import { eachCsvRow } from './csv.ts';
import { refusePublished } from './published-folder.ts';
import { RowReader } from './rows.ts';
import { readTextStart } from './text-file.ts';
import type { Typo } from './typo.ts';

/** Required columns of each file. */
const columnsOf = {
  'instances.csv': ['domain'],
  'peers.csv': ['source', 'target'],
  'blocks.csv': ['source', 'target', 'severity'],
  'allows.csv': ['source', 'target'],
  'counts.csv': ['source', 'target', 'follows_out', 'follows_in'],
  'lists.csv': ['domain', 'kind', 'disclosure'],
};
export type FileName = keyof typeof columnsOf;
export const exchangeFiles = Object.keys(columnsOf) as FileName[];

export interface RejectedRow {
  file: string;
  line: number;
  /** The cell that could not be used, shortened and printable. */
  text: string;
  reason: string;
}

export interface FileTypo extends Typo {
  file: string;
}

/** Everything the folder says about one host. */
export interface HostRecord {
  facts: InstanceFacts | null;
  /** When the server stated them; null when the folder does not say. */
  factsAt: EpochMs | null;
  liveness: Liveness;
  /** When it was last visited; null when the folder does not say. */
  visitedAt: EpochMs | null;
  aliases: Host[];
  peers: Host[];
  blocks: Block[];
  allows: RuleText[];
  counts: FollowCount[];
  /** Rows left out because the host names itself. */
  selfCounts: Partial<Record<ListKind, number>>;
  /** Rows of lists.csv. */
  states: Partial<Record<ListKind, { disclosure: Disclosure; observedAt: EpochMs | null; reason: Outcome | null }>>;
}

export interface FolderContent {
  files: ReadonlySet<FileName>;
  hosts: ReadonlyMap<Host, HostRecord>;
  /** Hosts with a row in instances.csv. */
  instanceCount: number;
  /** instances.csv says itself who is in allowlist mode. */
  saysAllowlistMode: boolean;
  /** The first lines that could not be used. */
  rejected: RejectedRow[];
  /** All of them. */
  rejectedCount: number;
  /** Words taken for others: the first of them. */
  typos: FileTypo[];
  typoCount: number;
}

/** @throws UserError when there is no such folder, nothing in it is ours, a column is missing or a line is malformed */
export async function readFolder(folder: string): Promise<FolderContent> {
  refusePublished(folder);
  const files = findFiles(folder);
  const reader = new RowReader();
  for (const name of files) readTextStart(join(folder, name));
  for (const name of files) await eachCsvRow(join(folder, name), columnsOf[name], (row) => reader.take(name, row));
  return { files, ...reader.content() };
}

function findFiles(folder: string): Set<FileName> {
  const hint = `An exchange folder holds ${exchangeFiles.join(', ')}; all but one may be missing.`;
  if (!existsSync(folder)) throw new UserError(`There is no folder ${folder}.`, { hint });
  if (!statSync(folder).isDirectory()) throw new UserError(`Expected a folder, but ${folder} is a file.`, { hint });
  const found = new Set(exchangeFiles.filter((name) => existsSync(join(folder, name))));
  if (found.size === 0) throw new UserError(`Nothing to import in ${folder}.`, { hint });
  return found;
}
