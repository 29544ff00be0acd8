/**
 * `node dist/test/bench/large/plant.js --size full`: plants a drawn world for the benches, unless it is there, and says
 * where. `--seed N`, `--days 2`; `--file F` for another place, `--again` to plant it anew.
 */
import { existsSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type LargeSize, largeSizes } from '../../../data/world/large/sizes.ts';
import { plant, plantedFile } from './planted.ts';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: 'small' },
    seed: { type: 'string', default: '1' },
    days: { type: 'string', default: '1' },
    file: { type: 'string' },
    again: { type: 'boolean', default: false },
  },
});
const say = (text: string) => process.stdout.write(`${text}\n`);

if (!(largeSizes as string[]).includes(values.size) || !['1', '2'].includes(values.days)) {
  say(`Expected --size ${largeSizes.join('|')} and --days 1|2.`);
  process.exit(2);
}
const options = {
  size: values.size as LargeSize,
  seed: Number(values.seed),
  days: values.days === '2' ? 2 : 1,
} as const;
const file = values.file ?? plantedFile(options);
if (values.again || !existsSync(file)) {
  const begin = performance.now();
  const { hosts, lists, edges, added, removed, blocks, declarers, counts } = await plant(file, options);
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  say(
    `${hosts.length} hosts, ${lists} lists, ${edges.join(' and ')} peers (+${added} −${removed}), ${blocks} blocks by ${declarers}, ${counts} counts in ${seconds} s, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`,
  );
}
say(`${file} (${(statSync(file).size / 1e6).toFixed(1)} MB)`);
