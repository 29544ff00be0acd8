/** The tables that may leave the machine, by the rules of publishing-rules.ts, and how much they leave out. */
import type { SnapshotOrigin } from '../provenance/origins.ts';
import type { Snapshot } from '../snapshot/types.ts';
import { type Declared, type FoldedTargets, sumDeclarations, targetFilter } from './declarations.ts';
import { foldServers, other } from './folded-servers.ts';
import { instancesTable, type ReferBy } from './instances.ts';
import { countServersLeftOut, type ServersLeftOut } from './left-out.ts';
import { originsTable } from './origins.ts';
import { ifEnough } from './publishing-rules.ts';
import { shownDeclarations } from './shown-declarations.ts';
import { shownServers } from './shown-servers.ts';
import type { Detail, Table } from './table.ts';
import { allowsTable, blocksTable, countsTable, listsTable, peersTable } from './tables.ts';

/** What is not in the published tables as a row of its own. */
export interface LeftOut extends ServersLeftOut {
  peers: number;
  counts: number;
  /** Declared targets that have no row. */
  blockTargets: number;
  allowTargets: number;
}

export interface PublishedTables {
  tables: Table[];
  leftOut: LeftOut;
}

export function publishedTables(
  snapshot: Snapshot,
  { referBy, detail, origins }: { referBy: ReferBy; detail: Detail; origins: readonly SnapshotOrigin[] },
): PublishedTables {
  const shown = shownServers(snapshot);
  const folded = foldServers(snapshot.hosts);
  const mayShow = targetFilter(shown.hosts);
  const blocked = sumDeclarations(snapshot.blocks, snapshot, { mayShow });
  const allows = snapshot.allows.map((it) => ({ ...it, action: '', resolved: null }));
  const allowed = sumDeclarations(allows, snapshot, { mayShow });
  const tables = [
    instancesTable(shown.hosts, referBy),
    peersTable(shown, referBy),
    countsTable(shown),
    listsTable(shown),
    folded.table,
    blockedTable(blocked),
    allowedTable(allowed),
    foldedTargetsTable({ blocks: blocked.folded, allows: allowed.folded }),
    originsTable(origins, shown.hosts, { blockHashes: false }),
  ];
  return {
    tables: detail === 'full' ? [...tables, ...pairTables(snapshot, mayShow)] : tables,
    leftOut: {
      ...countServersLeftOut(snapshot.hosts, folded.hosts),
      peers: snapshot.peers.targets.length - shown.peers.targets.length,
      counts: snapshot.counts.length - shown.counts.length,
      blockTargets: distinctTargets(snapshot.blocks) - blocked.shown.length,
      allowTargets: distinctTargets(allows) - allowed.shown.length,
    },
  };
}

function distinctTargets(declarations: readonly { target: string; action: string }[]): number {
  return new Set(declarations.map(({ target, action }) => `${target}\u0000${action}`)).size;
}

function blockedTable({ shown }: Declared): Table {
  return {
    name: 'blocked',
    description:
      'How many servers declare an action on a target, where at least five name it. Who they are is not told.',
    columns: [
      {
        name: 'target',
        type: 'text',
        description: 'A host, a suffix, a pattern (*.host) or a masked name as published.',
      },
      { name: 'action', type: 'text', description: 'The action, in the word of the declarers’ software.' },
      { name: 'masked', type: 'flag', description: 'Part of the name is hidden; what it stands for is not told.' },
      { name: 'declared_by', type: 'count', description: 'Servers that name it as it stands here; at least five.' },
      {
        name: 'masked_by',
        type: 'count',
        description: 'Further servers that name it only in a masked form; empty where they are fewer than five.',
      },
    ],
    primaryKey: ['target', 'action'],
    foreignKeys: [],
    rows: () =>
      shown.map(({ target, action, masked, declaredBy, maskedBy }) => [
        ...[target, action, masked, declaredBy],
        masked ? null : ifEnough(maskedBy),
      ]),
  };
}

function allowedTable({ shown }: Declared): Table {
  return {
    name: 'allowed',
    description: 'How many servers in allowlist mode list a target, where at least five do.',
    columns: [
      { name: 'target', type: 'text', description: 'A host or a pattern.' },
      { name: 'declared_by', type: 'count', description: 'Servers that list it; at least five.' },
    ],
    primaryKey: ['target'],
    foreignKeys: [],
    rows: () => shown.map(({ target, declaredBy }) => [target, declaredBy]),
  };
}

function foldedTargetsTable(kinds: Record<'blocks' | 'allows', readonly FoldedTargets[]>): Table {
  return {
    name: 'folded_targets',
    description: 'Declared targets without a row of their own, in sums of at least five targets and five declarers.',
    columns: [
      { name: 'kind', type: 'text', description: 'blocks or allows.' },
      {
        name: 'action',
        type: 'text',
        description: `As in blocked; "${other}" for actions too few for a row of their own; empty for allows.`,
      },
      { name: 'targets', type: 'count', description: 'Names, patterns and masks.' },
      { name: 'declarations', type: 'count', description: 'How often they are declared.' },
      { name: 'declared_by', type: 'count', description: 'Servers that declare any of them.' },
    ],
    primaryKey: [],
    foreignKeys: [],
    *rows() {
      for (const kind of ['blocks', 'allows'] as const) {
        for (const { action, targets, declarations, declaredBy } of kinds[kind]) {
          const word = kind === 'allows' ? null : (action ?? other);
          yield [kind, word, targets, declarations, declaredBy];
        }
      }
    },
  };
}

/** Pairs of servers that are shown, with comments as published: only at the operator's wish. */
function pairTables(snapshot: Snapshot, mayShow: ReturnType<typeof targetFilter>): Table[] {
  const { blocks, allows } = shownDeclarations(snapshot, mayShow);
  return [blocksTable({ ...snapshot, blocks }, { digests: false }), allowsTable({ ...snapshot, allows })];
}
