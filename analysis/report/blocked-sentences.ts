/** What being blocked costs, one sentence a figure. */
import type { Blocked } from '../types.ts';
import { showCount, showShare } from './figures.ts';

type Figures = Omit<Blocked, 'limits' | 'sentences'>;

export function writeBlockedSentences(blocked: Figures): string[] {
  const { by, limitedBy, hiddenLists, cutNow, host } = blocked;
  const [dearest] = by;
  const both = by.filter(({ needsBoth }) => needsBoth).length;
  const severed = by.filter(({ irreversible }) => irreversible).length;
  return [
    `${showCount(by.length)} ${by.length === 1 ? 'server declares' : 'servers declare'} in public an action that cuts ${host}; ${showCount(limitedBy.length)} only hide it.`,
    ...(dearest
      ? [
          `The dearest is ${dearest.source} (${dearest.action}): ${showShare(dearest.costOut)} of the followers and ${showShare(dearest.costIn)} of the follows elsewhere, against a world without blocks.`,
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
    hiddenLists.high === null
      ? `${showCount(hiddenLists.servers)} servers in reach keep their lists private, too few or with too little to compare for a range.`
      : `${showCount(hiddenLists.servers)} servers in reach keep their lists private: if they block about as often as similar ones that publish, up to ${showShare(hiddenLists.high)} more of the followers is lost.`,
    `Two-way contact is impossible today with ${showCount(cutNow.byBlocks.hosts)} other servers by blocks of either side, and with ${showCount(cutNow.withAllowlists.hosts)} when allowlists count too.`,
  ];
}

function writeRepair(by: Blocked['by']): string[] {
  const best = by.filter(({ repair }) => repair !== null && repair > 0).sort((a, b) => b.repair! - a.repair!)[0];
  return best
    ? [
        `If only ${best.source} lifted its action, follower reach would grow by ${showShare(best.repair)} of what it is today.`,
      ]
    : [];
}
