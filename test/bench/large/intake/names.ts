/** From the bytes of peer lists to numbers of hosts. */
import { listBounds, maxRows } from '../../../../crawler/http/json-bounds.ts';
import { NameReader } from '../../../../crawler/names/name-reader.ts';
import { NameScan } from '../../../../crawler/names/name-scan.ts';
import { NameTable } from '../../../../crawler/names/name-table.ts';
import { listOfNames } from '../../../../crawler/software/lists.ts';
import { readHost } from '../../../../data/host.ts';
import { RowOrder } from '../../../../data/snapshot/row-order.ts';
import { compare, type Row, summarise, timesAsFast } from '../../measure.ts';
import type { Context } from '../../stage.ts';
import { peerBodies, someHosts } from './peer-bodies.ts';

const known = 60_000;
const self = readHost('bench.example')!;
const slice = 1 << 16;

/** As a crawl reads them, against JSON.parse alone and against the simplest way to sorted numbers. */
export async function* nameRows({ quick, runs }: Context): AsyncIterable<Row> {
  const bodies = peerBodies(quick ? 3 : 20, someHosts(known));
  const reader = new NameReader();
  const order = new RowOrder(known);
  const read = async () => {
    const lists: Uint32Array[] = [];
    for (const body of bodies) {
      const { numbered } = listOfNames((await reader.read(body))!, self);
      const numbers = numbered!.numbers;
      lists.push(numbers.subarray(0, order.order(numbers, numbers, 0)));
    }
    return lists;
  };
  const lists = await read();
  const amount = lists.reduce((sum, numbers) => sum + numbers.length, 0);
  const numbers = new Map<string, number>();
  const parse = () => bodies.map((body) => JSON.parse(body.toString()) as string[]);
  const parseAndSort = () => parse().map((names) => sortedNumbers(names, numbers));
  parseAndSort();
  const compared = await compare(runs, read, {
    'JSON.parse, a Map and a sort, which judge no name': parseAndSort,
    'JSON.parse alone': parse,
  });
  const row = { what: 'peer lists to sorted numbers of hosts', unit: 'names', amount, ...compared };
  const [map, parsed] = compared.baselines;
  yield {
    ...row,
    bytes: bodies.reduce((sum, body) => sum + body.length, 0),
    judged: { 'T1.map': timesAsFast(row, map!), 'T1.parse': timesAsFast(row, parsed!) },
    note: 'names met before, which is nearly all of a crawl',
  };
  yield* stretchRows(bodies.at(-1)!);
}

/**
 * How long the event loop is held up by 64 KiB of a list, where all names are new and where none is. Of each stretch the
 * fastest of several readings: what another process did to the slower ones is not the list's doing.
 */
function* stretchRows(body: Buffer): Iterable<Row> {
  const met = new NameTable();
  stretches(body, met);
  for (const [what, table] of [
    ['64 KiB of a list whose names are new', () => new NameTable()],
    ['64 KiB of a list of names met before', () => met],
  ] as const) {
    const readings = Array.from({ length: 7 }, () => stretches(body, table()));
    const measured = summarise(readings[0]!.map((_, at) => Math.min(...readings.map((times) => times[at]!))));
    yield {
      ...{ what, unit: 'bytes', amount: slice },
      measured,
      baselines: [],
      judged: { 'T1.slice': measured.maxMs },
    };
  }
}

function stretches(body: Buffer, table: NameTable): number[] {
  const scan = new NameScan(body, table, { maxNumbers: maxRows, maxTexts: listBounds.maxCommas });
  const times: number[] = [];
  while (scan.state === 'array') {
    const begin = performance.now();
    scan.read(slice);
    times.push(performance.now() - begin);
  }
  return times;
}

function sortedNumbers(names: readonly string[], numbers: Map<string, number>): Uint32Array {
  return Uint32Array.from(names, (name) => {
    const number = numbers.get(name) ?? numbers.size;
    if (number === numbers.size) numbers.set(name, number);
    return number;
  }).sort();
}
