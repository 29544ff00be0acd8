import type { Graph } from './graph.ts';

export interface PerGraph<Value> {
  (graph: Graph): Value;
  /** Gives the value of a graph that was found elsewhere, from more than this graph holds; to be said before it is asked for. */
  tell(graph: Graph, value: Value): void;
  /** Whether it is known already. */
  isTold(graph: Graph): boolean;
}

/** Computes once for each graph, when first asked. */
export function perGraph<Value>(compute: (graph: Graph) => Value): PerGraph<Value> {
  const known = new WeakMap<Graph, { value: Value }>();
  const read = (graph: Graph) => {
    let found = known.get(graph);
    if (found === undefined) {
      found = { value: compute(graph) };
      known.set(graph, found);
    }
    return found.value;
  };
  return Object.assign(read, {
    tell: (graph: Graph, value: Value) => void known.set(graph, { value }),
    isTold: (graph: Graph) => known.has(graph),
  });
}
