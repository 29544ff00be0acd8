/** From a question as a person wrote it to rules on nodes. */
import { UserError } from '../data/errors.ts';
import { readHost, readRule } from '../data/host.ts';
import type { Host, RuleText } from '../data/types.ts';
import { type MergedEntry, mergeLists } from './blocklist-merge.ts';
import { findNode, type Graph, hostOf } from './graph.ts';
import { planLifts, planLiftsOn } from './lift.ts';
import { matchGiven } from './matching.ts';
import { type PlannedEntry, planAllow, planBlockOn, planRule } from './planned-entry.ts';
import { readAllowed } from './policies.ts';
import { ruleFor, vocabularyOf } from './rules.ts';
import { checkAgreement, checkScenario } from './scenario-checks.ts';
import type { ImportedList, ListEntry, Scenario } from './types.ts';

export interface Plan {
  node: number;
  /** As given, with names normalised, duplicates and empty lists left out. */
  scenario: Scenario;
  entries: PlannedEntry[];
  /** What is taken of each of the scenario's lists. */
  lists: ImportedList[];
  /** Effect of the scenario's allowlist on a node; undefined where the scenario has none. */
  closedTo: ((node: number) => number) | undefined;
}

/**
 * @throws UserError for a host not seen, a name that can name nothing, an action the software lacks, a scenario that
 * contradicts itself, or one that changes nothing
 */
export function planScenario(graph: Graph, given: Scenario): Plan {
  const node = findNode(graph, given.host);
  const host = hostOf(graph, node);
  const { software } = graph.snapshot.hosts[node]!;
  const words = vocabularyOf(software);
  const names = readNames(given);
  const { block, limit, actions, blockedBy, lift, liftedBy, allowlist } = names;
  const scenario = withoutEmpty(host, given.threshold, names);
  checkScenario(graph, node, scenario);
  if (limit.length > 0 && words.limit === null) {
    throw new UserError(`${host} runs ${software}, which has no action that limits without cutting.`, {
      hint: 'Ask for a block instead, or for a host that runs another software.',
    });
  }

  const { imported, lists } = planImport(graph, software, given.threshold ?? 1, names);
  const entry = (target: RuleText, action: string): PlannedEntry => planRule(graph, node, target, action);
  const entries = [
    ...planLifts(graph, node, lift),
    ...planLiftsOn(graph, node, liftedBy),
    ...block.map((target) => entry(target, words.block)),
    ...limit.map((target) => entry(target, words.limit ?? words.block)),
    ...[...actions, ...imported].map(({ target, action }) => entry(target, action)),
    ...blockedBy.map((source) => planBlockOn(graph, node, source)),
    ...allowlist.map((target) => planAllow(graph, node, target)),
  ];
  if (entries.length === 0) throw changesNothing(host, names);
  const allowed = readAllowed(allowlist, words.allowlist.matching, graph.names);
  return {
    node,
    scenario,
    entries: withoutRepeats(entries),
    lists,
    closedTo: allowlist.length === 0 ? undefined : (other) => (allowed.has(other) ? 0 : words.allowlist.effect),
  };
}

type Names = ReturnType<typeof readNames>;

/** Every list of the scenario, with its names normalised and each but once. */
function readNames(given: Scenario) {
  const { block = [], limit = [], actions = [], blockedBy = [], lift = [], liftedBy = [] } = given;
  const { blocklist = [], lists = [], except = [], allowlist = [] } = given;
  return {
    block: unique(block.map(readTargetText)),
    limit: unique(limit.map(readTargetText)),
    actions: readEntries(actions),
    blockedBy: unique(blockedBy.map(readServer)),
    lift: unique(lift.map(readTargetText)),
    liftedBy: unique(liftedBy.map(readServer)),
    blocklist: readEntries(blocklist),
    lists: lists.map(({ name, entries }) => ({ name, entries: readEntries(entries) })),
    except: unique(except.map(readTargetText)),
    allowlist: unique(allowlist.map(readTargetText)),
  };
}

function planImport(
  { names: known }: Graph,
  software: string | null,
  threshold: number,
  { blocklist, lists, except }: Names,
): { imported: MergedEntry[]; lists: ImportedList[] } {
  const given = blocklist.length > 0 ? [{ name: '', entries: blocklist }] : lists;
  const excepted = matchGiven(except, known);
  const isExcepted = ({ target, action }: MergedEntry) => excepted(target, ruleFor(software, action).matching).size > 0;
  const merged = mergeLists(given, { software, threshold, isExcepted });
  checkAgreement(threshold, merged.independent, given.length);
  return { imported: merged.entries, lists: lists.length > 0 ? merged.lists : [] };
}

/** @throws UserError for a text that can name no server */
export function readTargetText(text: string): RuleText {
  return readRule(text) ?? refuse(text);
}

function readServer(text: string): Host {
  return readHost(text) ?? refuse(text);
}

/** @returns each entry once */
export function readEntries(entries: readonly ListEntry[]): MergedEntry[] {
  const read = entries.map(({ target, action }) => ({ target: readTargetText(target), action }));
  return [...new Map(read.map((entry) => [`${entry.target} ${entry.action}`, entry])).values()];
}

function refuse(text: string): never {
  throw new UserError(`The scenario names ${JSON.stringify(String(text).slice(0, 100))}, which is no host name.`, {
    hint: 'A host name looks like social.example; `*.social.example` names all below it, and with most software itself.',
  });
}

function changesNothing(host: Host, { blocklist, lists }: Names): UserError {
  if (blocklist.length + lists.length > 0) {
    return new UserError('The scenario changes nothing: no entry of its lists is imported.', {
      hint: 'Lower the threshold, or leave exceptions out.',
    });
  }
  return new UserError(
    'The scenario changes nothing: expected a block, a limit, another action, a lift, a server that blocks or lifts, a list or an allowlist.',
    { hint: `Say what would change, for example \`--block other.example\` for ${host}.` },
  );
}

function withoutEmpty(host: Host, threshold: number | undefined, names: Names): Scenario {
  const filled = Object.entries(names).filter(([, list]) => list.length > 0);
  return { host, ...Object.fromEntries(filled), ...(threshold !== undefined && { threshold }) };
}

function withoutRepeats(entries: PlannedEntry[]): PlannedEntry[] {
  const byKey = new Map(entries.map((entry) => [`${entry.side} ${entry.target} ${entry.action}`, entry]));
  return [...byKey.values()];
}

function unique<Text extends string>(texts: Text[]): Text[] {
  return [...new Set(texts)];
}
