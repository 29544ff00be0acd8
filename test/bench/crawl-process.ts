/** One crawl into a file. */
import { crawl } from '../../crawler/crawl.ts';
import { defaultEffects, fastClock } from '../../crawler/default-effects.ts';
import { loopbackNetwork } from '../../crawler/http/network.ts';
import { resolveSettings } from '../../crawler/settings.ts';
import { Store } from '../../data/store.ts';
import type { Host } from '../../data/types.ts';
import { type CrawlPlan, readPlan, used } from './processes.ts';

const { file, port, addresses, seeds, settings, speed } = await readPlan<CrawlPlan>();
const network = loopbackNetwork(port, async (host) => {
  const address = addresses[host];
  if (address === undefined) throw Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' });
  return [address];
});
const result = await used(async () => {
  const store = await Store.open(file, 'create');
  try {
    await store.addHosts(seeds as Host[]);
    const clock = fastClock({ startAt: Date.now(), speed });
    await crawl({ store, effects: defaultEffects({ network, clock }), settings: resolveSettings(settings) });
  } finally {
    await store.close();
  }
});
await network.close();
process.send?.(result);
