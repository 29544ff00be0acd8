/** What a database holds and how it came there, as a report. */
import type { Coverage, SnapshotRef } from '../types.ts';
import { showCount } from './figures.ts';
import {
  type FootprintFigures,
  type QuarantineFigures,
  writeFootprint,
  writeQuarantine,
} from './footprint-sentences.ts';
import { type Report, table } from './report.ts';

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

/** Counts, and no estimates: there is nothing to limit. */
export function reportStatus(status: StatusFigures): Report {
  const { snapshot, database, peerEdges, declaredBlocks, coverage, footprint, quarantine } = status;
  const { hosts, visited, dead, unvisited, lists, audience } = coverage;
  const unit = audience.unit === 'active' ? 'monthly active' : 'registered';
  return {
    title: `${database.file}, ${showCount(Math.ceil(database.bytes / 1024))} KiB`,
    snapshot,
    sentences: [
      `${showCount(hosts)} servers known: ${showCount(visited)} answered, ${showCount(dead)} did not, ${showCount(unvisited)} never asked.`,
      `${showCount(peerEdges)} peers listed, ${showCount(declaredBlocks)} actions declared.`,
      `Size known for ${showCount(audience.known)} servers, as ${unit} people; not known for ${showCount(audience.unknown)}.`,
      ...(footprint === undefined ? [] : writeFootprint(footprint)),
      ...(quarantine === undefined ? [] : writeQuarantine(quarantine)),
    ],
    tables: [
      table(
        'Lists, by what became of them',
        ['list', ...Object.keys(lists.peers).map((state) => (state === 'unvisited' ? 'not asked' : state))],
        Object.entries(lists).map(([kind, states]) => [kind, ...Object.values(states).map(showCount)]),
      ),
    ],
    limits: [],
  };
}
