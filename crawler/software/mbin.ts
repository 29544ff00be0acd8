/**
 * Mbin and kbin, which it comes from: servers it knows (Mbin since 1.7), servers it shut out. In allowlist mode Mbin
 * shows the allowed servers as those it knows, and does not say that this is what they are.
 * Upstream: src/Controller/Api/Instance/InstanceRetrieveFederationApi.php, src/DTO/InstancesDto{,V2}.php.
 */
import type { Block, Host, ObservedList } from '../../data/types.ts';
import { field, readVersion } from '../http/read.ts';
import type { AdapterAnswer, SoftwareAdapter } from './adapter.ts';
import { unsupported } from './lists.ts';
import { addHost, blockList, hostList, nameIn, readBlock, readRows } from './rows.ts';

const peersPath = '/api/federated';
const blocksPath = '/api/defederated';
/** The same servers, each with its software. */
const newBlocksPath = '/api/defederated/v2';

export const mbin: SoftwareAdapter = {
  names: ['mbin', 'kbin'],
  paths: { [peersPath]: ['peers'], [blocksPath]: ['blocks'], [newBlocksPath]: ['blocks'] },
  *read({ host, facts: { software, version } }) {
    const isNew = software === 'mbin' && hasLists(version);
    const get = (path: string) => ({ method: 'GET', path, wants: 'list', isWhole: true }) as const;
    const peers = isNew ? readPeers(yield get(peersPath), host) : unsupported<Host>();
    const banned = yield get(blocksPath);
    const isGone = isNew && banned.outcome === 'not-found';
    return {
      peers,
      blocks: readBlocks(isGone ? yield get(newBlocksPath) : banned),
      allows: unsupported(),
      counts: unsupported(),
    };
  },
};

/** An unreadable version is taken for a new one. */
function hasLists(version: string | null): boolean {
  const { major, minor } = readVersion(version) ?? { major: 1, minor: 7 };
  return major > 1 || (major === 1 && minor >= 7);
}

function readPeers(answer: AdapterAnswer, self: Host): ObservedList<Host> {
  const peers = hostList();
  return readRows(answer, field(answer.json, 'instances'), peers, (row) => addHost(peers, nameIn(row), self));
}

function readBlocks(answer: AdapterAnswer): ObservedList<Block> {
  const blocks = blockList();
  const add = (row: unknown) => blocks.add(readBlock({ target: nameIn(row), action: 'blocked' }));
  return readRows(answer, field(answer.json, 'instances'), blocks, add);
}
