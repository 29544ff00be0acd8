/** Peer lists read as bytes come to what they come to as JSON: the same outcome, entries and counts. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAnswer } from '../../../crawler/http/answer.ts';
import { readJson } from '../../../crawler/http/body.ts';
import type { WireAnswer } from '../../../crawler/http/client.ts';
import { listBounds, maxRows } from '../../../crawler/http/json-bounds.ts';
import { NameReader } from '../../../crawler/names/name-reader.ts';
import { hashWord, NameTable } from '../../../crawler/names/name-table.ts';
import { readPeers } from '../../../crawler/software/rows.ts';
import { readHost } from '../../../data/host.ts';
import { seededRandom } from '../../../data/random.ts';

const self = readHost('self.example')!;

async function fast(names: NameReader, body: Buffer) {
  const wire: WireAnswer = {
    ...{ outcome: 'ok', status: 200, headers: {}, body, bytes: body.length },
    ...{ bodyHash: null, sentAt: 0, durationMs: 0 },
  };
  const answer = await readAnswer(wire, 'names', { bounds: listBounds, names });
  const { numbered, ...list } = readPeers(answer, self);
  if (numbered !== undefined)
    expect(Array.from(numbered.numbers, (number) => numbered.names[number])).toEqual(list.entries);
  return { isScanned: answer.names !== undefined, list };
}

/** The way of every other list. */
function slow(body: Buffer) {
  const { outcome, json } = readJson(body, listBounds);
  return readPeers({ outcome, status: 200, headers: {}, json }, self);
}

const label = fc.stringMatching(/^[a-z0-9_-]{1,12}$/);
const name = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(label, fc.constantFrom('.example', '.com', '.co.uk')).map((each) => each.join('')) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('self.example', 'SELF.example', 'a.example', 'A.example.', 'https://a.example/'),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      'münchen.example',
      '*.b.example',
      'a\\b.example',
      'x'.repeat(300),
      `${'y.'.repeat(125)}example`,
    ),
  },
);
const space = fc.constantFrom('', '', '', ' ', '\n', '\t \r\n');
/** As JSON.stringify writes it, or with every unit escaped. */
const text = fc
  .tuple(name, fc.nat(9))
  .map(([each, way]) =>
    way > 0 ? JSON.stringify(each) : `"${[...each].flatMap((sign) => sign.split('').map(escaped)).join('')}"`,
  );
const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const strange = fc.constantFrom(
  'null',
  '7',
  '{"host":"a.example"}',
  '["a.example"]',
  "'a'",
  '"a\tb"',
  '"\\x"',
  '',
  '"',
  '"\\ud800"',
);
const list = fc
  .array(fc.tuple(space, text, space), { maxLength: 40 })
  .chain((rows) => fc.tuple(fc.constant(rows), space, space, fc.constantFrom('', '\ufeff')))
  .map(([rows, before, after, mark]) => `${mark}${before}[${rows.map((row) => row.join('')).join(',')}]${after}`);

test('lists of nothing but texts are read without JSON.parse, and come to the same', async () => {
  const names = new NameReader();
  await fc.assert(
    fc.asyncProperty(list, async (json) => {
      const body = Buffer.from(json);
      expect(await fast(names, body)).toEqual({ isScanned: true, list: slow(body) });
      expect(await fast(names, body)).toEqual({ isScanned: true, list: slow(body) });
    }),
    { numRuns: 500 },
  );
});

