/** Who gets whose posts in the slow world, asked pair by pair. */
import type { SlowEffect, SlowRule } from './slow-rules.ts';
import type { SlowWorld } from './slow-twin.ts';

export interface Rules {
  of: (node: number) => SlowRule[];
  allows: (node: number) => string[] | null;
}

export const cuts = (effect: SlowEffect) => effect.cutIn || effect.cutOut;

/** Who gets whose posts under some rules. */
export function contact(world: SlowWorld, rules: Rules, x: number, j: number) {
  const ours = world.effect(x, j, rules.of(x), rules.allows(x));
  const theirs = world.effect(j, x, rules.of(j), rules.allows(j));
  const live = world.live(x) && world.live(j);
  return {
    ours,
    theirs,
    in: live && !ours.cutIn && !theirs.cutOut,
    out: live && !ours.cutOut && !theirs.cutIn,
  };
}
