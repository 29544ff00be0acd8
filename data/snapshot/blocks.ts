/** Declared actions as of a time, with what their masked targets stand for. */
import { isMasked } from '../host.ts';
import { type MaskingSoftware, maskedBy, resolveShapes } from '../mask-shapes.ts';
import { resolveDigests } from '../masks.ts';
import type { Store } from '../store.ts';
import type { EpochMs, Host } from '../types.ts';
import { type DeclaredRows, readDeclared } from './blocks/declared.ts';
import { ranksOf, sortRows } from './blocks/sort-rows.ts';
import { type FrozenHosts, noNode } from './hosts.ts';
import type { SnapshotBlock } from './types.ts';

type Declared = Pick<SnapshotBlock, 'source' | 'target' | 'action' | 'digest' | 'comment'>;

export async function readBlocks(
  store: Store,
  { hosts, sources, names, quarantined }: FrozenHosts,
  asOf: EpochMs,
): Promise<SnapshotBlock[]> {
  const declared = await readDeclared(store, asOf);
  const { target, action, comment } = declared;
  const isMaskedWord = target.words.map(isMasked);
  const isLeftOut = target.words.map((word) => quarantined.has(word));
  const digest = digestsOfMasked(declared, isMaskedWord);
  const kept = declared.rows.filter(
    (row) => sources[declared.sources[row]!] !== noNode && !isLeftOut[target.codes[row]!],
  );
  const rows = sortRows(kept, [
    { codes: declared.sources, ranks: sources },
    ...[target, action, digest, comment].map(({ codes, words }) => ({ codes, ranks: ranksOf(words) })),
  ]);
  const blocks: SnapshotBlock[] = [];
  const masked: SnapshotBlock[] = [];
  for (const row of rows) {
    const block: SnapshotBlock = {
      source: sources[declared.sources[row]!]!,
      target: target.words[target.codes[row]!]!,
      resolved: null,
      mask: null,
      action: action.words[action.codes[row]!]!,
      digest: digest.words[digest.codes[row]!]!,
      comment: comment.words[comment.codes[row]!]!,
    };
    blocks.push(block);
    if (isMaskedWord[target.codes[row]!]) masked.push(block);
  }
  const resolve = resolver(masked, names, (node) => hosts[node]!.software);
  for (const block of masked) Object.assign(block, resolve(block));
  return blocks;
}

/** Beside a plain name a digest says nothing. */
function digestsOfMasked(
  { rows, target, digest }: DeclaredRows,
  isMaskedWord: readonly boolean[],
): DeclaredRows['digest'] {
  const words = [...digest.words, null];
  const codes = digest.codes.slice();
  for (const row of rows) if (!isMaskedWord[target.codes[row]!]) codes[row] = words.length - 1;
  return { words, codes };
}

/** A digest that fits no known name says that none of them is meant: the shape is not asked then. */
function resolver(
  masked: readonly Declared[],
  names: readonly Host[],
  softwareOf: (node: number) => string | null,
): (block: Declared) => Pick<SnapshotBlock, 'resolved' | 'mask'> {
  const byDigest = resolveDigests(new Set(masked.flatMap(({ digest }) => digest ?? [])), names);
  const shapeOf = ({ source, action, digest }: Declared) =>
    digest === null ? maskedBy(softwareOf(source), action) : undefined;
  const shapes = (software: MaskingSoftware) => {
    const texts = masked.filter((block) => shapeOf(block) === software).map(({ target }) => target);
    return resolveShapes(software, new Set(texts), names);
  };
  const byShape = { akkoma: shapes('akkoma'), gotosocial: shapes('gotosocial') };
  return (block) => {
    const plain = block.digest === null ? undefined : byDigest.get(block.digest);
    if (plain !== undefined) return { resolved: plain, mask: 'digest' };
    const software = shapeOf(block);
    const fit = software === undefined ? undefined : byShape[software].get(block.target);
    if (fit === undefined) return { resolved: null, mask: 'unknown' };
    return fit === 'ambiguous' ? { resolved: null, mask: 'ambiguous' } : { resolved: fit, mask: 'shape' };
  };
}
