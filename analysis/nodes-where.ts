/** @returns the nodes of a graph of this order for which `holds`, ascending. O(order) */
export function nodesWhere(order: number, holds: (node: number) => boolean): number[] {
  const nodes: number[] = [];
  for (let node = 0; node < order; node++) if (holds(node)) nodes.push(node);
  return nodes;
}
