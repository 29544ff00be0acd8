/** Two threads over the same arrays, with the built program in the second. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import type { AnyTask } from '../../analysis/parallel/job.ts';
import { twoThreads } from '../../analysis/parallel/two-threads.ts';

const fixture = fileURLToPath(new URL('../fixtures/second-thread.mjs', import.meta.url));
const { entry, tasks, ...task } = (await import(fixture)) as Record<string, AnyTask> & {
  entry: URL;
  tasks: AnyTask[];
};

function open() {
  const threads = twoThreads({ entry, tasks });
  onTestFinished(() => threads.close());
  return threads;
}

/** As if so many had met before. */
function counted(met: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(4)).fill(met);
}

/** Parts over the same arrays, with the position of each. */
function partsOf(parallel: ReturnType<typeof open>, count = 2) {
  const shared = { met: new Int32Array(new SharedArrayBuffer(4)), threads: parallel.uint32(count) };
  return Array.from({ length: count }, (_, at) => ({ ...shared, at }));
}

test('both threads work at once while the one that asks does not yield, from the first job on', () => {
  const parallel = open();
  for (let time = 0; time < 3; time++) {
    const parts = partsOf(parallel);
    parallel.run(task.meet!, parts);
    const [mine, others] = parts[0]!.threads.toSorted();
    expect(mine).toBeGreaterThan(0);
    expect(others).toBeGreaterThan(mine!);
  }
});

test('a part that fails in the second thread fails here, named, and the thread goes on', () => {
  const parallel = open();
  expect(() => parallel.run(task.fail!, partsOf(parallel))).toThrow(
    'The task "fail" failed in the second thread: no such row',
  );
  parallel.run(task.meet!, partsOf(parallel));
});

test('a part that fails here fails as it is, and of one job only', () => {
  const parallel = open();
  expect(() => parallel.run(task.failHere!, partsOf(parallel))).toThrow(TypeError);
  parallel.run(task.meet!, partsOf(parallel));
});

test('a second thread that ends in the middle of a part does not leave the other waiting', () => {
  const parallel = open();
  expect(() => parallel.run(task.exit!, partsOf(parallel))).toThrow(
    'The second thread ended while it did the task "exit".',
  );
  const parts = partsOf(parallel).map((part, at) => ({ ...part, met: counted(at + 1) }));
  parallel.run(task.meet!, parts);
  expect([...parts[0]!.threads]).toEqual([1, 1]);
});

test('arrays that are not shared are left to the thread that asks, and so is all once it was closed', async () => {
  const parallel = open();
  const own = [{ met: new Int32Array(new SharedArrayBuffer(4)), kept: { rows: new Uint32Array(1) } }, {}];
  const seen: unknown[] = [];
  const note = { name: 'note', run: (part: object) => void seen.push(part) };
  const noting = twoThreads({ entry, tasks: [note] });
  noting.run(note, own);
  expect(seen).toEqual(own);
  await noting.close();
  noting.run(note, [own[1]!, own[1]!]);
  expect(seen.length).toBe(4);
  expect(() => parallel.run(note, own)).toThrow('The task "note" stands in no registry.');
});

test('a second thread that cannot begin costs nothing but its help', () => {
  const parallel = twoThreads({ entry: new URL('file:///nowhere/at-all.mjs'), tasks });
  onTestFinished(() => parallel.close());
  const parts = partsOf(parallel).map((part, at) => ({ ...part, met: counted(at + 1) }));
  parallel.run(task.meet!, parts);
  expect([...parts[0]!.threads]).toEqual([1, 1]);
});

test('a program ends without closing it, and says nothing of it', async () => {
  const script = `import { twoThreads } from ${JSON.stringify(new URL('../../dist/analysis/parallel/two-threads.js', import.meta.url))};
    const parallel = twoThreads();
    console.log(parallel.threads);`;
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  expect({ stdout, stderr }).toEqual({ stdout: '2\n', stderr: '' });
});
