/** Who declares what on whom among the servers that are shown by name: published only at the operator's wish. */
import type { Snapshot, SnapshotBlock } from '../snapshot/types.ts';
import type { RuleText } from '../types.ts';
import { targetFilter } from './declarations.ts';
import { ruleAgainst } from './publishing-rules.ts';
import { shownServers } from './shown-servers.ts';

/** Of a snapshot the declarations of servers that are shown, as far as their targets may be written; sources as they were. */
export function shownDeclarations(
  { hosts, blocks, allows }: Pick<Snapshot, 'hosts' | 'blocks' | 'allows'>,
  mayShow: (target: RuleText) => boolean,
): Pick<Snapshot, 'blocks' | 'allows'> {
  const isShown = hosts.map((host) => ruleAgainst(host) === null);
  return {
    blocks: blocks.filter(
      ({ source, target, resolved }) =>
        isShown[source] && mayShow(target) && (resolved === null || mayShow(resolved as unknown as RuleText)),
    ),
    allows: allows.filter(({ source, target }) => isShown[source] && mayShow(target)),
  };
}

/** @returns the servers that are shown, with their declarations; without comments, and with masks that stand for nobody */
export function shownWithPairs(snapshot: Snapshot): Snapshot {
  const shown = shownServers(snapshot);
  const nodes = new Map(shown.hosts.map(({ host }, node) => [host, node]));
  const renumber = <Row extends { source: number }>(row: Row): Row => ({
    ...row,
    source: nodes.get(snapshot.hosts[row.source]!.host)!,
  });
  const { blocks, allows } = shownDeclarations(snapshot, targetFilter(shown.hosts));
  return { ...shown, blocks: blocks.map((block) => withoutSecrets(renumber(block))), allows: allows.map(renumber) };
}

function withoutSecrets(block: SnapshotBlock): SnapshotBlock {
  return {
    ...block,
    resolved: null,
    mask: block.resolved === null ? block.mask : 'unknown',
    digest: null,
    comment: null,
  };
}
