/**
 * Who else may block the same, told from how lists grew between two snapshots. Everything is said as "0 to so many": what
 * lists have in common they may have from a third, and no figure here is what a block brings about. Answers to a block,
 * and blocks for not blocking, are not modelled.
 */
import { cutsDeliberately, nameIn } from '../deliberate-cuts.ts';
import { cutEitherWay } from '../effects.ts';
import { findNode, type Graph, hostOf } from '../graph.ts';
import { writeCoBlocking } from '../report/co-blocking-sentence.ts';
import { planScenario } from '../scenario.ts';
import { sum } from '../sum.ts';
import type { Impact, Scenario } from '../types.ts';
import { compareChances, type Differences, shareAtRisk, sumDifferences } from './expect-more.ts';
import { fitCoBlocking } from './fit.ts';
import { type ListTable, type Moment, readRows, tabulateLists } from './list-table.ts';
import { observeBlocks, publishersOfBoth } from './pairs.ts';
import type { CoBlocking } from './types.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** Targets that are listed, and whose reach is weighed. */
const maxTargets = 20;

export type CoBlockingAnswers = (scenario: Scenario) => CoBlocking;

/**
 * Learns once, for any number of scenarios about the later snapshot.
 * @param earlier null where there is no snapshot to compare with; otherwise as of an earlier time than `later`
 */
export function coBlockingAnswers(later: Moment, earlier: Moment | null): CoBlockingAnswers {
  const { graph } = later;
  const learned = earlier && {
    since: earlier.graph.ref,
    days: Math.round((10 * (graph.snapshot.asOf - earlier.graph.snapshot.asOf)) / dayMs) / 10,
    fit: fitCoBlocking(observeBlocks(earlier, later)),
    tableFor: tablesOf(later, publishersOfBoth(earlier.graph, graph).after),
  };
  return (scenario) => {
    const host = findNode(graph, scenario.host);
    const targets = newTargets(graph, host, scenario);
    const blank = { newBlocks: null, similar: null, more: null, targets: [], targetCount: targets.length };
    if (learned === null) return { since: null, days: null, ...blank, reason: 'no-earlier-snapshot' };
    const { since, days, fit, tableFor } = learned;
    const seen = { since, days, ...blank, newBlocks: fit.newBlocks };
    const why = whyUnasked(graph, scenario);
    if (why !== null) return { ...seen, reason: why };
    if (fit.model === null) return { ...seen, reason: fit.reason };
    const table = tableFor(host);
    const compared = compareChances(table, fit.model, host, targets);
    const similar = compared.sources.length;
    if (similar === 0) return { ...seen, similar, reason: 'nobody-similar' };
    return { ...seen, similar, ...listTargets(table, compared), reason: null };
  };
}

/** The host's own list is compared too, whether or not it was read at both times; of hosts asked in turn the table is kept. */
function tablesOf(later: Moment, publishers: Uint32Array): (host: number) => ListTable {
  let kept: { guest: number | undefined; table: ListTable } | undefined;
  return (host) => {
    const guest = publishers.includes(host) ? undefined : host;
    if (kept === undefined || kept.guest !== guest) kept = { guest, table: tabulateLists(later, publishers, guest) };
    return kept.table;
  };
}

function listTargets(table: ListTable, compared: Differences): Pick<CoBlocking, 'more' | 'targets'> {
  const { targets } = compared;
  const more = sumDifferences(compared).map((sum) => Math.max(0, sum));
  const rows = more.map((_, row) => row).sort((a, b) => more[b]! - more[a]! || targets[a]! - targets[b]!);
  return {
    more: { low: 0, high: sum(more) },
    targets: rows.slice(0, maxTargets).map((row) => {
      const share = shareAtRisk(table, compared, row);
      return {
        target: hostOf(table.graph, targets[row]!),
        more: { low: 0, high: more[row]! },
        reachAtRisk: share === null ? null : { low: 0, high: Math.max(0, share) },
      };
    }),
  };
}

/** Why there is nothing to ask an earlier snapshot, or null. Cheap, for whoever would have to fetch it first. */
export function whyUnasked(graph: Graph, scenario: Scenario): 'nothing-new' | 'no-list' | null {
  const host = findNode(graph, scenario.host);
  if (newTargets(graph, host, scenario).length === 0) return 'nothing-new';
  return readRows(graph, [host]).targets.length === 0 ? 'no-list' : null;
}

/** @returns the impact with what the answers add to it, and its sentence */
export function withCoBlocking(impact: Impact, answers: CoBlockingAnswers): Impact {
  const coBlocking = answers(impact.scenario);
  return {
    ...impact,
    coBlocking,
    sentences: [...impact.sentences, writeCoBlocking(impact.host, coBlocking)],
    headings: [...impact.headings, { at: impact.sentences.length, title: 'Who else may block' }],
  };
}

/** Servers that the scenario has the host cut by name and on purpose, and that it does not cut today; ascending. */
function newTargets(graph: Graph, host: number, scenario: Scenario): number[] {
  const { software } = graph.snapshot.hosts[host]!;
  const today = graph.policies.rulesBy(host).effect;
  const found = new Set<number>();
  for (const { side, target, action, rule, lifted } of planScenario(graph, scenario).entries) {
    if (side !== 'ours' || lifted !== null || !cutsDeliberately(software, action)) continue;
    const name = nameIn(target, rule.matching);
    const node = name === undefined ? undefined : graph.names.find(name);
    if (node !== undefined && node !== host && (today[node]! & cutEitherWay) === 0) found.add(node);
  }
  return [...found].sort((a, b) => a - b);
}
