/**
 * A base as bytes. Figures keep all their digits, so that what is computed from them is what the whole graph computes, to
 * the last one. About 70 bytes a server.
 */
import type { SnapshotHost } from '../../data/snapshot/types.ts';
import type { Host } from '../../data/types.ts';
import type { Communities } from '../communities.ts';
import { ValueChecks } from '../container/check-values.ts';
import { type Container, openContainer } from '../container/open-container.ts';
import { readDescription } from '../container/read-description.ts';
import { writeContainer } from '../container/write-container.ts';
import { seedDraws } from '../draws.ts';
import { indexNames } from '../names.ts';
import { type Base, hostFrom } from './base.ts';
import { packCodes, unpackCodes } from './base-codes.ts';
import { type BaseMeta, baseMeta } from './base-meta.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { checkBase } from './check-base.ts';
import { packFit, readFit } from './fit-binary.ts';
import { type BaseSection, baseKind } from './site-kinds.ts';

export function writeBase(base: Base): Uint8Array<ArrayBuffer> {
  const { hosts, audience, communities, circles, prior } = base;
  const fit = packFit(base.fit);
  const { ref, contentHash, coverage, note, counting, closed } = base;
  const softwares = [...new Set(hosts.map(({ software }) => software))];
  const softwareCode = new Map(softwares.map((software, at) => [software, at]));
  const meta: BaseMeta = {
    ...{ ref, contentHash, coverage, note, counting, closed },
    model: base.model,
    unit: audience.unit,
    softwares,
    communities: communities.list.map(({ name, size, audience }) => ({ name, size, audience })),
    fit: fit.meta,
  };
  const text = new TextEncoder();
  return writeContainer(baseKind, {
    meta: text.encode(JSON.stringify(meta)),
    names: text.encode(hosts.map(({ host, aliases }) => [host, ...aliases].join(' ')).join('\n')),
    codes: packCodes(base),
    ...{ people: audience.people, sigma: audience.sigma, prior },
    software: Uint16Array.from(hosts, ({ software }) => softwareCode.get(software)!),
    users: packWhole(hosts.map(({ users }) => users)),
    mau: packWhole(hosts.map(({ mau }) => mau)),
    circles: packWhole(Array.from(circles, orNone)),
    communities: packWhole(Array.from(communities.of, orNone)),
    ...fit.parts,
  });
}

const check = new ValueChecks(baseKind);

/** @throws FileError for a file of another kind, of a newer form, not whole, or with what no base holds */
export function readBase(bytes: Uint8Array<ArrayBuffer>): Base {
  const file = openContainer(baseKind, bytes);
  const meta = readDescription<BaseMeta>(baseKind, file.text('meta'), baseMeta);
  const { ref, contentHash, coverage, model, note, counting, closed } = meta;
  const codes = unpackCodes(file.take('codes', Uint32Array));
  const hosts = readHosts(file, meta, codes.facts);
  const order = hosts.length;
  const audience = {
    unit: meta.unit,
    people: file.take('people', Float64Array),
    sigma: file.take('sigma', Float64Array),
    source: codes.source,
    unused: codes.unused,
  };
  const circles = unpackNodes(file, 'circles', order);
  const base: Base = {
    ...{ ref, contentHash, order, hosts, audience, coverage, model, note, counting, closed, circles },
    names: indexNames(hosts),
    draws: seedDraws(hosts.map(({ host }) => host)),
    live: Uint8Array.from(hosts, ({ liveness }) => (liveness === 'dead' ? 0 : 1)),
    tells: codes.tells,
    prior: file.take('prior', Float64Array),
    communities: readCommunities(unpackNodes(file, 'communities', order), meta.communities),
    fit: readFit(file, meta.fit, { audience, order, circles }),
  };
  checkBase(base);
  return base;
}

function readHosts(
  file: Container<BaseSection>,
  { ref, softwares }: BaseMeta,
  factsOf: ReturnType<typeof unpackCodes>['facts'],
): SnapshotHost[] {
  const asOf = Date.parse(ref.asOf);
  const lines = file.text('names').split('\n');
  const software = file.take('software', Uint16Array);
  check.sameLengths('servers', lines.length, { software });
  check.between('software', software, 0, softwares.length - 1);
  const users = unpackWhole(file, 'users', lines.length);
  const mau = unpackWhole(file, 'mau', lines.length);
  return lines.map((line, node) => {
    const [host, ...aliases] = line.split(' ') as Host[];
    const told = { software: softwares[software[node]!]!, users: users[node]!, mau: mau[node]! };
    return hostFrom({ host: host!, aliases, ...told, ...factsOf(node) }, asOf);
  });
}

function readCommunities(of: Int32Array, told: BaseMeta['communities']): Communities {
  check.between('community', of, -1, told.length - 1);
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

function unpackWhole(file: Container<BaseSection>, name: BaseSection, length: number): (number | null)[] {
  const reader = new ByteReader(baseKind, file.take(name, Uint8Array));
  return Array.from({ length }, () => {
    const value = reader.varint();
    return value === 0 ? null : value - 1;
  });
}

function unpackNodes(file: Container<BaseSection>, name: BaseSection, length: number): Int32Array {
  return Int32Array.from(unpackWhole(file, name, length), (value) => value ?? -1);
}
