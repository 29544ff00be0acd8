/**
 * V1: whether two peer lists that know nothing of each other's server do prove that nobody follows across (ties.ts). Servers
 * that publish counts tell where that fails. Pairs of which one list cannot tell prove nothing either way, and are left out.
 */
import type { Graph } from '../graph.ts';
import { isAmong } from '../kernels/ascending.ts';
import { evidenceNames, readTies } from '../ties.ts';
import { atMost, type Check, restOn } from './check.ts';
import { countedServers } from './counted-rows.ts';

const ruledOut = evidenceNames.indexOf('E-');
const twoSided = evidenceNames.indexOf('E2');
const fewestPairs = 20;

export interface RuledOut {
  /** Pairs with follows across that both lists name or one rules out, and of them the ruled out. */
  pairs: number;
  violations: number;
  /** Share of the follows on these pairs that a list rules out; null without such pairs. */
  share: number | null;
  /** Which software's lists lacked the other server, the most follows first. */
  lackedBy: { software: string | null; pairs: number; share: number }[];
}

export function findRuledOut(graph: Graph): RuledOut {
  const { counts, snapshot, ties } = graph;
  const lacking = new Map<string | null, { pairs: number; follows: number }>();
  let [pairs, violations, all, lost] = [0, 0, 0, 0];
  for (const server of countedServers(graph)) {
    const { evidence } = readTies(ties, server);
    for (const { target, followsOut, followsIn } of counts.rowsOf(server)!) {
      const follows = followsOut + followsIn;
      if (follows === 0 || (evidence[target] !== ruledOut && evidence[target] !== twoSided)) continue;
      pairs++;
      all += follows;
      if (evidence[target] === twoSided) continue;
      violations++;
      lost += follows;
      const { software } = snapshot.hosts[isAmong(ties.peers.row(server), target) ? target : server]!;
      const sum = lacking.get(software) ?? { pairs: 0, follows: 0 };
      lacking.set(software, { pairs: sum.pairs + 1, follows: sum.follows + follows });
    }
  }
  const lackedBy = [...lacking]
    .map(([software, sum]) => ({ software, pairs: sum.pairs, share: sum.follows / all }))
    .sort((a, b) => b.share - a.share || (String(a.software) < String(b.software) ? -1 : 1));
  return { pairs, violations, share: all === 0 ? null : lost / all, lackedBy };
}

export function checkRuledOut({ pairs, share }: RuledOut): Check[] {
  const without = 'no server that publishes counts has follows with one whose peer list could tell';
  return restOn({ id: 'V1', rows: pairs, unit: 'pair', fewest: fewestPairs, without }, [
    atMost('share of follows on ties that a peer list rules out', share, 0.01),
  ]);
}
