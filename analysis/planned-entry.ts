/** One thing that a scenario changes: a rule that is added or taken away, on the nodes it concerns. */
import type { Host, RuleText } from '../data/types.ts';
import { type Graph, hostOf } from './graph.ts';
import { eachMatch, readTarget } from './matching.ts';
import { readAllowed } from './policies.ts';
import { type Rule, ruleFor, vocabularyOf } from './rules.ts';

export interface PlannedEntry {
  /** ours: a rule of the host · theirs: a rule of another server on the host · allow: a name on the host's allowlist. */
  side: 'ours' | 'theirs' | 'allow';
  target: RuleText | Host;
  action: string;
  /** What is added; of rules taken away, all their effects together. */
  rule: Rule;
  /** Length of the rule's text, for software where the longest rule wins. */
  length: number;
  /** Known servers it matches, without the host itself, ascending. */
  nodes: number[];
  /** It names the host itself. */
  namesHost: boolean;
  /** Positions in `snapshot.blocks` of the rules it takes away; null where it adds one. */
  lifted: ReadonlySet<number> | null;
  /** It finds nothing to take away, and we hold no whole list that would tell. */
  untold: boolean;
}

export function planRule(graph: Graph, node: number, text: RuleText, action: string): PlannedEntry {
  const rule = ruleFor(graph.snapshot.hosts[node]!.software, action);
  const target = readTarget(text, rule.matching);
  const matched: number[] = [];
  eachMatch(target, graph.names, (other) => matched.push(other));
  return entryOn(node, matched, { side: 'ours', target: text, action, rule, length: target.length });
}

export function planBlockOn(graph: Graph, node: number, source: Host): PlannedEntry {
  const other = graph.names.find(source);
  const software = other === undefined ? null : graph.snapshot.hosts[other]!.software;
  const action = vocabularyOf(software).block;
  const { length } = hostOf(graph, node);
  const rule = ruleFor(software, action);
  return entryOn(node, other === undefined ? [] : [other], { side: 'theirs', target: source, action, rule, length });
}

export function planAllow(graph: Graph, node: number, target: RuleText): PlannedEntry {
  const { allowlist: rule } = vocabularyOf(graph.snapshot.hosts[node]!.software);
  const allowed = [...readAllowed([target], rule.matching, graph.names)];
  return entryOn(node, allowed, { side: 'allow', target, action: 'allow', rule, length: target.length });
}

type Terms = Pick<PlannedEntry, 'side' | 'target' | 'action' | 'rule' | 'length'>;

/**
 * @param host the server the scenario is about
 * @param matched nodes, in any order, some more than once
 * @param lifted of an entry that takes rules away, their positions, and whether we cannot tell that it found none
 */
export function entryOn(
  host: number,
  matched: readonly number[],
  { side, target, action, rule, length }: Terms,
  { lifted, untold }: Pick<PlannedEntry, 'lifted' | 'untold'> = { lifted: null, untold: false },
): PlannedEntry {
  const nodes = (matched.length < 2 ? [...matched] : [...new Set(matched)].sort((a, b) => a - b)).filter(
    (node) => node !== host,
  );
  const namesHost = matched.includes(host);
  return { side, target, action, rule, length, nodes, namesHost, lifted, untold };
}
