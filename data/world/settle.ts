/** Who lives where: residents, their setup and what they claim, put together under names. */
import { readHost } from '../host.ts';
import type { Host } from '../types.ts';
import type { Resident } from './census.ts';
import type { Claims } from './claims.ts';
import type { Configuration } from './configuration.ts';
import { makeNames } from './names.ts';
import { isForum } from './software/index.ts';
import type { Server } from './types.ts';

/** @returns the residents, one configuration and one set of claims each, numbered by their new names */
export function settle(
  residents: readonly Resident[],
  configurations: readonly Configuration[],
  claims: readonly Claims[],
  random: () => number,
): Server[] {
  const names = makeNames(
    residents.map(({ language, software }, rank) => ({ language, forum: isForum(software), large: rank < 24 })),
    random,
  );
  const taken = new Set<string>(names);
  const servers = residents.map((resident, rank): Server => {
    const host = names[rank]!;
    const { plant, ...person } = resident;
    const splits = plant === null && rank > 9 && resident.software === 'mastodon' && random() < 0.06;
    const handleHost = splits && host.split('.').length === 3 ? parentName(host, taken) : null;
    return {
      index: 0,
      host,
      handleHost: plant?.splitsDomain ? otherName(host, taken) : handleHost,
      ...person,
      ...configurations[rank]!,
      ...claims[rank]!,
      movedTo: null,
      blocks: [],
      allows: [],
    };
  });
  servers.sort((a, b) => (a.host < b.host ? -1 : 1));
  const living = servers.filter(({ condition, handleHost }) => condition === 'alive' && handleHost === null);
  for (const [index, server] of servers.entries()) {
    server.index = index;
    if (server.condition === 'moved') server.movedTo = living[Math.floor(random() * living.length)]?.host ?? null;
  }
  return servers;
}

/** `social.kumo.example` may carry the handles of `kumo.example`, if nobody else has that name. */
function parentName(host: Host, taken: Set<string>): Host | null {
  const parent = readHost(host.slice(host.indexOf('.') + 1));
  if (parent === undefined || taken.has(parent) || parent.includes('host.')) return null;
  taken.add(parent);
  return parent;
}

/** The handles may also be those of a domain that has nothing to do with the host's. */
function otherName(host: Host, taken: Set<string>): Host | null {
  const name = readHost(`${host.split('.').at(-2)}-people.example`);
  if (name === undefined || taken.has(name)) return null;
  taken.add(name);
  return name;
}
