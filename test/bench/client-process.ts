/** Two small answers from each of many servers, each at an address of its own: what a request costs its process. */
import { buildConnector } from 'undici';
import { defaultEffects } from '../../crawler/default-effects.ts';
import { exchange } from '../../crawler/http/client.ts';
import { oneConnectionAHost } from '../../crawler/http/network.ts';
import { resolveSettings } from '../../crawler/settings.ts';
import type { Host } from '../../data/types.ts';
import { readPlan, used } from './processes.ts';

export interface ClientPlan {
  port: number;
  hosts: number;
  concurrency: number;
  way: 'exchange' | 'fetch';
}

const { port, hosts, concurrency, way } = await readPlan<ClientPlan>();
const paths = ['/.well-known/nodeinfo', '/nodeinfo/2.0'];
const settings = resolveSettings({ contact: 'bench@faultline.example' });
/** As to the public network, but without TLS, and every server on this machine. */
const { dispatcher: agent, leave } = oneConnectionAHost(settings, buildConnector({}));
const dispatcher = agent.compose((dispatch) => ({ origin, ...rest }, handler) => {
  return dispatch({ ...rest, origin: String(origin).replace('https:', 'http:') }, handler);
});
const network = { dispatcher, resolve: async (host: Host) => [host], close: () => agent.close() };
const effects = defaultEffects({ network });

let next = 0;
const result = await used(async () => {
  await Promise.all(Array.from({ length: concurrency }, worker));
});
await agent.destroy();
process.send?.(result);
process.disconnect();

async function worker(): Promise<void> {
  for (let at = next++; at < hosts; at = next++) {
    const address = `127.${1 + (at >> 16)}.${(at >> 8) & 255}.${at & 255}`;
    const server = `${address}:${port}`;
    for (const path of paths) await (way === 'fetch' ? fetchOne(server, path) : exchangeOne(server, path));
    leave(address);
  }
}

async function fetchOne(server: string, path: string): Promise<void> {
  const answer = await fetch(`http://${server}${path}`, { headers: { accept: 'application/json' } });
  JSON.parse(await answer.text());
}

async function exchangeOne(server: string, path: string): Promise<void> {
  const caps = { maxBytes: 1 << 20, maxDecompressedBytes: 1 << 20 };
  const asked = { host: server as Host, method: 'GET', path, accept: 'application/json', ...caps } as const;
  const { body, outcome } = await exchange(asked, { effects, settings });
  if (body === null) throw new Error(`expected an answer from ${server}, got ${outcome}`);
  JSON.parse(body.toString());
}
