import type { Graph } from './graph.ts';

/** Computes once for each graph, when first asked. */
export function perGraph<Value>(compute: (graph: Graph) => Value): (graph: Graph) => Value {
  const known = new WeakMap<Graph, { value: Value }>();
  return (graph) => {
    let found = known.get(graph);
    if (found === undefined) {
      found = { value: compute(graph) };
      known.set(graph, found);
    }
    return found.value;
  };
}
