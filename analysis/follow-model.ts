/**
 * Which model of follows a graph is read with, and how far its ties scatter: made when first asked, once for each graph.
 * Fitted where enough servers publish counts to fit on and to check with, else plain.
 */
import { calibrateDispersion, type Dispersion, uncalibrated } from './fit/dispersion.ts';
import { fitFollows } from './fit/fit-follows.ts';
import { popularityHelps } from './fit/hold-out.ts';
import { collectPairs } from './fit/pairs.ts';
import { refineLanguages } from './fit/refine-languages.ts';
import type { FollowModel } from './follows.ts';
import type { Graph } from './graph.ts';
import { languagesOf } from './languages.ts';
import { perGraph } from './per-graph.ts';
import { evidenceNames } from './ties.ts';

/** With fewer servers that publish counts the fit would describe those servers, and nothing could be held out. */
const fewestServers = 8;

export interface Fit {
  model: FollowModel;
  dispersion: Dispersion;
  /** Language of each node, as in `Languages.of`. */
  language: Int8Array;
  /** Servers it is fitted on, ascending. */
  servers: readonly number[];
}

export const fitOf = perGraph((graph): Fit => {
  const none = {
    model: plainFollows(graph),
    dispersion: uncalibrated,
    language: languagesOf(graph).of,
    servers: [],
  };
  if (graph.model === 'plain') return none;
  const pairs = collectPairs(graph);
  if (pairs.servers.length < fewestServers) return none;
  const language = refineLanguages(graph, pairs);
  const popularity = graph.model === 'full' && popularityHelps(graph, pairs, language);
  const model = fitFollows(graph, pairs, { popularity, language });
  // A server without counts has no label by its counts either.
  const bare = languagesOf(graph).of;
  const without = (servers: ReadonlySet<number>) =>
    fitFollows(graph, pairs, {
      popularity,
      language: language.map((label, node) => (servers.has(node) ? bare[node]! : label)),
      uses: (server) => !servers.has(server),
    });
  return { model, dispersion: calibrateDispersion(graph, pairs, language, without), language, servers: pairs.servers };
});

export function followModelOf(graph: Graph): FollowModel {
  return fitOf(graph).model;
}

/** @returns the language of each node, as in `Languages.of` */
export function labelsOf(graph: Graph): Int8Array {
  return fitOf(graph).language;
}

/** @returns c of single ties, each direction */
export function dispersionOf(graph: Graph): Dispersion {
  return fitOf(graph).dispersion;
}

/** @returns the servers the model is fitted on, ascending; empty where nothing is fitted */
export function calibrationServers(graph: Graph): readonly number[] {
  return fitOf(graph).servers;
}

/** M0: sizes × known ties, where nothing published speaks of more. */
export function plainFollows({ audience, order }: Pick<Graph, 'audience' | 'order'>): FollowModel {
  const people = audience.people.map((value) => (Number.isNaN(value) ? 0 : value));
  return {
    kind: 'plain',
    reader: people,
    author: people,
    group: new Uint16Array(order),
    groupCount: 1,
    affinity: new Float64Array([1]),
    circle: new Int32Array(order).fill(-1),
    kinship: new Float64Array(3).fill(1),
    evidence: new Float64Array(evidenceNames.length).fill(1),
  };
}
