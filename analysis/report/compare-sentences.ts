/** Servers side by side, one sentence a figure, always in the order they were asked for, and never which to prefer. */
import type { ComparedHost, Comparison } from '../comparison.ts';
import { showCount, showEstimate, showEstimateShort, showPeopleBetween, showVariety } from './figures.ts';
import { writeNoAnswer } from './sentences.ts';

type Figures = Omit<Comparison, 'limits' | 'sentences'>;

const shownDifferences = 3;

/** @returns no answer, reach of each, what is cut, differences, whom none reaches, variety, blocks on them, their own, moving away */
export function writeComparisonSentences(comparison: Figures): string[] {
  const { hosts, coverage } = comparison;
  const who = coverage.audience.unit === 'active' ? 'monthly active people' : 'registered people';
  return [
    ...hosts.filter(({ liveness }) => liveness === 'dead').map(({ host }) => writeNoAnswer(host)),
    ...hosts.filter(({ liveness }) => liveness !== 'dead').map((compared) => writeReach(compared, who)),
    `Cut by a published rule of either side: ${each(hosts, ({ cut }) => showEstimate(cut))} of them.`,
    ...writeDifferences(comparison),
    ...writeNone(comparison),
    ...writeVariety(hosts),
    `Of the servers that publish their list, those that cut ${each(hosts, ({ blocksAgainst: { cut, ofPublished } }) => `${showCount(cut)} of ${showCount(ofPublished)}`)}; those that only hide ${each(hosts, ({ blocksAgainst }) => showCount(blocksAgainst.hide))}. Lists we did not see may name any of them.`,
    `Names on their own published lists: ${each(hosts, writeDeclared)}.`,
    `Followers elsewhere who would come along if people moved away again: ${each(hosts, ({ portable }) => showEstimate(portable))}.`,
  ];
}

/** What the share is not: a limit that only comparisons have. */
export function writeMeaningOfReach(): string {
  return 'In reach are people on servers that have met; who is neither in reach nor cut may still be met, by the first follow.';
}

function writeReach({ host, reach }: ComparedHost, who: string): string {
  if (reach.share === null) return `From ${host}: how many ${who} elsewhere are in two-way reach is not known.`;
  const unsized =
    reach.unsized === 0 ? '' : `; the size of ${showCount(reach.unsized)} more servers in reach is not known`;
  return `From ${host}: ${showEstimate(reach)} of the ${who} elsewhere are in two-way reach, ${showPeopleBetween(reach.people)}${unsized}.`;
}

function writeDifferences({ differences: { communities }, hosts }: Figures): string[] {
  if (hosts.some(({ reach }) => reach.share === null)) return [];
  if (communities.length === 0) return ['In no community do they differ by more than the estimates leave open.'];
  const parts = communities
    .slice(0, shownDifferences)
    .map(
      ({ name, most, least }) =>
        `${name}: ${showEstimateShort(most.reached)} from ${most.host}, ${showEstimateShort(least.reached)} from ${least.host}`,
    );
  return [`They differ most in the share in reach of these communities. ${parts.join('; ')}.`];
}

function writeNone({ differences: { noneReaches } }: Figures): string[] {
  if (noneReaches.share === null) return [];
  return [
    `In reach of none of them: ${showEstimate(noneReaches)} of the people elsewhere, ${showPeopleBetween(noneReaches.people)}.`,
  ];
}

function writeVariety(hosts: readonly ComparedHost[]): string[] {
  if (hosts.every(({ effectiveCommunities }) => effectiveCommunities === null)) return [];
  return [
    `Effective number of communities among the people in reach (so many of one size would be as varied): ${each(hosts, ({ effectiveCommunities }) => showVariety(effectiveCommunities))}.`,
  ];
}

function writeDeclared({ declares, blockList }: ComparedHost): string {
  if (declares === null) return 'no list seen';
  return `${showCount(declares.cut)} cut, ${showCount(declares.hide)} hidden${blockList === 'partial' ? ', as far as it was read' : ''}`;
}

function each(hosts: readonly ComparedHost[], write: (compared: ComparedHost) => string): string {
  return hosts.map((compared) => `${compared.host} ${write(compared)}`).join(', ');
}
