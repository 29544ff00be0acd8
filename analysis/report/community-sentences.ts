/** What communities are, in words: how many, at which resolution, and how far that choice decides what they are. */
import type { CommunityList } from '../list-communities.ts';
import { showCount } from './figures.ts';

interface Found extends Pick<CommunityList, 'inNone' | 'chosen'> {
  communities: number;
}

export function writeCommunities({ communities, inNone, chosen }: Found): Pick<CommunityList, 'sentences' | 'limits'> {
  return {
    sentences: [
      `${showCount(communities)} communities of five or more servers; ${showCount(inNone)} servers are in none.`,
      ...(chosen === null
        ? ['Found on the backbone at resolution 1, the best of four runs; on a snapshot this small no other is tried.']
        : writeChoice(chosen)),
    ],
    limits: [
      'Servers of one community are tied to the same servers, by the lists of peers. That is not to say that all their people talk with each other, or with nobody else.',
      ...(chosen === null
        ? []
        : [
            'A server without a tie that both sides list goes with the one it resembles most among those that list it.',
          ]),
    ],
  };
}

function writeChoice({ resolution, stability, seeds, plateau, tried }: NonNullable<CommunityList['chosen']>): string[] {
  return [
    `Found on all ties that both servers list, at resolution ${resolution}: the higher it is, the smaller the groups. ${tried.length} were tried.`,
    `${seeds} runs from different starts agree to ${agreement(stability)} (normalised mutual information; 1 is the same groups).`,
    plateau === null
      ? 'At no range of resolutions do the groups stay the same: which groups these are depends on the one chosen.'
      : `From resolution ${plateau.from} to ${plateau.to} the groups stay the same, so that the choice within does not decide what they are.`,
  ];
}

function agreement(value: number): string {
  return value.toFixed(2);
}
