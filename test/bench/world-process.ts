/** Serves a world until its parent lets go. */
import { crawlDelay } from '../../data/world/robots.ts';
import { serveWorld } from '../../data/world/serve.ts';
import { createWorld } from '../../data/world/world.ts';
import type { PlannedServer } from './ideal.ts';
import { latencyMs } from './latency.ts';
import { readPlan } from './processes.ts';

export interface WorldPlan {
  hosts: number;
  deadShare: number;
  /** Latencies are divided by it; 0: none. */
  speed: number;
}

export interface WorldAnswer {
  port: number;
  seeds: readonly string[];
  /** By host name and by handle name; the latter only where it has an address. */
  addresses: Record<string, string>;
  servers: Record<string, PlannedServer>;
}

const { hosts, deadShare, speed } = await readPlan<WorldPlan>();
const world = createWorld({ hosts, seed: 1, deadShare });
const server = await serveWorld(world, {
  log: false,
  ...(speed > 0 && { latencyMs: (host) => latencyMs(host) / speed }),
});
const addresses: Record<string, string> = {};
const servers: Record<string, PlannedServer> = {};
for (const each of world.servers) {
  const { host, handleHost, condition } = each;
  const planned = { latencyMs: latencyMs(host), delayMs: crawlDelay(each) * 1000, hangs: condition === 'hangs' };
  servers[host] = planned;
  // No server speaks for the handles: a redirect does, and it has no robots.txt and answers always.
  if (handleHost !== null) servers[handleHost] = { ...planned, delayMs: 0, hangs: false };
  for (const name of [host, handleHost]) {
    const address = name === null ? null : world.addressOf(name);
    if (name !== null && address !== null) addresses[name] = address;
  }
}
process.once('disconnect', () => void server.close());
process.send?.({ port: server.port, seeds: world.seedHosts, addresses, servers } satisfies WorldAnswer);
