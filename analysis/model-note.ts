/** What the estimates of an answer rest on: which model of follows, fitted on whom, and how well it told who was left out. */
import { calibrationServers, dispersionOf, followModelOf, labelsOf } from './follow-model.ts';
import type { Graph } from './graph.ts';
import { languagesOf } from './languages.ts';
import { perGraph } from './per-graph.ts';
import type { ModelNote } from './types.ts';

export const modelNoteOf = perGraph((graph: Graph): ModelNote => {
  const { list } = languagesOf(graph);
  const of = labelsOf(graph);
  const servers = calibrationServers(graph);
  const counts = new Map<string, number>();
  for (const node of servers) {
    const language = list[of[node]!];
    if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  const [top] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return {
    kind: followModelOf(graph).kind,
    servers: servers.length,
    mainLanguage: top === undefined ? null : { language: top[0], servers: top[1] },
    covered: dispersionOf(graph).covered,
  };
});
