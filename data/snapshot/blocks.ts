/** Declared actions as of a time, with what their masked targets stand for. */
import { isMasked } from '../host.ts';
import { type MaskingSoftware, maskedBy, resolveShapes } from '../mask-shapes.ts';
import { resolveDigests } from '../masks.ts';
import { byCodeUnit } from '../order.ts';
import { standsAt } from '../store/standing.ts';
import type { Store } from '../store.ts';
import type { EpochMs, Host, RuleText } from '../types.ts';
import { type FrozenHosts, noNode } from './hosts.ts';
import type { SnapshotBlock } from './types.ts';

type Declared = Pick<SnapshotBlock, 'source' | 'target' | 'action' | 'digest' | 'comment'>;

export async function readBlocks(
  store: Store,
  { hosts, sources, names, quarantined }: FrozenHosts,
  asOf: EpochMs,
): Promise<SnapshotBlock[]> {
  const rows = (await store.rows(
    `SELECT source_id, target, action, lower(digest), comment FROM blocks WHERE ${standsAt('$1')}`,
    [asOf],
  )) as [number, RuleText, string, string | null, string | null][];
  const declared = rows
    .filter(([source, target]) => sources[source] !== noNode && !quarantined.has(target))
    .map(([source, target, action, digest, comment]) => ({
      source: sources[source]!,
      target,
      action,
      digest: isMasked(target) ? digest : null,
      comment,
    }));
  const resolve = resolver(declared, names, (node) => hosts[node]!.software);
  return declared
    .map(({ source, target, ...rest }) => ({ source, target, ...resolve({ source, target, ...rest }), ...rest }))
    .sort(
      (a, b) =>
        a.source - b.source ||
        byCodeUnit(a.target, b.target) ||
        byCodeUnit(a.action, b.action) ||
        byCodeUnit(a.digest ?? '', b.digest ?? '') ||
        byCodeUnit(a.comment ?? '', b.comment ?? ''),
    );
}

/** A digest that fits no known name says that none of them is meant: the shape is not asked then. */
function resolver(
  declared: readonly Declared[],
  names: readonly Host[],
  softwareOf: (node: number) => string | null,
): (block: Declared) => Pick<SnapshotBlock, 'resolved' | 'mask'> {
  const masked = declared.filter(({ target }) => isMasked(target));
  const byDigest = resolveDigests(new Set(masked.flatMap(({ digest }) => digest ?? [])), names);
  const shapeOf = ({ source, action, digest }: Declared) =>
    digest === null ? maskedBy(softwareOf(source), action) : undefined;
  const shapes = (software: MaskingSoftware) => {
    const texts = masked.filter((block) => shapeOf(block) === software).map(({ target }) => target);
    return resolveShapes(software, new Set(texts), names);
  };
  const byShape = { akkoma: shapes('akkoma'), gotosocial: shapes('gotosocial') };
  return (block) => {
    if (!isMasked(block.target)) return { resolved: null, mask: null };
    const plain = block.digest === null ? undefined : byDigest.get(block.digest);
    if (plain !== undefined) return { resolved: plain, mask: 'digest' };
    const software = shapeOf(block);
    const fit = software === undefined ? undefined : byShape[software].get(block.target);
    if (fit === undefined) return { resolved: null, mask: 'unknown' };
    return fit === 'ambiguous' ? { resolved: null, mask: 'ambiguous' } : { resolved: fit, mask: 'shape' };
  };
}
