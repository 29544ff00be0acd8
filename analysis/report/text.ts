/** Reports for a terminal: plain lines and padded columns, no colour, no control characters. */
import type { Blocked, Coverage, Impact, SnapshotRef } from '../types.ts';
import { showCount } from './figures.ts';
import {
  type FootprintFigures,
  type QuarantineFigures,
  writeFootprint,
  writeQuarantine,
} from './footprint-sentences.ts';
import { blockedTables, impactTables, type Table } from './rows.ts';
import { plainText } from './safe-text.ts';

export function renderImpactText(impact: Impact): string {
  return [
    title(`Impact on ${impact.host}`, impact.snapshot),
    ...impact.sentences.map(item),
    ...impactTables(impact).map(renderTable),
    renderLimits(impact.limits),
  ].join('\n');
}

export function renderBlockedText(blocked: Blocked): string {
  return [
    title(`Who cuts ${blocked.host}`, blocked.snapshot),
    ...blocked.sentences.map(item),
    ...blockedTables(blocked).map(renderTable),
    renderLimits(blocked.limits),
  ].join('\n');
}

/** What a database holds and how it came there. */
export interface StatusFigures {
  snapshot: SnapshotRef;
  database: { file: string; bytes: number };
  peerEdges: number;
  declaredBlocks: number;
  coverage: Coverage;
  /** What collecting cost others; all 0 after an import. */
  footprint?: FootprintFigures;
  quarantine?: QuarantineFigures;
}

export function renderStatusText(status: StatusFigures): string {
  const { snapshot, database, peerEdges, declaredBlocks, coverage, footprint, quarantine } = status;
  const { hosts, visited, dead, unvisited, lists, audience } = coverage;
  const kinds = Object.entries(lists).map(([kind, states]) => [kind, ...Object.values(states).map(showCount)]);
  return [
    title(`${database.file}, ${showCount(Math.ceil(database.bytes / 1024))} KiB`, snapshot),
    item(
      `${showCount(hosts)} servers known: ${showCount(visited)} answered, ${showCount(dead)} did not, ${showCount(unvisited)} never asked.`,
    ),
    item(`${showCount(peerEdges)} peers listed, ${showCount(declaredBlocks)} actions declared.`),
    item(
      `Size known for ${showCount(audience.known)} servers, as ${audience.unit === 'active' ? 'monthly active' : 'registered'} people; not known for ${showCount(audience.unknown)}.`,
    ),
    ...(footprint === undefined ? [] : writeFootprint(footprint).map(item)),
    ...(quarantine === undefined ? [] : writeQuarantine(quarantine).map(item)),
    renderTable({
      title: 'Lists, by what became of them',
      head: ['list', ...Object.keys(lists.peers).map((state) => (state === 'unvisited' ? 'not asked' : state))],
      rows: kinds,
      more: 0,
    }),
  ].join('\n');
}

function title(text: string, { id, asOf }: SnapshotRef): string {
  const line = plainText(text);
  return `${line}\n${'─'.repeat(line.length)}\nSnapshot ${id} of ${asOf.slice(0, 16).replace('T', ' ')} UTC\n`;
}

function item(sentence: string): string {
  return `  · ${plainSentence(sentence)}`;
}

/** Sentences carry names of servers and words of actions; they are longer than one cell may be. */
function plainSentence(sentence: string): string {
  return sentence.split(' ').map(plainText).join(' ');
}

function renderTable({ title: heading, head, rows, more }: Table): string {
  const cells = [head, ...rows].map((row) => row.map(plainText));
  const widths = head.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const lines = cells.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd());
  if (more > 0) lines.push(`  and ${showCount(more)} more`);
  return `\n${heading}\n${lines.join('\n')}`;
}

function renderLimits(limits: readonly string[]): string {
  return `\nWhat these figures can and cannot say\n${limits.map(item).join('\n')}\n`;
}
