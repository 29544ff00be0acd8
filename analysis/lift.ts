/**
 * Rules taken away. A lift names the text of a rule, or a server: the host takes away every rule of its own that has
 * that text or takes that server, and so opens contact with all else that the rule took. A server that lifts takes
 * away all its rules on the host. An allowlist mode of either stays as it is.
 */
import type { Host, RuleText } from '../data/types.ts';
import type { Graph } from './graph.ts';
import { eachMatch, matchGiven } from './matching.ts';
import { append } from './multimap.ts';
import { entryOn, type PlannedEntry } from './planned-entry.ts';
import type { Rule } from './rules.ts';
import { todayOf } from './today.ts';

/** The host's own rules that each text lifts. */
export function planLifts(graph: Graph, node: number, texts: readonly RuleText[]): PlannedEntry[] {
  const { policies, snapshot, names } = graph;
  const lifted = new Map(texts.map((text) => [text, new Set<number>()]));
  const namedBy = matchGiven(texts, names);
  const [from, to] = policies.blockRange(node);
  for (let at = from; at < to; at++) {
    const { target, resolved } = snapshot.blocks[at]!;
    const { matching } = policies.ruleAt(at).rule;
    for (const text of namedBy(target, matching)) lifted.get(text as RuleText)?.add(at);
    if (resolved !== null) for (const text of namedBy(resolved, matching)) lifted.get(text as RuleText)?.add(at);
  }
  return texts.map((text) => {
    const positions = lifted.get(text)!;
    const matched: number[] = [];
    for (const at of positions) eachMatch(policies.ruleAt(at).target, names, (other) => matched.push(other));
    const named = names.find(text);
    if (positions.size === 0 && named !== undefined) matched.push(named);
    return lift(graph, node, node, matched, { side: 'ours', target: text, lifted: positions });
  });
}

/** The rules that each of these servers has on the host. */
export function planLiftsOn(graph: Graph, node: number, sources: readonly Host[]): PlannedEntry[] {
  const bySource = new Map<number, number[]>();
  for (const at of sources.length === 0 ? [] : todayOf(graph, node).rulesOn.deciding) {
    append(bySource, graph.snapshot.blocks[at]!.source, at);
  }
  return sources.map((source) => {
    const other = graph.names.find(source);
    const positions = new Set(other === undefined ? [] : bySource.get(other));
    const matched = other === undefined ? [] : [other];
    return lift(graph, node, other, matched, { side: 'theirs', target: source, lifted: positions });
  });
}

/** @param declarer the server whose rules they are, where it is known */
function lift(
  { policies, snapshot }: Graph,
  host: number,
  declarer: number | undefined,
  matched: readonly number[],
  { side, target, lifted }: Pick<PlannedEntry, 'side' | 'target'> & { lifted: ReadonlySet<number> },
): PlannedEntry {
  let effect = 0;
  for (const at of lifted) effect |= policies.ruleAt(at).rule.effect;
  const rule: Rule = { effect, matching: 'exact', unlists: false, origin: 'decision' };
  const action = side === 'ours' ? 'lift' : 'lifted-by';
  const isWhole = declarer === undefined || snapshot.hosts[declarer]!.disclosure.blocks === 'published';
  const untold = lifted.size === 0 && !isWhole;
  return entryOn(host, matched, { side, target, action, rule, length: target.length }, { lifted, untold });
}
