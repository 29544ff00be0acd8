/** A base is read from whoever wrote it: as it was, or with a sentence on what is wrong. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksumOf } from '../../../analysis/container/checksum.ts';
import { FileError } from '../../../analysis/container/file-error.ts';
import { header, sectionRow } from '../../../analysis/container/layout.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { sizeBinCount } from '../../../analysis/size-bins.ts';
import { type Base, baseOf } from '../../../analysis/slice/base.ts';
import { readBase, writeBase } from '../../../analysis/slice/base-binary.ts';
import { baseKind } from '../../../analysis/slice/site-kinds.ts';
import { buildSnapshot, worldW1 } from '../../golden/world-w1.ts';
import { plantLanguages } from '../../unit/analysis/planted-languages.ts';

const fitted = writeBase(baseOf(buildGraph(buildSnapshot(plantLanguages()))));
const plain = writeBase(baseOf(buildGraph(worldW1())));

function outcomeOf(bytes: Uint8Array<ArrayBuffer>): Base | string {
  try {
    return readBase(bytes);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    expect(error.message).toMatch(/^[A-Z].*[.]$/s);
    expect(error.hint).toMatch(/^Load the page again/);
    return error.message;
  }
}

type Flip = readonly [at: number, mask: number];

const masks = fc.integer({ min: 1, max: 255 });

function flip(file: Uint8Array<ArrayBuffer>, flips: readonly Flip[]): Uint8Array<ArrayBuffer> {
  const bytes = file.slice();
  for (const [at, mask] of flips) bytes[at % bytes.length]! ^= mask;
  return bytes;
}

test.each([
  { model: 'fitted', file: fitted },
  { model: 'plain', file: plain },
])('a base with a $model model comes back, and is written as the same bytes', ({ model, file }) => {
  const base = readBase(file);
  expect(base.fit.model.kind).toBe(model);
  expect(writeBase(base)).toEqual(file);
});

test('bytes changed on the way are noticed', () => {
  const flips = fc.array(fc.tuple(fc.nat(fitted.length - 1), masks), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(flips, (places) => {
      const bytes = flip(fitted, places);
      const outcome = outcomeOf(bytes);
      if (typeof outcome !== 'string') expect(writeBase(outcome)).toEqual(fitted);
    }),
    { seed: 8, numRuns: 1000 },
  );
});

test('bytes changed by somebody who mends the checksum give an error or a base that can be computed with', () => {
  const said = new Set<string>();
  const { size } = sectionRow;
  const inHeader = fc.nat(header.table + Object.keys(baseKind.sections).length * size);
  const place = fc.oneof(inHeader, fc.nat(fitted.length - 1));
  const changes = fc.array(fc.tuple(place, masks), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.constantFrom(fitted, plain), changes, (file, flips) => {
      const bytes = flip(file, flips);
      new DataView(bytes.buffer).setUint32(header.checksum, checksumOf(bytes.buffer), true);
      const outcome = outcomeOf(bytes);
      if (typeof outcome === 'string') said.add(outcome.replace(/\d+/g, 'N'));
      else expectUsable(outcome);
    }),
    { seed: 8, numRuns: 4000 },
  );
  expect(said.size).toBeGreaterThan(20);
});

test('a base cut anywhere, or with something behind its end, is refused', () => {
  for (let length = 0; length < plain.length; length++) {
    expect(outcomeOf(plain.slice(0, length))).toMatch(/broke off/);
  }
  expect(outcomeOf(new Uint8Array([...plain, 0]))).toMatch(/behind its end/);
});

function expectUsable({ order, hosts, names, audience, communities, circles, prior, tells, fit, ...base }: Base): void {
  expect(hosts).toHaveLength(order);
  hosts.forEach(({ host, software }, node) => {
    expect(names.find(host)).toBe(node);
    expect(software).not.toBeUndefined();
  });
  const { group, groupCount, affinity, reader, author } = fit.model;
  const columns = [
    audience.people,
    audience.sigma,
    communities.of,
    circles,
    tells,
    fit.language,
    group,
    reader,
    author,
  ];
  for (const column of columns) expect(column).toHaveLength(order);
  for (const it of group) expect(it).toBeLessThan(groupCount);
  expect(affinity).toHaveLength(groupCount ** 2);
  expect(prior).toHaveLength(sizeBinCount ** 2);
  for (const node of [...base.counting, ...base.closed, ...fit.servers]) expect(hosts[node]).toBeDefined();
  for (const it of communities.of) expect(it === -1 || communities.list[it] !== undefined).toBe(true);
}
