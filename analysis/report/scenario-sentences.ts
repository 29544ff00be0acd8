/** Sentences on what only some scenarios have: blocks that could be limits, contact that opens again, imported lists. */
import { append } from '../multimap.ts';
import type { Impact } from '../types.ts';
import { showCount, showEstimate } from './figures.ts';

type Figures = Omit<Impact, 'limits' | 'sentences' | 'headings'>;

/** The milder way beside a block: one sentence, where anything of it is known. */
export function writeLimitInstead({ limitInstead }: Figures): string[] {
  if (limitInstead === null || limitInstead.hidden.share === null) return [];
  const { lossIn, lossOut, hidden } = limitInstead;
  return [
    `With a limit in place of every block: follows cut ${showEstimate(lossIn)}, followers cut ${showEstimate(lossOut)}, hidden ${showEstimate(hidden)}.`,
  ];
}

/** @returns nothing where no contact opens again */
export function writeOpened({ touched }: Pick<Figures, 'touched'>): string[] {
  const count = touched.filter(({ status }) => status === 'opened').length;
  if (count === 0) return [];
  return [
    `${showCount(count)} ${count === 1 ? 'server' : 'servers'} would be open to contact again; follows that were deleted do not come back.`,
  ];
}

/** What comes on top of today's contact, and what one side alone cannot open. */
export function writeGain({ gain, touched }: Pick<Figures, 'gain' | 'touched'>): string[] {
  const opens = touched.some(({ status }) => status === 'opened');
  const shown = gain.shown.share !== null && gain.shown.share > 0;
  const rest = gain.needsBoth === 1 ? '1 server stays' : `${showCount(gain.needsBoth)} servers stay`;
  return [
    ...(opens
      ? [
          `Open again, over what is reached today: follows ${showEstimate(gain.in)}, followers ${showEstimate(gain.out)}.`,
        ]
      : []),
    ...(shown ? [`No longer hidden: ${showEstimate(gain.shown)} of the follows that work today.`] : []),
    ...(gain.needsBoth > 0 ? [`${rest} cut after the lift, because the other side cuts too: both have to lift.`] : []),
  ];
}

/** What is taken of lists, which of them count as one, what they come to with today's blocks, and how much concerns the host. */
export function writeLists({ host, lists, scenario, entries, tied, cumulative }: Figures): string[] {
  if (lists.length === 0 && scenario.blocklist === undefined) return [];
  const itself = entries.some((entry) => entry.target === host && entry.hosts === 0);
  return [
    ...(lists.length > 1 ? [writeAgreement(lists, scenario.threshold ?? 1), ...writeCopies(lists)] : []),
    `Cut in all, against a world without any block: follows ${showEstimate(cumulative.estimateIn)}, followers ${showEstimate(cumulative.estimateOut)}.`,
    `${showCount(tied)} of ${showCount(entries.length)} entries name a server that people on ${host} may have a tie with.`,
    ...(itself ? [`The list names ${host} itself, which does nothing here.`] : []),
  ];
}

function writeAgreement(lists: Figures['lists'], threshold: number): string {
  const taken = lists.map(({ name, imported, entries }) => `${name} ${showCount(imported)} of ${showCount(entries)}`);
  const least = threshold === 1 ? 'any list names' : `at least ${showCount(threshold)} independent lists name`;
  return `Imported is what ${least}: ${taken.join(', ')}.`;
}

function writeCopies(lists: Figures['lists']): string[] {
  const groups = new Map<number, string[]>();
  for (const { name, group } of lists) append(groups, group, name);
  return [...groups.values()]
    .filter((names) => names.length > 1)
    .map((names) => `Near-copies that count as one list: ${names.join(', ')}.`);
}
