/** Who else may block the same, in one sentence: never as what the block brings about. */
import type { CoBlocking, NoCoBlocking } from '../co-blocking/types.ts';
import { showCount, showShare, showUpTo } from './figures.ts';

const notAnEffect =
  'Lists grow alike for many reasons, so the low end is always 0, and none of this is what the block brings about';

export function writeCoBlocking(host: string, coBlocking: CoBlocking): string {
  const { more, targets, targetCount, similar, newBlocks, days, reason } = coBlocking;
  if (more === null)
    return `Whether servers with similar lists block the same is not known: ${whyNot[reason!](host, coBlocking)}.`;
  const [first] = targets;
  const count = more.high === 0 ? 'no' : showUpTo(more.high);
  const what =
    targetCount === 1
      ? `further servers that cut ${first!.target}`
      : `further blocks of the ${showCount(targetCount)} servers named`;
  const atRisk = targetCount === 1 && first!.reachAtRisk !== null ? first!.reachAtRisk.high : 0;
  const reach = atRisk === 0 ? '' : `, with 0 to ${showShare(atRisk)} of its follower reach`;
  return `Among the ${showCount(similar!)} servers whose published list that of ${host} resembles, going by ${showCount(newBlocks!)} new blocks in ${showCount(days!)} days: ${count} ${what} in as long${reach}. ${notAnEffect}.`;
}

const whyNot: Readonly<Record<NoCoBlocking, (host: string, coBlocking: CoBlocking) => string>> = {
  'no-earlier-snapshot': () => 'there is no earlier snapshot to compare with',
  'nothing-new': (host) => `there is no known server that ${host} would newly cut by name`,
  'no-list': (host) => `no server that ${host} cuts is known, so no list can resemble its own`,
  'nobody-similar': (host) => `the list of ${host} is near to no published one`,
  'few-new-blocks': (_, { newBlocks }) =>
    `${showCount(newBlocks ?? 0)} new ${newBlocks === 1 ? 'block' : 'blocks'} on lists read at both times are too few to learn from`,
  'not-converged': () => 'the fit to past blocks did not converge',
};
