/** What being blocked costs, one sentence a figure. */
import type { Blocked } from '../types.ts';
import { showCount, showEstimate, showShare } from './figures.ts';
import { writeNoAnswer } from './sentences.ts';

type Figures = Omit<Blocked, 'limits' | 'sentences'>;

/** @param answers the host answered on the last visit */
export function writeBlockedSentences(blocked: Figures, answers: boolean): string[] {
  const { by, limitedBy, hiddenLists, cutNow, host } = blocked;
  const [dearest] = by;
  const both = by.filter(({ needsBoth }) => needsBoth).length;
  const severed = by.filter(({ irreversible }) => irreversible).length;
  return [
    ...(answers ? [] : [writeNoAnswer(host)]),
    `${showCount(by.length)} ${by.length === 1 ? 'server declares' : 'servers declare'} in public an action that cuts ${host}; ${showCount(limitedBy.length)} only hide it.`,
    ...(dearest && answers
      ? [
          `The dearest is ${dearest.source} (${dearest.action}): followers elsewhere ${showEstimate(dearest.estimateOut)}, follows elsewhere ${showEstimate(dearest.estimateIn)}, against a world without blocks.`,
        ]
      : []),
    ...writeRepair(by),
    ...(both > 0
      ? [
          `${showCount(both)} of them ${both === 1 ? 'is' : 'are'} cut by ${host} too: nothing returns there until both lift.`,
        ]
      : []),
    ...(severed > 0
      ? [`On ${showCount(severed)} of them the follows were deleted: people could follow again, but not automatically.`]
      : []),
    ...(answers ? [writeHiddenLists(hiddenLists)] : []),
    `Two-way contact is impossible today with ${showCount(cutNow.byBlocks.hosts)} other servers by blocks of either side, and with ${showCount(cutNow.withAllowlists.hosts)} when allowlists count too.`,
  ];
}

function writeRepair(by: Blocked['by']): string[] {
  const best = by.filter(({ repair }) => repair !== null && repair > 0).sort((a, b) => b.repair! - a.repair!)[0];
  return best
    ? [`Back if only ${best.source} lifts its action: ${showEstimate(best.estimateRepair)} of today's follower reach.`]
    : [];
}

function writeHiddenLists({ servers, high }: Blocked['hiddenLists']): string {
  return high === null
    ? `${showCount(servers)} servers in reach keep their lists private, too few or with too little to compare for a range.`
    : `${showCount(servers)} servers in reach keep their lists private: if they block about as often as similar ones that publish, up to ${showShare(high)} more of the followers is lost.`;
}
