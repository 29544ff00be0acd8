/** From the start of a program to its first answer, in a process whose only work it is; as `impact` and `serve` begin. */
import { hostOf } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { prepare } from '../../../analysis/prepare.ts';
import { openGraph } from '../../../viz/cli/open-graph.ts';
import { processPeakMb } from '../measure.ts';
import { readPlan } from '../processes.ts';

export interface AnswerPlan {
  file: string;
}

export interface Answered {
  /** Since the process began. */
  wallMs: number;
  rssMb: number;
  peers: number;
}

const { file } = await readPlan<AnswerPlan>();
const graph = prepare(await openGraph(file, undefined));
const { people } = graph.audience;
const ranked = [...people.keys()].filter((node) => people[node]! > 0).sort((a, b) => people[b]! - people[a]! || a - b);
assess(graph, { host: hostOf(graph, ranked[0]!), block: [hostOf(graph, ranked[1]!)] });
process.send?.({
  wallMs: performance.now(),
  rssMb: processPeakMb(),
  peers: graph.ties.peers.size,
} satisfies Answered);
