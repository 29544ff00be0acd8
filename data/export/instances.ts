/** The table of servers, and how the other tables refer to one. */
import type { SnapshotHost } from '../snapshot/types.ts';
import type { Cell, Column, Table } from './table.ts';

/** name: by host, as the exchange folder does · node: by the server's position in `instances`, which takes least room. */
export type ReferBy = 'name' | 'node';

interface HostColumn extends Column {
  read: (host: SnapshotHost, node: number) => Cell;
}

const node: HostColumn = {
  name: 'node',
  type: 'node',
  description: 'Number of the server in this snapshot, from 0 in the order of names; peers refer to it.',
  read: (_, at) => at,
};

/** Names and order are the exchange contract: columns may be added at the end, none is renamed. */
const columns: HostColumn[] = [
  text('domain', 'Host name: lower-case ASCII.', (it) => it.host),
  text('software', 'NodeInfo software name, lower-case, as the server states it.', (it) => it.software),
  text('version', 'Version of the software, as the server states it.', (it) => it.version),
  count('users', 'Registered people.', (it) => it.users),
  count('mau', 'Monthly active people.', (it) => it.mau),
  count('active_halfyear', 'People active within half a year.', (it) => it.activeHalfyear),
  count('posts', 'Local posts.', (it) => it.posts),
  flag('crawled', 'The server answered.', (it) => it.liveness === 'alive'),
  text('language', 'Primary language, BCP 47, lower-case.', (it) => it.language),
  flag('authorized_fetch', 'The server demands signed fetches.', (it) => it.authorizedFetch),
  flag('open_registration', 'Anybody may register.', (it) => it.openRegistrations),
  flag('allowlist_mode', 'The server federates only with hosts it lists.', (it) => it.allowlistMode),
  text('liveness', 'alive, dead or unvisited.', (it) => it.liveness),
  text('aliases', 'Other names of the server, with blanks between.', (it) => it.aliases.join(' ') || null),
  time('observed_at', 'When the server stated these facts.', (it) => it.factsAt),
  time('visited_at', 'When the visit that decides the liveness ended.', (it) => it.visitedAt),
];

/** @param hosts in the order of their node numbers */
export function instancesTable(hosts: readonly SnapshotHost[], referBy: ReferBy): Table {
  const chosen = referBy === 'node' ? [node, ...columns] : columns;
  return {
    name: 'instances',
    description: 'One row a server. An empty cell is not known, which is not 0.',
    columns: chosen.map(({ read: _, ...column }) => column),
    primaryKey: ['domain'],
    foreignKeys: [],
    *rows() {
      for (const [at, host] of hosts.entries()) yield chosen.map(({ read }) => read(host, at));
    },
  };
}

/** A column of another table that names a server of this one. */
export function refersTo(table: 'domain' | 'node', ...of: string[]): Table['foreignKeys'] {
  return of.map((column) => ({ column, table: 'instances', refersTo: table }));
}

type Read = HostColumn['read'];

function text(name: string, description: string, read: Read): HostColumn {
  return { name, type: 'text', description, read };
}

function count(name: string, description: string, read: Read): HostColumn {
  return { name, type: 'count', description, read };
}

function flag(name: string, description: string, read: Read): HostColumn {
  return { name, type: 'flag', description, read };
}

function time(name: string, description: string, read: Read): HostColumn {
  return { name, type: 'time', description, read };
}
