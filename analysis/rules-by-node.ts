/** The declared rules of one server by the node they take, to read what is left when some of them are taken away. */
import type { Graph } from './graph.ts';
import { eachMatch } from './matching.ts';
import { append } from './multimap.ts';
import { type ActRow, combine } from './policies.ts';

/** Positions in `snapshot.blocks`. */
export type RulesByNode = ReadonlyMap<number, readonly number[]>;

/** O(rules + nodes they take). */
export function rulesByNode({ policies, names }: Graph, source: number): RulesByNode {
  const byNode = new Map<number, number[]>();
  const [from, to] = policies.blockRange(source);
  for (let at = from; at < to; at++) {
    eachMatch(policies.ruleAt(at).target, names, (node) => append(byNode, node, at));
  }
  return byNode;
}

/**
 * What the rules that stay do to one node.
 * @param spared whether an exception of the acting server overrides its blocks there
 * @returns a row of one entry, for position 0
 */
export function rowLeft(
  { policies }: Graph,
  rules: readonly number[],
  lifted: ReadonlySet<number>,
  spared: number,
): ActRow {
  const row = { effect: new Uint8Array(1), length: new Uint8Array(1), spared: Uint8Array.of(spared) };
  for (const at of rules) {
    const { rule, target } = policies.ruleAt(at);
    if (!lifted.has(at)) combine(row, 0, rule, target.length);
  }
  return row;
}
