/** Many servers asked at once for long lists: how long the event loop was held up meanwhile. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { crawl } from '../../crawler/crawl.ts';
import { defaultEffects } from '../../crawler/default-effects.ts';
import { loopbackNetwork } from '../../crawler/http/network.ts';
import { resolveSettings } from '../../crawler/settings.ts';
import { Store } from '../../data/store.ts';
import type { Host } from '../../data/types.ts';
import { readPlan, type Used, used } from './processes.ts';

export interface ArrivalPlan {
  port: number;
  hosts: readonly string[];
  /** crawl: into `file` · parse: global fetch, JSON.parse, a Map · drain: global fetch alone */
  way: 'crawl' | 'parse' | 'drain';
  file: string;
}

export interface ArrivalAnswer extends Used {
  lagMs: { median: number; most: number };
}

const { port, hosts, way, file } = await readPlan<ArrivalPlan>();
const lag = monitorEventLoopDelay({ resolution: 1 });
const result = await used(() => (way === 'crawl' ? crawlAll() : fetchAll()));
const ms = (nanoseconds: number) => nanoseconds / 1e6;
process.send?.({ ...result, lagMs: { median: ms(lag.percentile(50)), most: ms(lag.max) } } satisfies ArrivalAnswer);
process.disconnect();

async function crawlAll(): Promise<void> {
  const network = loopbackNetwork(port);
  const store = await Store.open(file, 'create');
  try {
    await store.addHosts(hosts as Host[]);
    const rests = { minGapMs: 0, maxRequestsPerSecond: 100_000, contact: 'bench@faultline.example' };
    // Every name of the lists would be visited next.
    const settings = resolveSettings({ ...rests, concurrency: hosts.length, maxHosts: hosts.length });
    lag.enable();
    await crawl({ store, effects: defaultEffects({ network }), settings });
    lag.disable();
  } finally {
    await store.close();
    await network.close();
  }
}

async function fetchAll(): Promise<void> {
  const numbers = new Map<string, number>();
  lag.enable();
  await Promise.all(
    hosts.map(async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/instance/peers`);
      if (way === 'drain') return void (await answer.arrayBuffer());
      const names = JSON.parse(await answer.text()) as string[];
      for (const name of names) if (!numbers.has(name)) numbers.set(name, numbers.size);
    }),
  );
  lag.disable();
}
