/**
 * Whether the public posts of one server reach the people on another today, by what both administrators declared,
 * published or not. What each word of a software stops stands in its model.
 */
import { allowedBy, nameSeenBy, rowsOn } from './matching.ts';
import { models } from './software/index.ts';
import type { Server, World } from './types.ts';

/** Whether posts of people on server `author` are delivered to server `reader`; both by number. */
export type Arrival = (reader: number, author: number) => boolean;

const arrivals = new WeakMap<World, Arrival>();

/** @returns answers by the rules as they were when a pair was first asked about; a dead server neither reads nor writes */
export function arrivalsIn(world: World): Arrival {
  const made = arrivals.get(world) ?? remember(world);
  arrivals.set(world, made);
  return made;
}

function remember({ servers }: World): Arrival {
  const [unknown, yes, no] = [0, 1, 2];
  const rows: Uint8Array[] = [];
  return (reader, author) => {
    rows[reader] ??= new Uint8Array(servers.length);
    const row = rows[reader];
    if (row[author] === unknown) row[author] = arrives(servers[reader]!, servers[author]!) ? yes : no;
    return row[author] === yes;
  };
}

function arrives(reader: Server, author: Server): boolean {
  const live = reader.condition === 'alive' && author.condition === 'alive';
  return live && !stops(reader, author, 'in') && !stops(author, reader, 'out');
}

function stops(server: Server, other: Server, way: 'in' | 'out'): boolean {
  const { words, stops: exceptions = {}, allowlistStops = 'both' } = models[server.software];
  const name = nameSeenBy(server.software, other);
  if (server.allowlistMode && !allowedBy(server).has(name) && (allowlistStops === 'both' || allowlistStops === way)) {
    return true;
  }
  return rowsOn(server, name).some(({ action }) => {
    const stopped = exceptions[action] ?? (words?.full.includes(action) ? 'both' : 'nothing');
    return stopped === 'both' || stopped === way;
  });
}
