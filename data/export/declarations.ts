/**
 * Blocks and allowlists as numbers of declarers. Who declares is never told, and a target that too few name, or that is
 * a server not shown by name, is in sums only. A plain name behind a mask has a row only where enough name it in plain.
 */
import { isMasked, readHost } from '../host.ts';
import { byCodeUnit } from '../order.ts';
import type { Snapshot, SnapshotBlock, SnapshotHost } from '../snapshot/types.ts';
import type { RuleText } from '../types.ts';
import { fewest } from './publishing-rules.ts';

export type Declaration = Pick<SnapshotBlock, 'source' | 'target' | 'action' | 'resolved'>;

export interface DeclaredTarget {
  target: string;
  action: string;
  masked: boolean;
  /** Declarers that name it as it stands here. */
  declaredBy: number;
  /** Further declarers that name it by a mask only, as far as that is resolved. */
  maskedBy: number;
}

/** Targets without a row of their own. */
export interface FoldedTargets {
  /** null for all actions that have too few targets or declarers. */
  action: string | null;
  targets: number;
  declarations: number;
  declaredBy: number;
}

export interface Declared {
  /** By target, then action. */
  shown: DeclaredTarget[];
  folded: FoldedTargets[];
}

/** Whether a target may be written as it stands: it is, or lies below, no server but those that are shown by name. */
export function targetFilter(shown: readonly SnapshotHost[]): (target: RuleText) => boolean {
  const names = new Set<string>(shown.flatMap(({ host, aliases }) => [host, ...aliases]));
  return (target) =>
    plainParts(target).every((part) => {
      const host = readHost(part);
      return host === undefined || names.has(host);
    });
}

/** What a pattern or mask gives away: runs of labels of which no letter is hidden. */
function plainParts(target: string): string[] {
  return target.split(/(?:^|\.)[^.]*[*?][^.]*(?=\.|$)/).map((part) => part.replace(/^\./, ''));
}

/**
 * @param declarations those of one source together
 * @param snapshot which servers are meant by `source` and `resolved`
 */
export function sumDeclarations(
  declarations: readonly Declaration[],
  { hosts }: Pick<Snapshot, 'hosts'>,
  { mayShow }: { mayShow: (target: RuleText) => boolean },
): Declared {
  // The numbers of a server in doubt are those of another, and so may its declarations be: it would count twice.
  const counted = declarations.filter(({ source }) => hosts[source]!.doubt === null);
  const targets = countDeclarers(counted, mayShow);
  const isShown = ({ mayShow, declaredBy }: Counted) => mayShow && declaredBy >= fewest;
  const shown = [...targets.values()].filter(isShown);
  const isFolded = (it: Declaration) => !isShown(targets.get(keyOf(it.target, it.action))!);
  const folded = [...targets.values()].filter((target) => !isShown(target));
  return {
    shown: shown
      .map(({ mayShow: _, ...target }) => target)
      .sort((a, b) => byCodeUnit(a.target, b.target) || byCodeUnit(a.action, b.action)),
    folded: foldTargets(folded, counted.filter(isFolded)),
  };
}

interface Counted extends DeclaredTarget {
  mayShow: boolean;
}

function countDeclarers(
  declarations: readonly Declaration[],
  mayShow: (target: RuleText) => boolean,
): Map<string, Counted> {
  const targets = new Map<string, Counted>();
  const find = (target: RuleText, action: string) => {
    const key = keyOf(target, action);
    const empty = { target, action, masked: isMasked(target), declaredBy: 0, maskedBy: 0, mayShow: mayShow(target) };
    const found = targets.get(key) ?? empty;
    targets.set(key, found);
    return found;
  };
  for (const ofOne of bySource(declarations)) {
    const named = new Map(ofOne.map((it) => [keyOf(it.target, it.action), it]));
    for (const { target, action } of named.values()) find(target, action).declaredBy += 1;
  }
  for (const ofOne of bySource(declarations)) {
    const named = new Set(ofOne.map(({ target, action }) => keyOf(target, action)));
    for (const { target, action, resolved } of ofOne) {
      if (resolved === null) continue;
      // What a mask hides is not shown either where the name itself is not.
      if (!mayShow(resolved as unknown as RuleText)) find(target, action).mayShow = false;
      const key = keyOf(resolved, action);
      const plain = targets.get(key);
      if (plain === undefined || named.has(key)) continue;
      named.add(key);
      plain.maskedBy += 1;
    }
  }
  return targets;
}

function* bySource(declarations: readonly Declaration[]): Generator<readonly Declaration[]> {
  let start = 0;
  for (let end = 1; end <= declarations.length; end++) {
    if (declarations[end]?.source === declarations[start]!.source) continue;
    yield declarations.slice(start, end);
    start = end;
  }
}

function foldTargets(targets: readonly Counted[], declarations: readonly Declaration[]): FoldedTargets[] {
  const sums = new Map<string | null, { targets: number; declarations: number; sources: Set<number> }>();
  const sumOf = (action: string | null) => {
    const sum = sums.get(action) ?? { targets: 0, declarations: 0, sources: new Set() };
    sums.set(action, sum);
    return sum;
  };
  for (const { action } of targets) sumOf(action).targets += 1;
  for (const { action, source } of declarations) {
    const sum = sumOf(action);
    sum.declarations += 1;
    sum.sources.add(source);
  }
  for (const [action, sum] of [...sums]) {
    if (sum.targets >= fewest && sum.sources.size >= fewest) continue;
    sums.delete(action);
    const rest = sumOf(null);
    rest.targets += sum.targets;
    rest.declarations += sum.declarations;
    for (const source of sum.sources) rest.sources.add(source);
  }
  return [...sums]
    .filter(([, sum]) => sum.targets >= fewest && sum.sources.size >= fewest)
    .map(([action, { sources, ...sum }]) => ({ action, ...sum, declaredBy: sources.size }))
    .sort(
      (a, b) => Number(a.action === null) - Number(b.action === null) || byCodeUnit(a.action ?? '', b.action ?? ''),
    );
}

function keyOf(target: string, action: string): string {
  return `${target}\u0000${action}`;
}
