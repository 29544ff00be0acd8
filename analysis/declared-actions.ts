/** Decisions that are published, counted by what they do: those on one server, and those of one server. */
import { cutEitherWay, hideIn } from './effects.ts';
import type { Graph } from './graph.ts';
import { ruleFor } from './rules.ts';

/** Servers whose published action on the node cuts, or hides without cutting; of the others, how many publish a list. */
export function countAgainst(graph: Graph, node: number): { cut: number; hide: number; ofPublished: number } {
  const { policies, snapshot } = graph;
  const effects = new Map<number, number>();
  for (const at of policies.rulesOn(node).deciding) {
    const { effect, origin } = policies.ruleAt(at).rule;
    const { source } = snapshot.blocks[at]!;
    if (origin === 'decision') effects.set(source, (effects.get(source) ?? 0) | effect);
  }
  const published = snapshot.hosts.filter((_, other) => other !== node && publishes(graph, other)).length;
  return { ...countEffects(effects.values()), ofPublished: published };
}

/** Different names on the list of the node; null when it publishes none. */
export function countDeclared(graph: Graph, node: number): { cut: number; hide: number } | null {
  if (!publishes(graph, node)) return null;
  const { hosts, blocks } = graph.snapshot;
  const effects = new Map<string, number>();
  const [from, to] = graph.policies.blockRange(node);
  for (const { target, action } of blocks.slice(from, to)) {
    const { effect, origin } = ruleFor(hosts[node]!.software, action);
    if (origin === 'decision') effects.set(target, (effects.get(target) ?? 0) | effect);
  }
  return countEffects([...effects.values()]);
}

function publishes({ snapshot }: Graph, node: number): boolean {
  const { blocks } = snapshot.hosts[node]!.disclosure;
  return blocks === 'published' || blocks === 'partial';
}

function countEffects(effects: Iterable<number>): { cut: number; hide: number } {
  const counts = { cut: 0, hide: 0 };
  for (const effect of effects) {
    if ((effect & cutEitherWay) !== 0) counts.cut++;
    else if ((effect & hideIn) !== 0) counts.hide++;
  }
  return counts;
}
