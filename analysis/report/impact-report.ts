/** What a scenario does, as a report: the sentences of the answer, and its lists as tables. */
import type { Impact, ImpactEntry } from '../types.ts';
import { showEstimateShort, showEvidence, showPair, showPeople } from './figures.ts';
import { filledTables, type Report, type Table, table } from './report.ts';

export function reportImpact(impact: Impact): Report {
  const { host, snapshot, sentences, headings, limits } = impact;
  return { title: `Impact on ${host}`, snapshot, sentences, headings, tables: impactTables(impact), limits };
}

function impactTables({ entries, communities }: Impact): Table[] {
  return filledTables(
    table(
      'What each entry takes alone',
      ['server', 'action', 'result', 'follows', 'followers', 'people', 'evidence', 'note'],
      entries.map((entry) => [
        entry.target,
        entry.action,
        showStatus(entry),
        showPair(entry.estimateIn, [entry.audience], entry.hosts),
        showPair(entry.estimateOut, [entry.audience], entry.hosts),
        showPeople(entry.audience),
        showEvidence(entry.evidence),
        [entry.irreversible ? 'no undo' : '', entry.assumed ? 'meaning assumed' : ''].filter(Boolean).join(', '),
      ]),
    ),
    table(
      'Communities that lose contact',
      ['community', 'servers', 'of the ties there', 'of the loss'],
      communities.map(({ name, size, estimateLost, estimateOfLoss }) => [
        name,
        String(size),
        showEstimateShort(estimateLost),
        showEstimateShort(estimateOfLoss),
      ]),
    ),
  );
}

function showStatus({ status, hosts }: ImpactEntry): string {
  if (status === 'unknown') return hosts === 0 ? 'not seen' : 'not known';
  if (status === 'shown') return 'no longer hidden';
  return status === 'opened' ? 'open again' : status;
}
