/**
 * PieFed: Lemmy's lists under Lemmy's old path, and the comments on its bans under Mastodon's.
 * Upstream: app/activitypub/routes.py (`lemmy_federated_instances`, `domain_blocks`), app/activitypub/util.py.
 * A ban may be a mask copied from another server's list. Its digest is that of the mask, and is not kept.
 *
 * Never asked: /honey, where its robots.txt says that visitors get banned.
 */
import type { Block, ObservedList } from '../../data/types.ts';
import { field, readList } from '../http/read.ts';
import type { AdapterAnswer, Readings, SoftwareAdapter } from './adapter.ts';
import { instancesPath, readInstances } from './lemmy-lists.ts';
import { readBlock } from './rows.ts';

const bansPath = '/api/v1/instance/domain_blocks';

export const piefed: SoftwareAdapter = {
  names: ['piefed'],
  paths: { [instancesPath]: ['peers', 'blocks', 'allows'], [bansPath]: ['blocks', 'facts'] },
  *read({ host }) {
    const lists = readInstances(yield { method: 'GET', path: instancesPath, wants: 'list' }, host);
    if (lists.blocks.entries.length === 0 && lists.allows.entries.length === 0) return lists;
    return withBans(lists, yield { method: 'GET', path: bansPath, wants: 'list' });
  },
};

/**
 * Both lists can be filled, and only one is in force. In allowlist mode the second answer is empty, whatever is
 * banned.
 */
function withBans(lists: Readings, { outcome, json }: AdapterAnswer): Readings {
  const bans = outcome === 'ok' ? readList(json) : undefined;
  const hasAllows = lists.allows.entries.length > 0;
  const allowlistMode = bans === undefined && hasAllows ? null : hasAllows && bans?.length === 0;
  return { ...lists, blocks: withComments(lists.blocks, bans ?? []), facts: { allowlistMode } };
}

function withComments(blocks: ObservedList<Block>, bans: readonly unknown[]): ObservedList<Block> {
  const comments = new Map<string, string | null>();
  for (const ban of bans) {
    const read = readBlock({ target: field(ban, 'domain'), action: 'blocked', comment: field(ban, 'comment') });
    if (read !== undefined) comments.set(read.target, read.comment);
  }
  const entries = blocks.entries.map((block) => ({ ...block, comment: comments.get(block.target) ?? null }));
  return { ...blocks, entries };
}
