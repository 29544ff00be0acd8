/**
 * What private block lists take, against the planted truth of simulated fediverses: the lists the crawler was not
 * shown, applied after all. The upper end supposes twice the rate of similar published lists.
 */
import { beforeAll, expect, test } from 'vitest';
import { assessBlocked } from '../../analysis/blocked.ts';
import { cutIn } from '../../analysis/effects.ts';
import { buildGraph, type Graph } from '../../analysis/graph.ts';
import { indexPolicies } from '../../analysis/policies.ts';
import { pushOut, standingOf } from '../../analysis/visibility.ts';
import { weighTies } from '../../analysis/weights.ts';
import type { Snapshot } from '../../data/snapshot/types.ts';
import type { World } from '../../data/world/types.ts';
import { sharedWorld } from './shared-world.ts';

interface Answer {
  /** Share of today's follower reach that withheld lists really cut. */
  truth: number;
  share: number;
  high: number;
}

const answers: Answer[] = [];
let hit: Answer[] = [];

beforeAll(async () => {
  for (const seed of [1, 2, 3, 4]) {
    const { world, snapshot, remove } = await sharedWorld({ hosts: 300, seed });
    await remove();
    answers.push(...compare(snapshot, world));
  }
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  const mean = (read: (answer: Answer) => number) => percent(hit.reduce((sum, row) => sum + read(row), 0) / hit.length);
  hit = answers.filter(({ truth }) => truth > 0);
  console.log(
    `${hit.length} of ${answers.length} hosts are cut by private lists: within the range ${percent(withinOf(hit))}, mean truth ${mean(({ truth }) => truth)}, mean estimate ${mean(({ share }) => share)}, mean upper end ${mean(({ high }) => high)}`,
  );
});

test('what private lists take lies in the range for at least four in five hosts that they cut', () => {
  expect(hit.length).toBeGreaterThan(20);
  expect(withinOf(hit)).toBeGreaterThan(0.8);
});

test('the estimate is rather too high than too low: administrators spare those their people follow, and it knows nothing of that', () => {
  const sum = (read: (answer: Answer) => number) => answers.reduce((total, answer) => total + read(answer), 0);
  for (const { share, high } of answers) expect(share).toBeLessThanOrEqual(high);
  const ratio = sum(({ share }) => share) / sum(({ truth }) => truth);
  console.log(`estimate over truth, over all ${answers.length} hosts: ${ratio.toFixed(2)}`);
  expect(ratio).toBeGreaterThan(1);
  expect(ratio).toBeLessThan(6);
});

test('the upper end stays of the order of the truth', () => {
  const sum = (read: (answer: Answer) => number) => answers.reduce((total, answer) => total + read(answer), 0);
  expect(sum(({ truth }) => truth)).toBeGreaterThan(0);
  expect(sum(({ high }) => high)).toBeLessThan(10 * sum(({ truth }) => truth));
});

function compare(snapshot: Snapshot, world: World): Answer[] {
  const graph = buildGraph(snapshot);
  const truth = indexPolicies({ ...snapshot, blocks: trueBlocks(graph, world) }, graph.names);
  return snapshot.hosts.flatMap(({ host, liveness }, node) => {
    if (liveness !== 'alive') return [];
    const { hiddenLists } = assessBlocked(graph, host);
    const { share, high } = hiddenLists;
    if (share === null || high === null) return [];
    const standing = standingOf(graph, node);
    const { out } = weighTies(graph, node);
    const really = truth.rulesOn(node).effect;
    const sums = { reach: 0, lost: 0 };
    for (let other = 0; other < graph.order; other++) {
      const weight = out[other]! * pushOut(graph, standing, other);
      sums.reach += weight;
      const withheld = snapshot.hosts[other]!.disclosure.blocks === 'withheld';
      if (withheld && (really[other]! & cutIn) !== 0) sums.lost += weight;
    }
    return [{ truth: sums.lost / sums.reach, share, high }];
  });
}

/** Every list as its administrator keeps it, shown or not. */
function trueBlocks({ names }: Graph, world: World): Snapshot['blocks'] {
  const blocks = world.servers.flatMap((server) => {
    const source = names.find(server.host);
    if (source === undefined) return [];
    return server.blocks.map(({ target, action, comment }) => ({
      source,
      target,
      action,
      comment,
      resolved: null,
      mask: null,
      digest: null,
    }));
  });
  return blocks.sort((a, b) => a.source - b.source);
}

function withinOf(group: readonly Answer[]): number {
  return group.filter(({ truth, high }) => truth <= high).length / group.length;
}
