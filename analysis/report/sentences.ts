/** One sentence a figure, always in the same order, neutral in words. */
import type { Graph } from '../graph.ts';
import type { Residual } from '../residual.ts';
import type { Estimate, EvidenceMix, FollowsFate, Heading, Impact } from '../types.ts';
import {
  evidenceWords,
  joinEstimate,
  showCount,
  showEstimate,
  showEstimateShort,
  showPeople,
  showShare,
  splitEstimate,
  splitPeople,
} from './figures.ts';
import { writePortabilityChange } from './leaving-sentences.ts';
import { writeResidual } from './residual-sentences.ts';
import { writeGain, writeLimitInstead, writeLists, writeOpened } from './scenario-sentences.ts';
import { writeSecondOrder } from './second-order-sentences.ts';

type Figures = Omit<Impact, 'limits' | 'sentences' | 'headings'>;

/** What the sentences need beside the figures. */
export interface Background {
  /** The host answered on the last visit. */
  answers: boolean;
  follows: FollowsFate;
  /** The counts are the host's own and came with the question. */
  broughtCounts: boolean;
  residual: { out: Residual; in: Residual };
}

/**
 * @returns no answer, cut in, cut out, people, hidden, limit instead, open again, still visible, what is lost through
 * others, communities, undo, who may move, entries, lists, evidence and unknowns; only what applies
 */
export function writeImpactSentences(
  graph: Graph,
  impact: Figures,
  { answers, follows, residual, broughtCounts }: Background,
): Pick<Impact, 'sentences' | 'headings'> {
  const { host } = impact;
  return arrange([
    [
      'What is lost',
      [
        ...(answers ? [] : [writeNoAnswer(host)]),
        writeShare('Follows cut (in)', impact.lossIn, `of the follows people on ${host} have to other servers`),
        writeShare('Followers cut (out)', impact.lossOut, 'of the followers they have on other servers'),
        writePeople(impact),
        writeShare(
          'Hidden but not cut',
          impact.hidden,
          'of those follows stay, while strangers there become hard to discover',
        ),
        ...writeLimitInstead(impact),
      ],
    ],
    [
      'What opens, and what stays in sight',
      [...writeOpened(impact), ...writeGain(impact), ...writeResidual(graph, impact, residual)],
    ],
    ['Through others', answers ? writeSecondOrder(host, impact) : []],
    [
      'Where, and whether it can be undone',
      [...writeCommunities(impact), ...writeUndo(follows), ...writePortabilityChange(impact.portability)],
    ],
    [
      'What it rests on',
      [...writeEntries(impact), ...writeLists(impact), ...writeEvidence(impact, answers, broughtCounts)],
    ],
  ]);
}

function arrange(sections: readonly (readonly [title: string, sentences: readonly string[]])[]) {
  const sentences: string[] = [];
  const headings: Heading[] = [];
  for (const [title, written] of sections) {
    if (written.length > 0) headings.push({ at: sentences.length, title });
    sentences.push(...written);
  }
  return { sentences, headings };
}

export function writeNoAnswer(host: string): string {
  return `${host} did not answer on the last visit, so its contact today is not known.`;
}

function writeShare(figure: string, estimate: Estimate, of: string): string {
  const { value } = splitEstimate(estimate);
  const bare = value === 'none' || value === 'not known';
  return `${figure}: ${showEstimate(estimate)}${bare ? '' : ` ${of}`}.`;
}

function writePeople({ coverage, people }: Figures): string {
  const { before, beforeLow, beforeHigh, lost, lostLow, lostHigh, grade, lostUnsized } = people;
  const who = coverage.audience.unit === 'active' ? 'monthly active people' : 'registered people';
  const unsized =
    lostUnsized === 0
      ? ''
      : `; the size of ${showCount(lostUnsized)} more ${lostUnsized === 1 ? 'server' : 'servers'} is not known`;
  if (lost === null) return `Out of two-way reach: how many ${who} is not known.`;
  const least = lostUnsized === 0 ? '' : 'at least ';
  const known = joinEstimate(splitPeople({ value: lost, low: lostLow, high: lostHigh, grade }));
  return `Out of two-way reach: ${least}${known} of ${showPeople(before)} (${showPeople(beforeLow)}–${showPeople(beforeHigh)}) ${who} elsewhere${unsized}.`;
}

function writeCommunities({ communities }: Figures): string[] {
  const top = communities.slice(0, 3);
  if (top.length === 0) return [];
  const parts = top.map(
    ({ name, estimateLost, estimateOfLoss }) =>
      `${name}: ${showEstimateShort(estimateLost)} of the ties there, ${showEstimateShort(estimateOfLoss)} of the loss`,
  );
  return [`Mostly cut: ${parts.join('; ')}.`];
}

function writeUndo(follows: FollowsFate): string[] {
  switch (follows) {
    case 'deleted':
      return [
        'Cannot be undone: lifting this later lets posts flow again, but does not bring back the follows, which the software deletes.',
      ];
    case 'kept':
      return ['Can be undone: nothing in this deletes follows.'];
    case 'unknown':
      return [
        'Whether follows survive is not known: for some of this software nobody has read what its action does to them.',
      ];
    case null:
      return [];
  }
}

function writeEntries({ entries, entryCounts, entriesFor90 }: Figures): string[] {
  if (entries.length < 2) return [];
  const unseen = entries.every(({ status, hosts }) => status !== 'unknown' || hosts === 0);
  const words = {
    opened: 'open again',
    shown: 'no longer hidden',
    unknown: unseen ? 'not seen' : 'not known',
  } as Record<string, string>;
  const counted = Object.entries(entryCounts).filter(([, count]) => count > 0);
  const parts = counted.map(([status, count]) => `${showCount(count)} ${words[status] ?? status}`);
  const carried = entriesFor90 === null ? '' : ` ${showCount(entriesFor90)} of them carry 90 % of the loss.`;
  return [`${showCount(entries.length)} entries: ${parts.join(', ')}.${carried}`];
}

function writeEvidence({ evidence, entries, coverage }: Figures, answers: boolean, brought: boolean): string[] {
  const noLists = coverage.noPeerLists ? ['There are no peer lists in this snapshot.'] : [];
  const known = answers ? [writeMix(evidence, brought)] : [];
  const sentence = [...known, ...writeUnsized(entries), ...noLists].join(' ');
  return sentence === '' ? [] : [sentence];
}

function writeMix(mix: EvidenceMix | null, brought: boolean): string {
  if (mix === null) return 'Evidence: no known ties, so nothing to lose that we can see.';
  if (mix.X === 1)
    return `Evidence: exact counts, ${brought ? 'which came with the question' : 'published by the server itself'}.`;
  const parts = (['X', 'E2', 'E1', 'E0'] as const).filter((kind) => mix[kind] > 0);
  return `Evidence: by weight of ties, ${parts.map((kind) => `${showShare(mix[kind])} ${evidenceWords[kind]}`).join(', ')}.`;
}

function writeUnsized(entries: Figures['entries']): string[] {
  const unsized = entries.filter(({ audience }) => audience === null).length;
  const unseen = entries.filter(({ hosts, status }) => hosts === 0 && status === 'unknown').length;
  if (unsized === 0) return [];
  const never = unseen === 0 ? '' : `; ${showCount(unseen)} of these ${unseen === 1 ? 'was' : 'were'} never seen`;
  return [
    `${showCount(unsized)} of ${showCount(entries.length)} named ${unsized === 1 ? 'has' : 'have'} no known audience${never}.`,
  ];
}
