/** Readers of the rows that several softwares share. */
import { isMasked, readHost, readRule } from '../../data/host.ts';
import type { Block, Host, ObservedList, RuleText } from '../../data/types.ts';
import { field, isRecord, readList, readText } from '../http/read.ts';
import type { AdapterAnswer } from './adapter.ts';
import { ListReader, listOfNames, missing, unchanged } from './lists.ts';

const maxActionLength = 64;
const maxCommentLength = 500;

export const hostList = () => new ListReader<Host>((host) => host);
export const ruleList = () => new ListReader<RuleText>((rule) => rule);
/** Two names may be masked alike; their digests tell them apart. */
export const blockList = () => new ListReader<Block>(({ target, action, digest }) => `${target} ${action} ${digest}`);

/** Mastodon's `/api/v1/instance/peers` and its many imitations: a flat array of names. */
export function readPeers(answer: AdapterAnswer, self: Host): ObservedList<Host> {
  if (answer.names !== undefined) return listOfNames(answer.names, self);
  const peers = hostList();
  return readRows(answer, answer.json, peers, (row) => addHost(peers, row, self));
}

/**
 * A list that one answer brings whole.
 * @param rows where the answer holds them
 * @param add puts one row into the list
 */
export function readRows<Entry>(
  { outcome }: AdapterAnswer,
  rows: unknown,
  list: ListReader<Entry>,
  add: (row: unknown) => void,
): ObservedList<Entry> {
  if (outcome === 'not-modified') return unchanged();
  if (outcome !== 'ok') return missing(outcome);
  const found = readList(rows);
  if (found === undefined) return missing('malformed');
  for (const row of found) {
    if (list.isOver) break;
    add(row);
  }
  return list.published();
}

/** What a row calls the server: it is the name itself, or holds it as `domain`. */
export function nameIn(row: unknown): unknown {
  return isRecord(row) ? field(row, 'domain') : row;
}

/** Some softwares list themselves; that says nothing. */
export function addHost(list: ListReader<Host>, text: unknown, self: Host): void {
  const host = readHost(text);
  if (host === self) list.skipSelf();
  else list.add(host);
}

/** @returns undefined when the row names nothing or no action */
export function readBlock(row: {
  target: unknown;
  action: unknown;
  digest?: string | null;
  comment?: unknown;
}): Block | undefined {
  const target = readRule(row.target);
  const action = readText(row.action, maxActionLength);
  if (target === undefined || action === undefined) return undefined;
  const digest = isMasked(target) ? (row.digest ?? null) : null;
  return { target, action, digest, comment: readText(row.comment, maxCommentLength) ?? null };
}
