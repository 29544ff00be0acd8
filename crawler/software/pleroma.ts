/**
 * Pleroma, Akkoma and Rebased: peers from the Mastodon-like API, declared actions from NodeInfo.
 * Upstream: lib/pleroma/web/activity_pub/mrf.ex, …/mrf/simple_policy.ex (`describe`),
 * …/mastodon_api/views/instance_view.ex (`federation/0`). What was checked: any SOURCE.md of the fixtures.
 */
import { readRule } from '../../data/host.ts';
import type { Block, ObservedList, RuleText } from '../../data/types.ts';
import { field, isRecord, readList } from '../http/read.ts';
import type { SoftwareAdapter } from './adapter.ts';
import { type ListReader, unsupported, withheld } from './lists.ts';
import { blockList, readBlock, readPeers, ruleList } from './rows.ts';

export const pleroma: SoftwareAdapter = {
  names: ['pleroma', 'akkoma', 'rebased'],
  paths: { '/api/v1/instance/peers': ['peers'] },
  inNodeInfo: ['blocks', 'allows'],
  *read({ host, metadata }) {
    const { blocks, allows, allowlistMode } = readPolicies(field(metadata, 'federation'));
    const peers = readPeers(
      yield { method: 'GET', path: '/api/v1/instance/peers', wants: 'list', form: 'names', isWhole: true },
      host,
    );
    return {
      peers,
      blocks,
      allows,
      counts: unsupported(),
      facts: { allowlistMode },
    };
  },
};

interface Policies {
  blocks: ObservedList<Block>;
  allows: ObservedList<RuleText>;
  allowlistMode: boolean | null;
}

/**
 * With transparency off the object shrinks to `{ enabled }`. `exclusions: true` says that hosts were left out.
 * The rules of SimplePolicy differ from release to release, so that every list in it is taken under its own key.
 */
function readPolicies(federation: unknown): Policies {
  const simple = field(federation, 'mrf_simple');
  const isShown = isRecord(simple) || Array.isArray(field(federation, 'mrf_policies'));
  if (!isShown) return { blocks: withheld(), allows: withheld(), allowlistMode: null };
  const blocks = blockList();
  const allows = ruleList();
  for (const [rule, targets] of Object.entries(isRecord(simple) ? simple : {})) {
    for (const target of readList(targets) ?? []) {
      if (rule === 'accept') allows.add(readRule(target));
      else
        blocks.add(readBlock({ target, action: rule, comment: reasonOf(federation, 'mrf_simple_info', rule, target) }));
    }
  }
  readQuarantine(federation, blocks);
  const isPartial = field(federation, 'exclusions') === true;
  return {
    blocks: isPartial ? blocks.partial('ok') : blocks.published(),
    allows: isPartial ? allows.partial('ok') : allows.published(),
    // Hosts that were left out may be those of an allowlist.
    allowlistMode: allows.size > 0 ? true : isPartial ? null : false,
  };
}

/** `quarantined_instances` is an array, `rejected_instances` (Pleroma 2.7) an object from host to reason. */
function readQuarantine(federation: unknown, blocks: ListReader<Block>): void {
  const action = 'quarantined_instances';
  for (const target of readList(field(federation, action)) ?? []) {
    blocks.add(
      readBlock({ target, action, comment: reasonOf(federation, 'quarantined_instances_info', action, target) }),
    );
  }
  const rejected = field(federation, 'rejected_instances');
  for (const [target, row] of Object.entries(isRecord(rejected) ? rejected : {})) {
    blocks.add(readBlock({ target, action: 'rejected_instances', comment: field(row, 'reason') }));
  }
}

function reasonOf(federation: unknown, info: string, rule: string, target: unknown): unknown {
  return typeof target === 'string' ? field(federation, info, rule, target, 'reason') : undefined;
}
