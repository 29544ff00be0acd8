/**
 * The cuts that people decided on, as the texts of a server's declared rules. What a software marks by itself, because the
 * other side stopped answering or runs a version it refuses, says nothing about whom a list has in view.
 */
import { cutEitherWay } from './effects.ts';
import type { Graph } from './graph.ts';
import { readTarget } from './matching.ts';
import { type Matching, ruleFor } from './rules.ts';

/** @param software whose word the action is; null for a list that is passed round between softwares */
export function cutsDeliberately(software: string | null, action: string): boolean {
  const { effect, origin } = ruleFor(software, action);
  return (effect & cutEitherWay) !== 0 && origin === 'decision';
}

/** Calls `visit` with every name the server cuts by name; of masked ones that nothing resolves, the mask. */
export function eachDeliberateCut({ snapshot, policies }: Graph, node: number, visit: (name: string) => void): void {
  const { software } = snapshot.hosts[node]!;
  const [from, to] = policies.blockRange(node);
  for (let at = from; at < to; at++) {
    const { target, resolved, action } = snapshot.blocks[at]!;
    if (!cutsDeliberately(software, action)) continue;
    const name = nameIn(resolved ?? target, ruleFor(software, action).matching);
    if (name !== undefined) visit(name);
  }
}

/** @returns the name that the text of a rule has in view, also where it takes what is below; undefined where it takes that alone */
export function nameIn(text: string, matching: Matching): string | undefined {
  const { kind, name } = readTarget(text, matching);
  return kind === 'below' ? undefined : name;
}
