/** What stands in and on everything that is taken along: what it is of, when, how much was seen, and its name. Pure. */
import { hasChanges } from '../shared/question.ts';
import { formatDate, showCount } from './figures.ts';
import { describeQuestion } from './question-words.ts';
import type { Answers } from './session.ts';
import type { ViewState } from './state.ts';
import { words } from './words/words.ts';

export type MapOf = Pick<NonNullable<Answers['map']>, 'snapshot' | 'coverage'>;

/** @returns `45 of 60 known servers answered` */
function seenOf({ coverage }: MapOf): string {
  return words().exporting.seen(showCount(coverage.visited), showCount(coverage.hosts));
}

/** One line for below a picture. */
export function captionOf(map: MapOf): string {
  return words().exporting.caption(map.snapshot.id, formatDate(map.snapshot.asOf), seenOf(map));
}

export function aboutOf({ question }: Pick<ViewState, 'question'>): string {
  return words().exporting.about(question.host, hasChanges(question) ? describeQuestion(question) : null);
}

export function citationOf(map: MapOf, state: Pick<ViewState, 'question'>, link: string): string {
  const { id, asOf } = map.snapshot;
  return words().exporting.citation(aboutOf(state), id, formatDate(asOf), seenOf(map), link);
}

/** @returns the link with the snapshot in it: one without shows whatever is newest by then */
export function pinnedLink({ snapshot }: MapOf, link: string): string {
  const [page = '', fragment] = link.split('#');
  if (/[?&]snapshot=/.test(page)) return link;
  const pinned = `${page}${page.includes('?') ? '&' : '?'}snapshot=${encodeURIComponent(snapshot.id)}`;
  return fragment === undefined ? pinned : `${pinned}#${fragment}`;
}

/** @returns `faultline-my.server-2026-11-20.csv`: letters, digits, dots and hyphens, whatever a link names */
export function fileNameOf(map: MapOf, host: string | null, ending: string): string {
  const parts = ['faultline', ...(host === null ? [] : [host]), map.snapshot.id];
  const safe = parts.map((part) => part.replace(/[^\p{L}\p{N}.-]+/gu, '-').slice(0, 80));
  return `${safe.join('-')}.${ending}`;
}
