/** What being blocked costs, one sentence a figure. */
import type { Blocked } from '../types.ts';
import { mayShowPair, showCount, showEstimate, showShare } from './figures.ts';
import { writeNoAnswer } from './sentences.ts';

type Figures = Omit<Blocked, 'limits' | 'sentences'>;

/** What the sentences need beside the figures. */
export interface BlockedBackground {
  /** The host answered on the last visit. */
  answers: boolean;
  /** Servers that cut the host without anybody's decision, by what made their software do so. */
  marked: { unanswered: number; software: number };
}

export function writeBlockedSentences(blocked: Figures, { answers, marked }: BlockedBackground): string[] {
  const { limitedBy, hiddenLists, cutNow, host } = blocked;
  const by = blocked.by.filter(({ automatic }) => !automatic);
  const large = by.filter(({ audience }) => mayShowPair([audience]));
  const [dearest] = large;
  const both = by.filter(({ needsBoth }) => needsBoth).length;
  const severed = by.filter(({ irreversible }) => irreversible).length;
  return [
    ...(answers ? [] : [writeNoAnswer(host)]),
    `${showCount(by.length)} ${by.length === 1 ? 'server declares' : 'servers declare'} in public an action that cuts ${host}; ${showCount(limitedBy.length)} only hide it.`,
    ...writeMarked(host, marked),
    ...(dearest && answers
      ? [
          `The dearest is ${dearest.source} (${dearest.action}): followers elsewhere ${showEstimate(dearest.estimateOut)}, follows elsewhere ${showEstimate(dearest.estimateIn)}, against a world without blocks.`,
        ]
      : []),
    ...writeRepair(large),
    ...(both > 0
      ? [
          `${showCount(both)} of them ${both === 1 ? 'is' : 'are'} cut by ${host} too: nothing returns there until both lift.`,
        ]
      : []),
    ...(severed > 0
      ? [`On ${showCount(severed)} of them the follows were deleted: people could follow again, but not automatically.`]
      : []),
    ...(answers ? [writeHiddenLists(hiddenLists)] : []),
    `Two-way contact is impossible today with ${showCount(cutNow.byBlocks.hosts)} other servers by actions of either side, and with ${showCount(cutNow.withAllowlists.hosts)} when allowlists count too.`,
  ];
}

/** These declare nothing, and are in no count of decisions. */
function writeMarked(host: string, { unanswered, software }: BlockedBackground['marked']): string[] {
  const stopped = (count: number, because: string) =>
    count === 0
      ? []
      : [
          `${showCount(count)} ${count === 1 ? 'server' : 'servers'} stopped sending by ${count === 1 ? 'itself' : 'themselves'} because ${because}.`,
        ];
  return [
    ...stopped(unanswered, `${host} did not answer or said that it is gone`),
    ...stopped(software, `of the software that ${host} runs`),
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
