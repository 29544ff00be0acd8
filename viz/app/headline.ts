/** The answer in one breath, read out when it changes: which servers, how many people, and what nobody can say. */
import type { DirectLoss, HostCard } from '../../analysis/types.ts';
import { joinEstimate, peopleWords, showCount, showPeople, splitLost } from './figures.ts';
import { words } from './words/words.ts';

/** What of an answer is said in it. */
type Said = Omit<DirectLoss, 'schema'>;

/** @returns one to three sentences; “Nothing changes” only where that is known */
export function writeHeadline(impact: Said, liveness: HostCard['liveness']): string {
  if (liveness === 'dead') return words().report.headNoAnswer(impact.host);
  const touched = countTouched(impact);
  if (touched === '') return writeUntouched(impact);
  return [`${touched}.`, writePeople(impact), writeReturning(impact), writeUnseen(impact)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Of a server that did not answer, whatever is asked. */
export function noContactKnown(host: string): string {
  return words().report.noContactKnown(host);
}

function countTouched({ touched, entries }: Said): string {
  const { headServers, headStatus } = words().report;
  const parts = (['cut', 'hidden', 'opened'] as const).map((wanted) => ({
    count: touched.filter(({ status }) => status === wanted).length,
    word: headStatus[wanted],
  }));
  const shown = entries.filter(({ status }) => status === 'shown').reduce((sum, { hosts }) => sum + hosts, 0);
  return [...parts, { count: shown, word: headStatus.shown }]
    .filter(({ count }) => count > 0)
    .map(({ count, word }, i) => `${i === 0 ? headServers(count, showCount(count)) : showCount(count)} ${word}`)
    .join(', ');
}

function writeUntouched({ entries, lossIn, lossOut }: Said): string {
  const { report } = words();
  const unseen = entries.filter(({ status }) => status === 'unknown');
  const [only] = unseen;
  if (only !== undefined && entries.length === 1) return report.headOneUnseen(only.target);
  if (unseen.length > 0 && unseen.length === entries.length) return report.headNoneSeen(showCount(entries.length));
  if (unseen.length > 0) {
    const rest = entries.length - unseen.length;
    return report.headRestUnseen(rest, showCount(rest), unseen.length, showCount(unseen.length));
  }
  if (lossIn.share === null || lossOut.share === null) return report.headUnknown;
  return entries.length === 1 ? report.headNothing : report.headNothingOfThese;
}

function writePeople({ people, coverage, touched }: Said): string {
  if (!touched.some(({ status }) => status === 'cut')) return '';
  const { report } = words();
  const who = peopleWords(coverage.audience.unit);
  const lost = splitLost(people);
  if (lost.kind === 'not-known' || people.before === null) return report.headPeopleUnknown(who);
  if (lost.kind === 'none') return report.headNobody;
  return report.headPeople(joinEstimate(lost), showPeople(people.before), who, people.lostUnsized > 0);
}

function writeReturning({ touched }: Said): string {
  return touched.some(({ status }) => status === 'opened') ? words().report.headNotBack : '';
}

function writeUnseen({ entries }: Said): string {
  const unseen = entries.filter(({ status }) => status === 'unknown').length;
  return unseen === 0 ? '' : words().report.headUnseen(unseen, showCount(unseen));
}
