/**
 * GoToSocial: everything is closed to strangers unless its admin opens it, list by list.
 * Upstream: internal/api/client/instance/{instancepeersget,domainperms}.go, internal/processing/fedi/wellknown.go.
 *
 * Never asked: the pages /about/domain_blocks and /about/domain_allows, which are for people.
 */
import { readRule } from '../../data/host.ts';
import type { InstanceFacts, ObservedList, RuleText } from '../../data/types.ts';
import { field, readVersion } from '../http/read.ts';
import type { AdapterAnswer, SoftwareAdapter } from './adapter.ts';
import { unsupported } from './lists.ts';
import { addHost, blockList, hostList, nameIn, readBlock, readRows, ruleList } from './rows.ts';

const peersPath = '/api/v1/instance/peers';
const blocksPath = '/api/v1/instance/domain_blocks';
const allowsPath = '/api/v1/instance/domain_allows';

export const gotosocial: SoftwareAdapter = {
  names: ['gotosocial'],
  paths: { [peersPath]: ['peers'], [blocksPath]: ['blocks'], [allowsPath]: ['allows'] },
  *read({ host, facts }) {
    // 0.20 brought the two lists of their own; an unreadable version is taken for a new one.
    const { major, minor } = readVersion(facts.version) ?? { major: 1, minor: 0 };
    const isNew = major > 0 || minor >= 20;
    const get = (path: string) => ({ method: 'GET', path, wants: 'list', isWhole: true }) as const;
    const known = yield get(peersPath);
    // `suspended` is what every version calls the filter.
    const oldList = { ...get(`${peersPath}?filter=suspended`), brings: ['blocks'] } as const;
    const blocked = yield isNew ? get(blocksPath) : oldList;
    const peers = hostList();
    const blocks = blockList();
    return {
      peers: readRows(known, known.json, peers, (row) => addHost(peers, nameIn(row), host)),
      blocks: readRows(blocked, blocked.json, blocks, (row) => blocks.add(readDomainBlock(row))),
      allows: isNew ? readAllows(yield get(allowsPath)) : unsupported<RuleText>(),
      counts: unsupported(),
      facts: withoutNoise(facts),
    };
  },
};

/** A block is a suspension, whether the row says so or not. */
function readDomainBlock(row: unknown) {
  const action = field(row, 'severity') ?? 'suspend';
  return readBlock({ target: unmarked(nameIn(row)), action, comment: field(row, 'comment') });
}

function readAllows(answer: AdapterAnswer): ObservedList<RuleText> {
  const allows = ruleList();
  return readRows(answer, answer.json, allows, (row) => allows.add(readRule(unmarked(nameIn(row)))));
}

/** A masked name holds NUL for every byte that continues a letter: without them each sign is one letter. */
function unmarked(name: unknown): unknown {
  return typeof name === 'string' ? name.replaceAll('\u0000', '') : name;
}

/**
 * `activeMonth` is set in the stats mode `baffle` only, where every number is random; honest modes leave it out
 * (0.18 to 0.20). In the mode `zero` people and posts are 0, which is kept as said. Just before these modes a switch
 * gave random totals alone, which look like any others.
 */
function withoutNoise({ mau }: InstanceFacts): Partial<InstanceFacts> {
  return (mau ?? 0) > 0 ? { users: null, mau: null, activeHalfyear: null, posts: null } : {};
}
