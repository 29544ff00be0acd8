/** Readers of the rows that several softwares share. */
import { isMasked, readHost, readRule } from '../../data/host.ts';
import type { Block, Host, ObservedList, RuleText } from '../../data/types.ts';
import { readList, readText } from '../http/read.ts';
import type { AdapterAnswer } from './adapter.ts';
import { ListReader, missing, unchanged } from './lists.ts';

const maxActionLength = 64;
const maxCommentLength = 500;

export const hostList = () => new ListReader<Host>((host) => host);
export const ruleList = () => new ListReader<RuleText>((rule) => rule);
/** Two names may be masked alike; their digests tell them apart. */
export const blockList = () => new ListReader<Block>(({ target, action, digest }) => `${target} ${action} ${digest}`);

/** Mastodon's `/api/v1/instance/peers` and its many imitations: a flat array of names. */
export function readPeers(answer: AdapterAnswer, self: Host): ObservedList<Host> {
  if (answer.outcome === 'not-modified') return unchanged();
  if (answer.outcome !== 'ok') return missing(answer.outcome);
  const rows = readList(answer.json);
  if (rows === undefined) return missing('malformed');
  const peers = hostList();
  for (const row of rows) {
    if (peers.isOver) break;
    addHost(peers, row, self);
  }
  return peers.published();
}

/** Some softwares list themselves; that says nothing. */
export function addHost(list: ListReader<Host>, text: unknown, self: Host): void {
  const host = readHost(text);
  if (host === self) list.skip();
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
