/** The answer in one breath, read out when it changes: which servers, how many people, and what nobody can say. */
import type { HostCard, Impact } from '../../analysis/types.ts';
import { joinEstimate, peopleWords, showCount, showPeople, splitLost } from './figures.ts';

/** @returns one to three sentences; “Nothing changes” only where that is known */
export function writeHeadline(impact: Impact, liveness: HostCard['liveness']): string {
  if (liveness === 'dead') return `What this would change is not known, since ${impact.host} did not answer.`;
  const touched = countTouched(impact);
  if (touched === '') return writeUntouched(impact);
  return [`${touched}.`, writePeople(impact), writeReturning(impact), writeUnseen(impact)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Of a server that did not answer, whatever is asked. */
export function noContactKnown(host: string): string {
  return `${host} did not answer on the last visit, so its contact today is not known.`;
}

function countTouched({ touched, entries }: Impact): string {
  const parts = (['cut', 'hidden', 'opened'] as const).map((wanted) => ({
    count: touched.filter(({ status }) => status === wanted).length,
    word: wanted === 'opened' ? 'open again' : wanted,
  }));
  const shown = entries.filter(({ status }) => status === 'shown').reduce((sum, { hosts }) => sum + hosts, 0);
  return [...parts, { count: shown, word: 'no longer hidden' }]
    .filter(({ count }) => count > 0)
    .map(({ count, word }, i) => `${i === 0 ? countOf(count, 'server') : showCount(count)} ${word}`)
    .join(', ');
}

function writeUntouched({ entries, lossIn, lossOut }: Impact): string {
  const unseen = entries.filter(({ status }) => status === 'unknown');
  const [only] = unseen;
  if (only !== undefined && entries.length === 1) {
    return `${only.target} was not seen, so what it would cut is not known.`;
  }
  if (unseen.length > 0 && unseen.length === entries.length) {
    return `None of the ${showCount(entries.length)} named servers was seen, so what they would cut is not known.`;
  }
  if (unseen.length > 0) {
    const rest = countOf(entries.length - unseen.length, 'named server');
    return `No contact that is known goes with ${rest}; ${countOf(unseen.length, 'other')} ${were(unseen.length)} not seen, so what ${unseen.length === 1 ? 'it' : 'they'} would cut is not known.`;
  }
  if (lossIn.share === null || lossOut.share === null) return 'What this would cut is not known.';
  return entries.length === 1
    ? 'Nothing changes: this takes away no contact there is today.'
    : 'Nothing changes: none of these takes away contact there is today.';
}

function writePeople({ people, coverage, touched }: Impact): string {
  if (!touched.some(({ status }) => status === 'cut')) return '';
  const who = peopleWords(coverage.audience.unit);
  const lost = splitLost(people);
  if (lost.kind === 'not-known' || people.before === null) return `How many ${who} that is, is not known.`;
  if (lost.kind === 'none') return 'Nobody goes out of two-way reach.';
  const about = people.lostUnsized > 0 ? '' : 'about ';
  return `${upperFirst(`${about}${joinEstimate(lost)}`)} of about ${showPeople(people.before)} ${who} elsewhere can no longer talk with its people.`;
}

function writeReturning({ touched }: Impact): string {
  return touched.some(({ status }) => status === 'opened') ? 'Follows that were deleted do not come back.' : '';
}

function writeUnseen({ entries }: Impact): string {
  const unseen = entries.filter(({ status }) => status === 'unknown').length;
  if (unseen === 0) return '';
  return `${countOf(unseen, 'named server')} ${were(unseen)} not seen; what ${unseen === 1 ? 'it' : 'they'} would cut is not known.`;
}

function countOf(amount: number, noun: string): string {
  return `${showCount(amount)} ${noun}${amount === 1 ? '' : 's'}`;
}

function were(amount: number): string {
  return amount === 1 ? 'was' : 'were';
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
