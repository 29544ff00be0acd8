/**
 * A base as bytes. Figures keep all their digits, so that what is computed from them is what the whole graph computes, to
 * the last one. About 70 bytes a server.
 */
import type { SnapshotHost } from '../../data/snapshot/types.ts';
import type { Host } from '../../data/types.ts';
import type { Communities } from '../communities.ts';
import { seedDraws } from '../draws.ts';
import { indexNames } from '../names.ts';
import { type Base, hostFrom } from './base.ts';
import { packCodes, unpackCodes } from './base-codes.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { type FitMeta, packFit, readFit } from './fit-binary.ts';
import { readSections, type Sections, writeSections } from './sections.ts';

const schema = 'faultline.base/1';

/** What is not one entry a server. */
interface Meta extends Pick<Base, 'ref' | 'contentHash' | 'coverage' | 'model' | 'note' | 'counting' | 'closed'> {
  unit: Base['audience']['unit'];
  softwares: (string | null)[];
  communities: Omit<Communities['list'][number], 'nodes'>[];
  fit: FitMeta;
}

export function writeBase(base: Base): Uint8Array<ArrayBuffer> {
  const { hosts, audience, communities, circles, prior } = base;
  const fit = packFit(base.fit);
  const { ref, contentHash, coverage, note, counting, closed } = base;
  const softwares = [...new Set(hosts.map(({ software }) => software))];
  const softwareCode = new Map(softwares.map((software, at) => [software, at]));
  const meta: Meta = {
    ...{ ref, contentHash, coverage, note, counting, closed },
    model: base.model,
    unit: audience.unit,
    softwares,
    communities: communities.list.map(({ name, size, audience }) => ({ name, size, audience })),
    fit: fit.meta,
  };
  return writeSections(schema, meta, {
    codes: packCodes(base),
    ...{ people: audience.people, sigma: audience.sigma, prior },
    names: new TextEncoder().encode(hosts.map(({ host, aliases }) => [host, ...aliases].join(' ')).join('\n')),
    software: Uint16Array.from(hosts, ({ software }) => softwareCode.get(software)!),
    users: packWhole(hosts.map(({ users }) => users)),
    mau: packWhole(hosts.map(({ mau }) => mau)),
    circles: packWhole(Array.from(circles, orNone)),
    communities: packWhole(Array.from(communities.of, orNone)),
    ...fit.parts,
  });
}

/** @throws UserError for a file of another kind, of a newer form, or not whole */
export function readBase(bytes: Uint8Array<ArrayBuffer>): Base {
  const sections = readSections(bytes, schema);
  const meta = sections.meta as Meta;
  const { ref, contentHash, coverage, model, note, counting, closed } = meta;
  const codes = unpackCodes(sections.take('codes', 'Uint32Array'));
  const hosts = readHosts(sections, meta, codes.facts);
  const order = hosts.length;
  const audience = {
    unit: meta.unit,
    people: sections.take('people', 'Float64Array'),
    sigma: sections.take('sigma', 'Float64Array'),
    source: codes.source,
    unused: codes.unused,
  };
  const circles = unpackNodes(sections, 'circles', order);
  return {
    ...{ ref, contentHash, order, hosts, audience, coverage, model, note, counting, closed, circles },
    names: indexNames(hosts),
    draws: seedDraws(hosts.map(({ host }) => host)),
    live: Uint8Array.from(hosts, ({ liveness }) => (liveness === 'dead' ? 0 : 1)),
    tells: codes.tells,
    prior: sections.take('prior', 'Float64Array'),
    communities: readCommunities(unpackNodes(sections, 'communities', order), meta.communities),
    fit: readFit(sections, meta.fit, { audience, order, circles }),
  };
}

function readHosts(
  sections: Sections,
  { ref, softwares }: Meta,
  factsOf: ReturnType<typeof unpackCodes>['facts'],
): SnapshotHost[] {
  const asOf = Date.parse(ref.asOf);
  const lines = new TextDecoder().decode(sections.take('names', 'Uint8Array')).split('\n');
  const software = sections.take('software', 'Uint16Array');
  const users = unpackWhole(sections, 'users', lines.length);
  const mau = unpackWhole(sections, 'mau', lines.length);
  return lines.map((line, node) => {
    const [host, ...aliases] = line.split(' ') as Host[];
    const told = { software: softwares[software[node]!]!, users: users[node]!, mau: mau[node]! };
    return hostFrom({ host: host!, aliases, ...told, ...factsOf(node) }, asOf);
  });
}

function readCommunities(of: Int32Array, told: Meta['communities']): Communities {
  const list = told.map((community) => ({ ...community, nodes: [] as number[] }));
  of.forEach((community, node) => {
    if (community !== -1) list[community]!.nodes.push(node);
  });
  return { of, list };
}

function orNone(value: number): number | null {
  return value === -1 ? null : value;
}

/** Whole numbers and nulls, the small ones in one byte. */
function packWhole(values: readonly (number | null)[]): Uint8Array {
  const writer = new ByteWriter();
  for (const value of values) writer.varint(value === null ? 0 : value + 1);
  return writer.finish();
}

function unpackWhole(sections: Sections, name: string, length: number): (number | null)[] {
  const reader = new ByteReader(sections.take(name, 'Uint8Array'));
  return Array.from({ length }, () => {
    const value = reader.varint();
    return value === 0 ? null : value - 1;
  });
}

function unpackNodes(sections: Sections, name: string, length: number): Int32Array {
  return Int32Array.from(unpackWhole(sections, name, length), (value) => value ?? -1);
}