test('whatever else is in a list, or wrong with it, it comes to the same', async () => {
  const names = new NameReader();
  const rows = fc.array(fc.oneof({ weight: 5, arbitrary: text }, { weight: 1, arbitrary: strange }), { maxLength: 12 });
  const around = fc.constantFrom(
    ['[', ']'],
    ['[', ''],
    ['', ']'],
    ['[', ',]'],
    ['[', ']]'],
    ['{"a":[', ']}'],
    ['[', ']x'],
    ['<', '>'],
  );
  const damage = fc.record({ at: fc.nat(), bytes: fc.uint8Array({ maxLength: 2 }) });
  await fc.assert(
    fc.asyncProperty(rows, around, fc.option(damage), async (parts, [open, close], spoilt) => {
      const body = Buffer.from(`${open}${parts.join(',')}${close}`);
      if (spoilt !== null && body.length > 0) body.set(spoilt.bytes.subarray(0, 1), spoilt.at % body.length);
      expect((await fast(names, body)).list).toEqual(slow(body));
    }),
    { numRuns: 1000 },
  );
});

test('lists that begin anywhere in a buffer, and fill it to the end, come to the same', async () => {
  const names = new NameReader();
  for (let length = 0; length < 40; length++) {
    const json = JSON.stringify(['a.example', 'b'.repeat(length), `${'c'.repeat(length)}.example`]);
    const body = Buffer.from(`x${json}`).subarray(1);
    expect(await fast(names, body)).toEqual({ isScanned: true, list: slow(body) });
  }
});

test('long lists, of more rows than are looked at and of more than there may be, come to the same', async () => {
  const names = new NameReader();
  const rows = (count: number, of: (at: number) => string) =>
    Buffer.from(JSON.stringify(Array.from({ length: count }, (_, at) => of(at))));
  for (const count of [maxRows - 1, maxRows, maxRows + 1]) {
    const body = rows(count, (at) => `n${at % 100_000}.example`);
    expect(await fast(names, body)).toEqual({ isScanned: true, list: slow(body) });
  }
  for (const commas of [listBounds.maxCommas, listBounds.maxCommas + 1]) {
    const body = rows(commas + 1, () => 'a');
    expect((await fast(names, body)).list).toEqual(slow(body));
  }
});

test('a table that is full makes room, and names that found no room are read all the same', async () => {
  const names = new NameReader();
  for (let round = 0; round < 3; round++) {
    const fresh = Array.from({ length: 150_000 }, (_, at) => `r${round}n${at}.example`);
    const body = Buffer.from(JSON.stringify([...fresh, 'a.example', 'A.example']));
    const { isScanned, list: read } = await fast(names, body);
    expect([isScanned, read.entries.length, read.duplicateCount]).toEqual([true, fresh.length + 1, 1]);
    expect(read.entries).toEqual([...fresh, 'a.example']);
  }
});

test('while a table grows, every name that it holds is found', () => {
  const table = new NameTable();
  const random = seededRandom(2);
  const look = (at: number) => {
    table.text[0] = at + 1;
    return hashWord(0, at + 1);
  };
  for (let at = 0; at < 30_000; at++) {
    expect(table.add(look(at), 1, `n${at}.example`)).toBe(at);
    for (const met of [at, Math.floor(random() * at)]) expect(table.find(look(met), 1)).toBe(met);
  }
});

test('names whose hashes are the same are told apart', async () => {
  const names = new NameReader();
  const alike = namesOfOneHash(100);
  const body = Buffer.from(JSON.stringify([...alike, ...alike]));
  const { list: read } = await fast(names, body);
  expect([read.entries, read.duplicateCount]).toEqual([alike, alike.length]);
});

/** The second four letters make up for what the first four made different. */
function namesOfOneHash(count: number): string[] {
  const random = seededRandom(1);
  const letters = () => Array.from({ length: 4 }, () => 97 + Math.floor(random() * 26));
  const wordOf = (bytes: readonly number[]) => Buffer.from(bytes).readInt32LE();
  const goal = hashWord(0, wordOf(letters())) ^ wordOf(letters());
  const found = new Set<string>();
  while (found.size < count) {
    const first = letters();
    const second = Buffer.alloc(4);
    second.writeInt32LE(hashWord(0, wordOf(first)) ^ goal);
    if (/^[a-z0-9]{4}$/.test(second.toString('latin1'))) found.add(`${Buffer.from(first)}${second}.example`);
  }
  return [...found];
}
