/**
 * Smithereen: peers as Mastodon gives them, and since 1.0 the servers it restricts, through its own API.
 * Upstream: src/main/java/smithereen/routes/MastodonApiRoutes.java, api/methods/ServerMethods.java,
 * api/model/{ApiResponse,ApiPaginatedList}.java. Its list is whole unless the caller asks for less.
 */
import type { Block, ObservedList } from '../../data/types.ts';
import { field, readCount, readList, readVersion } from '../http/read.ts';
import type { AdapterAnswer, SoftwareAdapter } from './adapter.ts';
import { missing, unchanged, unsupported } from './lists.ts';
import { blockList, readBlock, readPeers } from './rows.ts';

const restrictedPath = '/api/method/server.getRestrictedServers';

export const smithereen: SoftwareAdapter = {
  names: ['smithereen'],
  paths: { '/api/v1/instance/peers': ['peers'], [restrictedPath]: ['blocks'] },
  *read({ host, facts }) {
    const peers = readPeers(
      yield { method: 'GET', path: '/api/v1/instance/peers', wants: 'list', isWhole: true },
      host,
    );
    // An unreadable version is taken for a new one.
    const blocks =
      (readVersion(facts.version)?.major ?? 1) >= 1
        ? readBlocks(yield { method: 'GET', path: `${restrictedPath}?v=1.0`, wants: 'list', isWhole: true })
        : unsupported<Block>();
    return { peers, blocks, allows: unsupported(), counts: unsupported() };
  },
};

/** A version that gives only the first page says in `count` that there is more. */
function readBlocks({ outcome, json }: AdapterAnswer): ObservedList<Block> {
  if (outcome === 'not-modified') return unchanged();
  if (outcome !== 'ok') return missing(outcome);
  const rows = readList(field(json, 'response', 'items'));
  if (rows === undefined) return missing('malformed');
  const blocks = blockList();
  for (const row of rows) {
    if (blocks.isOver) break;
    const [target, action, comment] = ['domain', 'restriction', 'reason'].map((name) => field(row, name));
    blocks.add(readBlock({ target, action, comment }));
  }
  const isWhole = (readCount(field(json, 'response', 'count')) ?? 0) <= rows.length;
  return isWhole ? blocks.published() : blocks.partial('ok');
}
