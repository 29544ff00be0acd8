/** From a question as a person wrote it to rules on nodes. */
import { UserError } from '../data/errors.ts';
import { readHost, readRule } from '../data/host.ts';
import type { Host, RuleText } from '../data/types.ts';
import { findNode, type Graph, hostOf } from './graph.ts';
import { eachMatch, readTarget } from './matching.ts';
import { readAllowed } from './policies.ts';
import { type Rule, ruleFor, vocabularyOf } from './rules.ts';
import type { Scenario } from './types.ts';

/** One thing the scenario changes. */
export interface PlannedEntry {
  /** ours: a rule of the host · theirs: a rule of another server on the host · allow: a name on the host's allowlist. */
  side: 'ours' | 'theirs' | 'allow';
  target: RuleText | Host;
  action: string;
  rule: Rule;
  /** Length of the rule's text, for software where the longest rule wins. */
  length: number;
  /** Known servers it matches, without the host itself, ascending. */
  nodes: number[];
  /** It names the host itself. */
  namesHost: boolean;
}

export interface Plan {
  node: number;
  /** As given, with names normalised, duplicates and empty lists left out. */
  scenario: Scenario;
  entries: PlannedEntry[];
  /** Effect of the scenario's allowlist on a node; undefined where the scenario has none. */
  closedTo: ((node: number) => number) | undefined;
}

/** @throws UserError for a host not seen, a name that can name nothing, an action the software lacks, or an empty scenario */
export function planScenario(graph: Graph, given: Scenario): Plan {
  const node = findNode(graph, given.host);
  const host = hostOf(graph, node);
  const { software } = graph.snapshot.hosts[node]!;
  const words = vocabularyOf(software);
  const block = unique((given.block ?? []).map(readTargetText));
  const limit = unique((given.limit ?? []).map(readTargetText));
  const blockedBy = unique((given.blockedBy ?? []).map(readServer));
  const allowlist = unique((given.allowlist ?? []).map(readTargetText));
  const listed = (given.blocklist ?? []).map(({ target, action }) => ({ target: readTargetText(target), action }));
  const blocklist = [...new Map(listed.map((row) => [`${row.target} ${row.action}`, row])).values()];
  if (limit.length > 0 && words.limit === null) {
    throw new UserError(`${host} runs ${software}, which has no action that limits without cutting.`, {
      hint: 'Ask for a block instead, or for a host that runs another software.',
    });
  }

  const entry = (target: RuleText, action: string): PlannedEntry => planRule(graph, node, target, action);
  const entries = [
    ...block.map((target) => entry(target, words.block)),
    ...limit.map((target) => entry(target, words.limit ?? words.block)),
    ...blocklist.map(({ target, action }) => entry(target, action)),
    ...blockedBy.map((source) => planBlockOn(graph, node, source)),
    ...allowlist.map((target) => planAllow(graph, node, target)),
  ];
  if (entries.length === 0) {
    throw new UserError(
      'The scenario changes nothing: expected a block, a limit, a server that blocks, a list or an allowlist.',
      {
        hint: `Say what would change, for example \`--block other.example\` for ${host}.`,
      },
    );
  }
  const allowed = readAllowed(allowlist, words.allowlist.matching, graph.names);
  return {
    node,
    scenario: withoutEmpty({ host, block, limit, blockedBy, blocklist, allowlist }),
    entries: withoutRepeats(entries),
    closedTo: allowlist.length === 0 ? undefined : (other) => (allowed.has(other) ? 0 : words.allowlist.effect),
  };
}

function planRule(graph: Graph, node: number, text: RuleText, action: string): PlannedEntry {
  const rule = ruleFor(graph.snapshot.hosts[node]!.software, action);
  const target = readTarget(text, rule.matching);
  const matched = new Set<number>();
  eachMatch(target, graph.names, (other) => matched.add(other));
  const namesHost = matched.delete(node);
  const nodes = [...matched].sort((a, b) => a - b);
  return { side: 'ours', target: text, action, rule, length: target.length, nodes, namesHost };
}

function planBlockOn(graph: Graph, node: number, source: Host): PlannedEntry {
  const other = graph.names.find(source);
  const software = other === undefined ? null : graph.snapshot.hosts[other]!.software;
  const action = vocabularyOf(software).block;
  const nodes = other === undefined || other === node ? [] : [other];
  const { length } = hostOf(graph, node);
  return {
    side: 'theirs',
    target: source,
    action,
    rule: ruleFor(software, action),
    length,
    nodes,
    namesHost: other === node,
  };
}

function planAllow(graph: Graph, node: number, target: RuleText): PlannedEntry {
  const { allowlist } = vocabularyOf(graph.snapshot.hosts[node]!.software);
  const matched = readAllowed([target], allowlist.matching, graph.names);
  const namesHost = matched.delete(node);
  const nodes = [...matched].sort((a, b) => a - b);
  return { side: 'allow', target, action: 'allow', rule: allowlist, length: target.length, nodes, namesHost };
}

function readTargetText(text: string): RuleText {
  return readRule(text) ?? refuse(text);
}

function readServer(text: string): Host {
  return readHost(text) ?? refuse(text);
}

function refuse(text: string): never {
  throw new UserError(`The scenario names ${JSON.stringify(String(text).slice(0, 100))}, which is no host name.`, {
    hint: 'A host name looks like social.example; `*.social.example` names all below it, and with most software itself.',
  });
}

function withoutEmpty(scenario: Required<Scenario>): Scenario {
  const { host, ...lists } = scenario;
  return { host, ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) };
}

function withoutRepeats(entries: PlannedEntry[]): PlannedEntry[] {
  const byKey = new Map(entries.map((entry) => [`${entry.side} ${entry.target} ${entry.action}`, entry]));
  return [...byKey.values()];
}

function unique<Text extends string>(texts: Text[]): Text[] {
  return [...new Set(texts)];
}
