/**
 * Kinds of ties of one server that a model may misjudge together: how much its people follow in each language, and
 * within their own circle, differs from server to server.
 */
import { circlesOf } from './circles.ts';
import { agrees, relationOf } from './follows.ts';
import type { Graph } from './graph.ts';

/**
 * @param language of each node, as in `Languages.of`
 * @returns per node a small number: 0 the same circle, 1 no known language, above that the language
 */
export function kindsOf(graph: Graph, language: Int8Array, node: number): Uint8Array {
  const circle = circlesOf(graph);
  const kinds = new Uint8Array(language.length);
  for (let other = 0; other < kinds.length; other++) {
    kinds[other] = relationOf(circle[node]!, circle[other]!) === agrees ? 0 : language[other]! + 2;
  }
  return kinds;
}
