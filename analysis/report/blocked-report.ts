/** Who cuts a server, as a report: the sentences of the answer, and its lists as tables. */
import type { Blocked } from '../types.ts';
import { showCount, showEstimateShort, showEvidence, showPair, showPeople, showRange } from './figures.ts';
import { filledTables, type Report, type Table, table } from './report.ts';

export function reportBlocked(blocked: Blocked): Report {
  const { host, snapshot, sentences, limits } = blocked;
  return { title: `Who cuts ${host}`, snapshot, sentences, tables: blockedTables(blocked), limits };
}

function blockedTables({ by, limitedBy, lists }: Blocked): Table[] {
  return filledTables(
    table(
      'Published actions that cut',
      ['declared by', 'action', 'followers', 'follows', 'back if lifted', 'people', 'evidence', 'note'],
      by.map((row) => [
        row.source,
        row.action,
        showPair(row.estimateOut, [row.audience]),
        showPair(row.estimateIn, [row.audience]),
        showPair(row.estimateRepair, [row.audience]),
        showPeople(row.audience),
        showEvidence(row.evidence),
        [row.automatic ? 'by itself' : '', row.needsBoth ? 'needs both' : '', row.irreversible ? 'no undo' : '']
          .filter(Boolean)
          .join(', '),
      ]),
    ),
    table(
      'Published actions that only hide',
      ['declared by', 'action', 'people'],
      limitedBy.map(({ source, action, audience }) => [source, action, showPeople(audience)]),
    ),
    table(
      'Lists passed round that name it',
      ['list', 'names', 'of those that cut, follow it', 'back if it is taken off'],
      lists
        .filter(({ namesHost }) => namesHost)
        .map(({ name, entries, followers, gain }) => [
          name,
          showCount(entries),
          showRange(followers),
          showEstimateShort(gain),
        ]),
    ),
  );
}
