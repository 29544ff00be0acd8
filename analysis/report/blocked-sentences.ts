/** What being blocked costs, one sentence a figure. */
import type { Blocked, Estimate } from '../types.ts';
import { mayShowPair, showCount, showEstimate, showRange } from './figures.ts';
import { writeOutage, writePortability } from './leaving-sentences.ts';
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
  const { limitedBy, hiddenLists, reachOut, cutNow, host } = blocked;
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
    ...(answers ? [...writeLists(blocked, by.length), writeReach(reachOut), writeHiddenLists(hiddenLists)] : []),
    ...writeOutage(host, blocked.outage),
    ...writePortability(host, blocked.portability),
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

/** The list that explains most, which is where to ask first. */
function writeLists({ lists, host }: Figures, blockers: number): string[] {
  if (blockers === 0 || lists.length === 0) return [];
  const naming = lists.filter(({ namesHost }) => namesHost);
  const [first] = naming;
  if (first === undefined) return [`None of the ${showCount(lists.length)} imported lists names ${host}.`];
  const { name, entries, followers, gain } = first;
  const follow = `${showRange(followers)} of the ${showCount(blockers)} servers that cut ${host} seem to follow the imported list ${name} (${showCount(entries)} names), by what they share with it.`;
  const lifted = `If it left ${host} out and they lifted with it,`;
  if (gain.share === null) return [`${follow} ${lifted} what would return is not known.`];
  if (gain.share === 0) return [`${follow} ${lifted} nothing would return by that alone.`];
  const others = naming.length > 1 ? `, the most of ${showCount(naming.length)} lists that name it` : '';
  return [
    `${follow} ${lifted} this share of today's follower reach would return: ${showEstimate(gain)}${others}. That is where to ask first.`,
  ];
}

/** As what is missing, so that it compares with the other losses. */
function writeReach({ share, low, high, grade }: Estimate): string {
  const missing = (reached: number | null) => (reached === null ? null : 1 - reached);
  const lost = { share: missing(share), low: missing(high), high: missing(low), grade };
  return `Followers elsewhere out of reach today, private lists included: ${showEstimate(lost)}${share === null ? '' : ' of those in a world without blocks'}.`;
}

function writeHiddenLists({ servers, ...estimate }: Blocked['hiddenLists']): string {
  return estimate.share === null
    ? `${showCount(servers)} servers in reach keep their lists private, too few or with too little to compare for a range.`
    : `${showCount(servers)} servers in reach keep their lists private: if they block about as often as similar ones that publish, a further share of the followers reached is lost: ${showEstimate(estimate)}.`;
}
