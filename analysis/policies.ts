/**
 * The declared rules of a snapshot, indexed both ways: what one server does to all others, and what all others do to it.
 * Both answers cost O(order + rules that match), never O(all rules).
 */
import type { SnapshotFacts, SnapshotHost } from '../data/snapshot/types.ts';
import { cutEitherWay, declared } from './effects.ts';
import { eachMatch, eachTextNaming, type RuleTarget, readTarget } from './matching.ts';
import { append } from './multimap.ts';
import type { NameIndex } from './names.ts';
import { type Matching, type Rule, ruleFor, vocabularyOf } from './rules.ts';

/** Combined effects, one entry a node. */
export interface ActRow {
  /** Bits of effects.ts; 0 where no rule matches. */
  effect: Uint8Array;
  /** Length of the longest matching text, for software where the longest wins. Names are at most 253 long. */
  length: Uint8Array;
  /** 1 where an exception of the acting server overrides its blocks; its limits stand. */
  spared: Uint8Array;
}

/** One rule of a server: declared, or added by a scenario. */
export interface AddedRule {
  target: RuleTarget;
  rule: Rule;
}

export interface Policies {
  /** The declared rules of `source`, in the order of `snapshot.blocks`. */
  declaredBy(source: number): AddedRule[];
  /** What the declared rules of `source` do to every node. */
  rulesBy(source: number): ActRow;
  /**
   * What the declared rules of every node do to `target`; `deciding` are the positions in `snapshot.blocks` of the
   * rules that count, ascending: of Mastodon rules only the longest.
   */
  rulesOn(target: number): ActRow & { deciding: number[] };
  /** The nodes that exceptions of `source` keep from its blocks. */
  sparedBy(source: number): Iterable<number>;
  /** Effect of the allowlist mode of `source` on `target`; 0 when it has none or allows it. */
  closedTo(source: number, target: number): number;
  /** Whether a server is in allowlist mode and publishes its list. */
  isClosed(source: number): boolean;
  /** The servers that are, ascending. */
  allowlistNodes: readonly number[];
  /** Positions in `snapshot.blocks` of the rules `source` declares: from, to. */
  blockRange(source: number): [number, number];
  /** The rule at a position in `snapshot.blocks`. */
  ruleAt(at: number): AddedRule;
}

interface Allowlist {
  effect: number;
  allowed: Set<number>;
}

/** @param closed the servers in allowlist mode, where the snapshot holds only a part of what would tell */
export function indexPolicies(snapshot: SnapshotFacts, names: NameIndex, closed?: ReadonlySet<number>): Policies {
  const { hosts, blocks } = snapshot;
  const order = hosts.length;
  const starts = blockOffsets(snapshot);
  const rules = blocks.map(({ source, action }) => ruleFor(hosts[source]!.software, action));
  const text = (at: number) => blocks[at]!.resolved ?? blocks[at]!.target;
  const ruleAt = (at: number) => ({ target: readTarget(text(at), rules[at]!.matching), rule: rules[at]! });
  const byText = new Map<string, number[]>();
  const takesBelow = new Uint8Array(blocks.length);
  const scans: [at: number, target: RuleTarget][] = [];
  blocks.forEach((_, at) => {
    const target = readTarget(text(at), rules[at]!.matching);
    if (target.kind === 'scan') scans.push([at, target]);
    else if (target.kind !== 'masked') append(byText, text(at), at);
    takesBelow[at] = target.kind === 'subtree' ? 1 : 0;
  });
  const { closed: allowlists, exceptions } = readAllows(snapshot, names, closed);

  /** Positions of the blocks that name a node, with the length of their text; no order. */
  const blocksNaming = (node: number): Map<number, number> => {
    const found = new Map<number, number>();
    const add = (at: number, length: number) => {
      if (blocks[at]!.source !== node) found.set(at, Math.max(found.get(at) ?? 0, length));
    };
    for (const name of names.namesOf(node)) {
      eachTextNaming(name, (candidate, length, kind) => {
        for (const at of byText.get(candidate) ?? []) if (kind === 'any' || takesBelow[at] === 1) add(at, length);
      });
      for (const [at, target] of scans) if (target.fits!(name)) add(at, target.length);
    }
    return found;
  };

  const declaredBy = (source: number): AddedRule[] =>
    Array.from({ length: starts[source + 1]! - starts[source]! }, (_, at) => ruleAt(starts[source]! + at));

  return {
    declaredBy,
    rulesBy(source) {
      const row = emptyRow(order);
      for (const node of exceptions.get(source) ?? []) row.spared[node] = 1;
      for (const rule of declaredBy(source)) addRule(row, source, rule, names);
      return row;
    },
    rulesOn(target) {
      const row = emptyRow(order);
      for (const [source, allowed] of exceptions) if (allowed.has(target)) row.spared[source] = 1;
      const found = blocksNaming(target);
      for (const [at, length] of found) combine(row, blocks[at]!.source, rules[at]!, length);
      const decides = ([at, length]: [number, number]) => {
        const { source } = blocks[at]!;
        return (
          !isSpared(row, source, rules[at]!) && (rules[at]!.matching !== 'longest' || length === row.length[source])
        );
      };
      const deciding = [...found].filter(decides).map(([at]) => at);
      return { ...row, deciding: deciding.sort((a, b) => a - b) };
    },
    sparedBy: (source) => exceptions.get(source) ?? [],
    closedTo(source, target) {
      const list = allowlists.get(source);
      return list && source !== target && !list.allowed.has(target) ? list.effect : 0;
    },
    isClosed: (source) => allowlists.has(source),
    allowlistNodes: [...allowlists.keys()],
    blockRange: (source) => [starts[source]!, starts[source + 1]!],
    ruleAt,
  };
}

