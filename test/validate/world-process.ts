/** One world after another, as asked for, in a process of its own. */
import { holdWorld } from './held-world.ts';
import { judgeWorld } from './judge.ts';
import type { WorldPlan } from './plan.ts';

process.on('message', async (plan: WorldPlan) => {
  process.send?.(await judgeWorld(await holdWorld(plan), plan));
});
