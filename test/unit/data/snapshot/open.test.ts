/** What is kept beside a database speeds answers up, and never changes one. */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { turnRound } from '../../../../analysis/parallel/turn-round.ts';
import { forget } from '../../../../data/forget.ts';
import { openSnapshot } from '../../../../data/snapshot/open.ts';
import { recall } from '../../../../data/snapshot/recall.ts';
import { refer, takeSnapshot } from '../../../../data/snapshot/reference.ts';
import type { Rows } from '../../../../data/snapshot/types.ts';
import { freeze } from '../../../../data/snapshot.ts';
import { Store } from '../../../../data/store.ts';
import type { Visit } from '../../../../data/types.ts';
import { block, host, list, peers, record, temporaryFolder, visit } from '../../../fixtures/observed.ts';

const hour = 3_600_000;
const day = 24 * hour;
const first = Date.parse('2026-11-20T10:00:00Z');
const keepAll = { leastPeers: 1, turnRound };

async function plant(...visits: Visit[]): Promise<string> {
  const file = join(temporaryFolder(), 'x.duckdb');
  await writeTo(file, ...visits);
  return file;
}

async function writeTo(file: string, ...visits: Visit[]): Promise<void> {
  const store = await Store.open(file, 'create');
  await record(store, ...visits);
  await store.close();
}

async function reading<Answer>(file: string, read: (store: Store) => Promise<Answer>): Promise<Answer> {
  const store = await Store.open(file, 'read');
  try {
    return await read(store);
  } finally {
    await store.close();
  }
}

const twoDays = () =>
  plant(
    visit('a.example', first, { peers: peers('b.example', 'c.example'), blocks: list([block('c.example')]) }),
    visit('b.example', first + day, { peers: peers('a.example', 'd.example') }),
  );

const keptIn = (file: string) => (existsSync(`${file}.cache`) ? readdirSync(`${file}.cache`) : []);
const everyRow = ({ order, row }: Rows) => Array.from({ length: order }, (_, node) => [...row(node)]);

test('the first opening keeps it, the next reads what was kept, and both say what freezing says', async () => {
  const file = await twoDays();
  const frozen = await reading(file, (store) => freeze(store));
  for (const _ of ['frozen', 'kept']) {
    const { snapshotFacts, peers: rows, listedBy, loadCsr, close } = await openSnapshot(file, undefined, keepAll);
    expect({ ...snapshotFacts, peers: loadCsr('out') }).toEqual({
      ...frozen,
      peers: { ...loadCsr('out'), offsets: expect.anything(), targets: expect.anything() },
    });
    expect([...loadCsr('out').targets]).toEqual([...frozen.peers.targets]);
    expect(everyRow(rows)).toEqual([[1, 2], [0, 3], [], []]);
    expect(everyRow(listedBy)).toEqual([[1], [0], [0], [1]]);
    expect(keptIn(file)).toEqual([`${frozen.id}-${frozen.asOf}.snapshot`]);
    close();
  }
});

test('a kept file is read and not the database, whoever asks: by time, by id or for what is known now', async () => {
  const file = await twoDays();
  const writer = await Store.open(file, 'write');
  const { snapshot } = await takeSnapshot(writer);
  await writer.close();
  const kept = await reading(file, (store) => recall(store, keepAll));
  const path = join(`${file}.cache`, keptIn(file)[0]!);
  const { ino, mtimeMs } = statSync(path);
  for (const which of [undefined, snapshot.id, '2026-11-21T10:00:00Z']) {
    expect(await reading(file, (store) => refer(store, which))).toEqual({ snapshot: kept, reissueOf: null });
  }
  expect(statSync(path)).toMatchObject({ ino, mtimeMs });
  expect(kept.id).toBe(snapshot.id);
  expect(kept.contentHash).toBe(snapshot.contentHash);
});

test('small snapshots leave nothing beside their database, and neither does who writes to it', async () => {
  const file = await twoDays();
  (await openSnapshot(file, undefined, { turnRound })).close();
  await reading(file, (store) => refer(store, undefined));
  const writer = await Store.open(file, 'write');
  await recall(writer, keepAll);
  await writer.close();
  expect(existsSync(`${file}.cache`)).toBe(false);
});

test('what was written to the database since is in the answer, and the old cache is gone', async () => {
  const file = await twoDays();
  const before = await openSnapshot(file, undefined, keepAll);
  before.close();
  await writeTo(file, visit('d.example', first + 2 * day, { peers: peers('e.example') }));
  expect(keptIn(file)).toEqual([]);
  const after = await openSnapshot(file, undefined, keepAll);
  after.close();
  expect(after.peers.order).toBe(5);
  expect(after.snapshotFacts).toEqual(await reading(file, async (store) => factsOf(await freeze(store))));
  expect(keptIn(file)).toHaveLength(1);
});

