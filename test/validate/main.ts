/**
 * `npm run validate`: the figures against the planted truth of simulated fediverses.
 *
 * `-- --seeds 1-10` other worlds than those reported · `--hosts n` of another size · `--quick` one small world of each
 * kind · `--only shift` or `--only even` half of
 * the worlds · `--cache DIR` keeps the crawled snapshots, so that the next run starts with them · `--write` writes
 * analysis/VALIDATION.md, which only a run without any of these does by itself.
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { renderDocument } from './document.ts';
import type { WorldPlan } from './plan.ts';
import { judgeAll } from './processes.ts';
import { reportTables } from './report.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    hosts: { type: 'string' },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    cache: { type: 'string' },
  },
});
const [first, last] = readSeeds(values.seeds ?? (values.quick ? '1-1' : '101-110'));
const hosts = Number(values.hosts ?? (values.quick ? 300 : 1000));
const plans: WorldPlan[] = [true, false]
  .filter((shift) => values.only !== (shift ? 'even' : 'shift'))
  .flatMap((shift) =>
    Array.from({ length: last - first + 1 }, (_, at) => ({
      hosts,
      seed: first + at,
      shift,
      wrongLanguageShare: 0.1,
      asked: values.quick ? 30 : 60,
      cache: values.cache === undefined ? null : resolve(values.cache),
    })),
  );
const results = await judgeAll(plans, 2, ({ plan, asked, questions }) =>
  process.stderr.write(
    `seed ${plan.seed} ${plan.shift ? 'with' : 'without'} shift: ${asked} servers, ${questions.length} answers\n`,
  ),
);
process.stdout.write(`${reportTables(results)}\n`);
const asReported = [values.seeds, values.hosts, values.only].every((value) => value === undefined) && !values.quick;
if (values.write || asReported) await writeFile('analysis/VALIDATION.md', renderDocument(results));

function readSeeds(text: string): [number, number] {
  const [, from, to] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? [];
  const seeds: [number, number] = [Number(from), Number(to ?? from)];
  if (from === undefined || seeds[1] < seeds[0]) throw new Error(`expected seeds such as 1-10, got ${text}`);
  return seeds;
}
