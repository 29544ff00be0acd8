/** The tables of a snapshot as it is: the exchange contract, which `importExchange` and a spreadsheet both read. */
import type { Snapshot } from '../snapshot/types.ts';
import { listKinds } from '../types.ts';
import { instancesTable, type ReferBy, refersTo } from './instances.ts';
import type { Column, Table } from './table.ts';

/** Everything that was collected: for the operator. */
export function localTables(snapshot: Snapshot, referBy: ReferBy): Table[] {
  return [
    instancesTable(snapshot.hosts, referBy),
    peersTable(snapshot, referBy),
    blocksTable(snapshot, { digests: true }),
    allowsTable(snapshot),
    countsTable(snapshot),
    listsTable(snapshot),
  ];
}

export function peersTable({ hosts, peers }: Pick<Snapshot, 'hosts' | 'peers'>, referBy: ReferBy): Table {
  const byNode = referBy === 'node';
  const { order, offsets, targets } = peers;
  return {
    name: 'peers',
    description: 'Source lists target as a server it knows. A claim of the source; it says nothing of follows.',
    columns: [
      { name: 'source', type: byNode ? 'node' : 'text', description: 'The server whose list it is.' },
      { name: 'target', type: byNode ? 'node' : 'text', description: 'The server it lists.' },
    ],
    primaryKey: ['source', 'target'],
    foreignKeys: refersTo(byNode ? 'node' : 'domain', 'source', 'target'),
    *rows() {
      for (let node = 0; node < order; node++) {
        for (let edge = offsets[node]!; edge < offsets[node + 1]!; edge++) {
          const target = targets[edge]!;
          yield byNode ? [node, target] : [hosts[node]!.host, hosts[target]!.host];
        }
      }
    },
    ...(byNode && { pairs: peers }),
  };
}

/** A mask is written as its declarer published it, with the digest beside it where asked for; a plain name that fits is not. */
export function blocksTable(
  { hosts, blocks }: Pick<Snapshot, 'hosts' | 'blocks'>,
  { digests }: { digests: boolean },
): Table {
  const digest: Column = {
    name: 'digest',
    type: 'text',
    description: 'SHA-256 of the plain name, where the declarer publishes it beside a masked one.',
  };
  return {
    name: 'blocks',
    description: 'Source declares an action on target. A masked name stands as published.',
    columns: [
      source,
      { name: 'target', type: 'text', description: 'A host, a suffix, a pattern (*.host) or a masked name.' },
      { name: 'severity', type: 'text', description: 'The action, in the word of the source’s software.' },
      ...(digests ? [digest] : []),
      { name: 'comment', type: 'text', description: 'The declarer’s public words.' },
    ],
    primaryKey: [],
    foreignKeys: refersTo('domain', 'source'),
    *rows() {
      for (const it of blocks) {
        yield [hosts[it.source]!.host, it.target, it.action, ...(digests ? [it.digest] : []), it.comment];
      }
    },
  };
}

export function allowsTable({ hosts, allows }: Pick<Snapshot, 'hosts' | 'allows'>): Table {
  return {
    name: 'allows',
    description: 'Source is in allowlist mode and lists target.',
    columns: [source, { name: 'target', type: 'text', description: 'A host or a pattern.' }],
    primaryKey: [],
    foreignKeys: refersTo('domain', 'source'),
    *rows() {
      for (const it of allows) yield [hosts[it.source]!.host, it.target];
    },
  };
}

export function countsTable({ hosts, counts }: Pick<Snapshot, 'hosts' | 'counts'>): Table {
  return {
    name: 'counts',
    description: 'How many follow whom between two servers, exact, as the source publishes it.',
    columns: [
      source,
      { name: 'target', type: 'text', description: 'The other server.' },
      {
        name: 'follows_out',
        type: 'count',
        description: 'Follows from people on the source to accounts on the target.',
      },
      {
        name: 'follows_in',
        type: 'count',
        description: 'Follows from people on the target to accounts on the source.',
      },
    ],
    primaryKey: ['source', 'target'],
    foreignKeys: refersTo('domain', 'source', 'target'),
    *rows() {
      for (const it of counts) yield [hosts[it.source]!.host, hosts[it.target]!.host, it.followsOut, it.followsIn];
    },
  };
}

export function listsTable({ hosts }: Pick<Snapshot, 'hosts'>): Table {
  return {
    name: 'lists',
    description: 'Why a list of a server is, or is not, there. A list that was not seen is not an empty list.',
    columns: [
      { name: 'domain', type: 'text', description: 'The server whose list it is.' },
      { name: 'kind', type: 'text', description: `Which list: ${listKinds.join(', ')}.` },
      { name: 'disclosure', type: 'text', description: 'published, partial, withheld, unsupported or unreached.' },
      { name: 'observed_at', type: 'time', description: 'When the entries that are held were last confirmed.' },
      {
        name: 'reason',
        type: 'text',
        description: 'What the request that decided it came to, where it is not there whole.',
      },
    ],
    primaryKey: ['domain', 'kind'],
    foreignKeys: refersTo('domain', 'domain'),
    *rows() {
      for (const { host, disclosure, observedAt, reason } of hosts) {
        for (const kind of listKinds) {
          if (disclosure[kind] !== null) yield [host, kind, disclosure[kind], observedAt[kind], reason[kind]];
        }
      }
    },
  };
}

const source: Column = { name: 'source', type: 'text', description: 'The server that states it.' };
