/**
 * `npm run bench`: what each stage costs, each figure beside a baseline of the same run.
 * `-- --only <part>` measures one part alone, some of them at the size they are made for; `--hosts` and `--lists` set
 * another size, `--quick` the smallest that still runs everything.
 */
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { parts, type Sizes } from './parts.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    hosts: { type: 'string' },
    only: { type: 'string' },
    lists: { type: 'string' },
  },
});
const say = (text: string) => process.stdout.write(`${text}\n`);
const given = (text: string | undefined) => (text === undefined ? undefined : Number(text));
const sizes: Sizes = {
  quick: values.quick,
  alone: values.only !== undefined,
  hosts: given(values.hosts),
  lists: given(values.lists),
};

say(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown CPU'}`);
const chosen = Object.entries(parts).filter(([name]) => values.only === undefined || values.only === name);
if (chosen.length === 0) {
  say(`There is no part ${values.only}: expected one of ${Object.keys(parts).join(', ')}.`);
  process.exitCode = 2;
}
for (const [name, measure] of chosen) {
  say(`\n${name}`);
  for await (const line of measure(sizes)) say(`  ${line}`);
}
say(`\npeak memory of this process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
