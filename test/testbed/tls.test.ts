/** A real TLS server on this machine: what fails in the handshake is an outcome, and what does not is a visit. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { buildConnector } from 'undici';
import { expect, test } from 'vitest';
import { crawl } from '../../crawler/crawl.ts';
import { defaultEffects } from '../../crawler/default-effects.ts';
import type { Network } from '../../crawler/effects.ts';
import { oneConnectionAHost } from '../../crawler/http/network.ts';
import { resolveSettings } from '../../crawler/settings.ts';
import { readHost } from '../../data/host.ts';
import type { Visit } from '../../data/types.ts';
import { MemoryStore } from './memory-store.ts';

const fixture = (name: string) => readFileSync(new URL(`../fixtures/tls/${name}.pem`, import.meta.url), 'utf8');

/** Connections to any name go to one port of this machine, with certificates checked as always, and may idle for long. */
function networkTo(port: number, trusted: string | undefined): Network {
  const connect = buildConnector(trusted === undefined ? {} : { ca: trusted });
  const { dispatcher, leave } = oneConnectionAHost({ minGapMs: 600_000 }, (target, callback) =>
    connect(
      { ...target, host: '127.0.0.1', hostname: '127.0.0.1', port: String(port), servername: target.hostname },
      callback,
    ),
  );
  return { dispatcher, resolve: async (host) => [host], leave, close: () => dispatcher.close() };
}

async function visitThrough(
  name: string,
  { certificate, trusted }: { certificate: string; trusted?: string },
): Promise<{ visit: Visit; paths: string[]; connections: number }> {
  const paths: string[] = [];
  const sockets: Duplex[] = [];
  const server = createServer({ key: fixture('key'), cert: fixture(certificate) }, (request, response) => {
    paths.push(request.url ?? '');
    response.writeHead(404).end();
  });
  server.keepAliveTimeout = 0;
  server.on('secureConnection', (socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const network = networkTo((server.address() as AddressInfo).port, trusted);
  const store = new MemoryStore([readHost(name)!]);
  store.answered.add(readHost('witness.example')!);
  const settings = resolveSettings({ minGapMs: 0, requestTimeoutMs: 5000 });
  await crawl({ store, effects: defaultEffects({ network }), settings });
  // Closed by then, though nobody let go of the network.
  await Promise.all(sockets.map((socket) => socket.closed || once(socket, 'close')));
  await network.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return { visit: store.visit(name), paths, connections: sockets.length };
}

test.each([
  ['nobody we trust has signed', 'tls.example', { certificate: 'valid' }],
  ['has ended', 'tls.example', { certificate: 'expired', trusted: fixture('expired') }],
  ['is for another name', 'other.example', { certificate: 'valid', trusted: fixture('valid') }],
])('a certificate that %s ends the visit before anything is asked', async (_, name, tls) => {
  const { visit, paths } = await visitThrough(name, tls);
  expect(visit).toMatchObject({ status: 'unreached', reason: 'tls-failed', requests: [{ outcome: 'tls-failed' }] });
  expect(paths).toEqual([]);
});

test('a certificate that holds does not, and one connection is enough for a visit', async () => {
  const tls = { certificate: 'valid', trusted: fixture('valid') };
  const { visit, paths, connections } = await visitThrough('tls.example', tls);
  expect(visit).toMatchObject({ status: 'visited', reason: 'not-found' });
  expect(paths).toEqual(['/robots.txt', '/.well-known/nodeinfo']);
  expect(connections).toBe(1);
});
