/** The tables of the reports, as rows of text; how they are drawn is the renderer's matter. */
import type { Blocked, Impact, ImpactEntry } from '../types.ts';
import { showEstimateShort, showEvidence, showPeople, showShare } from './figures.ts';

export interface Table {
  title: string;
  head: string[];
  rows: string[][];
  /** Rows that were left out. */
  more: number;
}

const maxRows = 20;

export function impactTables({ entries, communities }: Impact): Table[] {
  return [
    table(
      'What each entry takes alone',
      ['server', 'action', 'result', 'follows', 'followers', 'people', 'evidence', ''],
      entries.map((entry) => [
        entry.target,
        entry.action,
        showStatus(entry),
        showEstimateShort(entry.estimateIn),
        showEstimateShort(entry.estimateOut),
        showPeople(entry.audience),
        showEvidence(entry.evidence),
        [entry.irreversible ? 'no undo' : '', entry.assumed ? 'meaning assumed' : ''].filter(Boolean).join(', '),
      ]),
    ),
    table(
      'Communities that lose contact',
      ['community', 'servers', 'of the ties there', 'of the loss'],
      communities.map(({ name, size, shareLost, shareOfLoss }) => [
        name,
        String(size),
        showShare(shareLost),
        showShare(shareOfLoss),
      ]),
    ),
  ].filter(({ rows }) => rows.length > 0);
}

export function blockedTables({ by, limitedBy }: Blocked): Table[] {
  return [
    table(
      'Published actions that cut',
      ['declared by', 'action', 'followers', 'follows', 'back if lifted', 'people', 'evidence', ''],
      by.map((row) => [
        row.source,
        row.action,
        showEstimateShort(row.estimateOut),
        showEstimateShort(row.estimateIn),
        showEstimateShort(row.estimateRepair),
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
  ].filter(({ rows }) => rows.length > 0);
}

function showStatus({ status, hosts }: ImpactEntry): string {
  if (status === 'unknown') return hosts === 0 ? 'not seen' : 'not known';
  if (status === 'shown') return 'no longer hidden';
  return status === 'opened' ? 'open again' : status;
}

function table(title: string, head: string[], rows: string[][]): Table {
  return { title, head, rows: rows.slice(0, maxRows), more: Math.max(0, rows.length - maxRows) };
}