test('a cache of another state or another database is passed over, even put back by hand', async () => {
  const [file, other] = [await twoDays(), await plant(visit('z.example', first + day, { peers: peers('y.example') }))];
  (await openSnapshot(file, undefined, keepAll)).close();
  const copy = join(temporaryFolder(), 'kept');
  cpSync(`${file}.cache`, copy, { recursive: true });
  await writeTo(file, visit('a.example', first + day, { peers: peers('b.example') }));
  for (const target of [file, other]) {
    cpSync(copy, `${target}.cache`, { recursive: true });
    const opened = await openSnapshot(target, undefined, keepAll);
    opened.close();
    expect(opened.snapshotFacts).toEqual(await reading(target, async (store) => factsOf(await freeze(store))));
    // The stranger went when the right one came.
    expect(keptIn(target)).toEqual([`${opened.snapshotFacts.id}-${opened.snapshotFacts.asOf}.snapshot`]);
  }
});

test('a damaged cache is passed over and written anew', async () => {
  const file = await twoDays();
  (await openSnapshot(file, undefined, keepAll)).close();
  const path = join(`${file}.cache`, keptIn(file)[0]!);
  const whole = readFileSync(path);
  for (const damaged of [whole.subarray(0, 500), Buffer.alloc(whole.length, 1), Buffer.concat([whole, whole])]) {
    writeFileSync(path, damaged);
    const { snapshotFacts, loadCsr, close } = await openSnapshot(file, undefined, keepAll);
    expect(snapshotFacts.hosts).toHaveLength(4);
    expect([...loadCsr('out').targets]).toEqual([1, 2, 0, 3]);
    close();
    expect(readFileSync(path).equals(whole)).toBe(true);
  }
});

test('three snapshots of a state are kept: what is known now, and those that were asked for last', async () => {
  const file = await twoDays();
  for (const which of [undefined, '2026-11-20T10:00:00Z', '2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z']) {
    (await openSnapshot(file, which, keepAll)).close();
    tick();
  }
  const times = keptIn(file).map((name) => Number(name.split(/[-.]/)[1]));
  expect(times.sort()).toEqual([first + hour, first + 2 * hour, first + day]);
});

/** Until a file that is written next is younger. */
function tick(): void {
  const file = join(temporaryFolder(), 'now');
  writeFileSync(file, '');
  const { mtimeMs } = statSync(file);
  do writeFileSync(file, '');
  while (statSync(file).mtimeMs === mtimeMs);
}

test('where nothing can be kept the answer is the same', async () => {
  const file = await twoDays();
  writeFileSync(`${file}.cache`, 'in the way');
  const opened = await openSnapshot(file, undefined, keepAll);
  expect(everyRow(opened.listedBy)).toEqual([[1], [0], [0], [1]]);
  for (const direction of ['out', 'in'] as const) {
    const { offsets, targets } = opened.loadCsr(direction);
    expect([offsets.buffer, targets.buffer]).toEqual([expect.any(SharedArrayBuffer), expect.any(SharedArrayBuffer)]);
  }
  opened.close();
  await writeTo(file, visit('d.example', first + 2 * day, { peers: peers('e.example') }));
  expect(readFileSync(`${file}.cache`, 'utf8')).toBe('in the way');
});

test('several may open it at once, and one that is open stays readable when the next removes it', async () => {
  const file = await twoDays();
  const all = await Promise.all([1, 2, 3].map(() => openSnapshot(file, undefined, keepAll)));
  await writeTo(file, visit('d.example', first + 2 * day, { peers: peers('e.example') }));
  expect(keptIn(file)).toEqual([]);
  for (const opened of all) {
    expect(everyRow(opened.peers)).toEqual([[1, 2], [0, 3], [], []]);
    opened.close();
  }
});

test('who is forgotten is in no cache; what else a person put into the folder stays', async () => {
  const file = await twoDays();
  (await openSnapshot(file, undefined, keepAll)).close();
  expect(readFileSync(join(`${file}.cache`, keptIn(file)[0]!), 'latin1')).toContain('d.example');
  mkdirSync(join(`${file}.cache`, 'mine'));
  await forget(file, host('d.example'), { salt: 'ab' });
  expect(keptIn(file)).toEqual(['mine']);
  (await openSnapshot(file, undefined, keepAll)).close();
  expect(readFileSync(join(`${file}.cache`, keptIn(file)[0]!), 'latin1')).not.toContain('d.example');
});

test('a withdrawn id opens what came in its place, a changed one is refused, and neither from a cache', async () => {
  const file = await twoDays();
  const writer = await Store.open(file, 'write');
  const { snapshot } = await takeSnapshot(writer);
  await writer.close();
  (await openSnapshot(file, snapshot.id, keepAll)).close();
  await forget(file, host('d.example'), { salt: 'ab' });
  for (const _ of ['frozen', 'kept']) {
    const opened = await openSnapshot(file, snapshot.id, keepAll);
    expect(opened.reissueOf).toBe(snapshot.id);
    expect(opened.snapshotFacts.hosts).toHaveLength(3);
    opened.close();
  }
});

function factsOf({ peers: _, ...facts }: Awaited<ReturnType<typeof freeze>>) {
  return facts;
}
