import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checksumOf } from '../../../analysis/container/checksum.ts';
import { FileError } from '../../../analysis/container/file-error.ts';
import { header } from '../../../analysis/container/layout.ts';
import { readMap } from '../../../analysis/read-map.ts';
import type { MapFile } from '../../../analysis/types.ts';
import { writeMap } from '../../../analysis/write-map.ts';
import { drawnMaps, goldenMap } from '../../fixtures/maps.ts';

/** What readMap gives or says; anything else it does is a failure of the test. */
function outcomeOf(bytes: Uint8Array<ArrayBuffer>): MapFile | string {
  try {
    return readMap(bytes.buffer);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    expect(error.message).toMatch(/^[A-Z].*[.]$/s);
    expect(error.hint).toMatch(/[.]$/);
    return error.message;
  }
}

test('any map that is written is read as it was, from the bytes where they lie', () => {
  fc.assert(
    fc.property(drawnMaps, (map) => {
      const bytes = writeMap(map);
      const read = readMap(bytes.buffer);
      expect(read).toEqual(map);
      const { x, y, community, audience, software, liveness, small, edges, folded } = read;
      const arrays = [x, y, community, audience, software, liveness, small];
      for (const list of [...arrays, ...Object.values(edges), ...Object.values(folded)]) {
        expect(list.buffer).toBe(bytes.buffer);
      }
      expect(writeMap(read)).toEqual(bytes);
    }),
    { seed: 6, numRuns: 200 },
  );
});

const golden = writeMap(goldenMap());
const flips = fc.array(fc.tuple(fc.nat(golden.length - 1), fc.integer({ min: 1, max: 255 })), {
  minLength: 1,
  maxLength: 8,
});

function flip(positions: readonly (readonly [at: number, mask: number])[]): Uint8Array<ArrayBuffer> {
  const bytes = golden.slice();
  for (const [at, mask] of positions) bytes[at]! ^= mask;
  return bytes;
}

test('bytes changed on the way give the same map or an error that says what is wrong', () => {
  const whole = goldenMap();
  fc.assert(
    fc.property(flips, (positions) => {
      const outcome = outcomeOf(flip(positions));
      if (typeof outcome !== 'string') expect(outcome).toEqual(whole);
    }),
    { seed: 6, numRuns: 3000 },
  );
});

test('bytes changed by somebody who mends the checksum give an error or a map that can be drawn', () => {
  const said = new Set<string>();
  const inHeader = fc.tuple(fc.nat(header.table + 17 * 16), fc.integer({ min: 1, max: 255 }));
  const changes = fc.oneof(flips, fc.array(inHeader, { minLength: 1, maxLength: 3 }));
  fc.assert(
    fc.property(changes, (positions) => {
      const bytes = flip(positions);
      new DataView(bytes.buffer).setUint32(header.checksum, checksumOf(bytes.buffer), true);
      const outcome = outcomeOf(bytes);
      if (typeof outcome === 'string') said.add(outcome.replace(/\d+/g, 'N'));
      else expectDrawable(outcome);
    }),
    { seed: 6, numRuns: 5000 },
  );
  expect(said.size).toBeGreaterThan(20);
});

test('a file cut anywhere, or with something behind its end, is refused', () => {
  for (let length = 0; length < golden.length; length++) {
    expect(outcomeOf(golden.slice(0, length))).toMatch(/broke off|does not begin/);
  }
  expect(outcomeOf(new Uint8Array([...golden, 0]))).toMatch(/behind its end/);
});

function expectDrawable(map: MapFile): void {
  const { hosts, x, y, communities, softwares, edges } = map;
  expect(new Set(hosts).size).toBe(hosts.length);
  for (const value of [...x, ...y, ...map.folded.x, ...map.folded.y]) expect(value).toSatisfy(Number.isFinite);
  for (const it of [...map.community, ...map.folded.community]) expect(it < communities.length && it >= -1).toBe(true);
  for (const it of map.software) expect(it === 0xffff || it < softwares.length).toBe(true);
  for (const it of [...edges.source, ...edges.target]) expect(it).toBeLessThan(hosts.length);
}