/** Adds one rule of `source` to its row. */
export function addRule(row: ActRow, source: number, { target, rule }: AddedRule, names: NameIndex): void {
  eachMatch(target, names, (node) => {
    if (node !== source) combine(row, node, rule, target.length);
  });
}

/** @returns the bits that `node` would have with one more rule; changes nothing */
export function combined(row: ActRow, node: number, rule: Rule, length: number): number {
  const before = row.effect[node]!;
  if (isSpared(row, node, rule)) return before;
  const added = rule.effect | declared;
  if (before === 0 || rule.matching !== 'longest' || length === row.length[node]!) return before | added;
  return length > row.length[node]! ? added : before;
}

/** @returns whether an exception of the acting server keeps this rule from the node */
export function isSpared(row: ActRow, node: number, rule: Rule): boolean {
  return row.spared[node] === 1 && (rule.effect & cutEitherWay) !== 0;
}

export function combine(row: ActRow, node: number, rule: Rule, length: number): void {
  if (isSpared(row, node, rule)) return;
  row.effect[node] = combined(row, node, rule, length);
  row.length[node] = Math.max(row.length[node]!, length);
}

/** @returns the nodes an allowlist names */
export function readAllowed(texts: readonly string[], matching: Matching, names: NameIndex): Set<number> {
  const allowed = new Set<number>();
  for (const text of texts) eachMatch(readTarget(text, matching), names, (node) => allowed.add(node));
  return allowed;
}

/**
 * A server is in allowlist mode when it says so or publishes such a list, and never when it says it is not. A list
 * that is private or came only in part proves nothing about the hosts we do not find on it.
 *
 * GoToSocial has allows in both of its modes and says nowhere which one is on: in blocklist mode they are exceptions
 * to its own blocks, and only in allowlist mode they shut out the rest.
 */
function readAllows(
  { hosts, allows }: SnapshotFacts,
  names: NameIndex,
  told: ReadonlySet<number> | undefined,
): { closed: Map<number, Allowlist>; exceptions: Map<number, Set<number>> } {
  const textsBySource = new Map<number, string[]>();
  for (const { source, target } of allows) append(textsBySource, source, target);
  const closed = new Map<number, Allowlist>();
  const exceptions = new Map<number, Set<number>>();
  // Where it is told who is, only they and who allows anybody matter; reading all hosts would cost as much as an answer.
  const nodes = told && [...new Set([...told, ...textsBySource.keys()])].sort((a, b) => a - b);
  for (const node of nodes ?? hosts.keys()) {
    const { software, allowlistMode, disclosure } = hosts[node]!;
    const texts = textsBySource.get(node) ?? [];
    const { effect, matching } = vocabularyOf(software).allowlist;
    if (software === 'gotosocial' && allowlistMode !== true) {
      if (texts.length > 0) exceptions.set(node, readAllowed(texts, matching, names));
      continue;
    }
    if (!(told?.has(node) ?? isInAllowlistMode({ disclosure, allowlistMode }, texts.length))) continue;
    closed.set(node, { effect, allowed: readAllowed(texts, matching, names) });
  }
  return { closed, exceptions };
}

function isInAllowlistMode(
  { disclosure, allowlistMode }: Pick<SnapshotHost, 'disclosure' | 'allowlistMode'>,
  names: number,
): boolean {
  const whole = disclosure.allows === 'published' || (names > 0 && disclosure.allows !== 'partial');
  return whole && allowlistMode !== false && (names > 0 || allowlistMode === true);
}

function blockOffsets({ hosts, blocks }: SnapshotFacts): Uint32Array {
  const starts = new Uint32Array(hosts.length + 1);
  for (const { source } of blocks) starts[source + 1]!++;
  for (let node = 0; node < hosts.length; node++) starts[node + 1]! += starts[node]!;
  return starts;
}

function emptyRow(order: number): ActRow {
  return { effect: new Uint8Array(order), length: new Uint8Array(order), spared: new Uint8Array(order) };
}
