import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildGraph } from '../../../../analysis/graph.ts';
import { UserError } from '../../../../data/errors.ts';
import { serve } from '../../../../viz/server/serve.ts';
import { stopServer } from '../../../../viz/server/stop.ts';
import { worldW1 } from '../../../golden/world-w1.ts';

const graph = buildGraph(worldW1());

function pageFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-serve-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'index.html'), 'the page');
  return folder;
}

test('the server answers on loopback at the address it gives, until it is closed', async () => {
  const { url, close } = await serve({ graph, port: 0, staticDir: pageFolder() });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(await (await fetch(`${url}/`)).text()).toBe('the page');
  expect((await fetch(`${url}/api/status`)).status).toBe(200);
  await close();
  await expect(fetch(`${url}/`)).rejects.toThrow();
});

test('a port in use is named, with another to take', async () => {
  const staticDir = pageFolder();
  const first = await serve({ graph, port: 0, staticDir });
  onTestFinished(first.close);
  const port = Number(new URL(first.url).port);
  const error = await serve({ graph, port, staticDir }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UserError);
  expect((error as UserError).message).toBe(`Port ${port} on 127.0.0.1 is in use by another program.`);
  expect((error as UserError).hint).toContain(`--port ${port + 1}`);
});

test('a page that was not built is said before anything listens', async () => {
  const staticDir = join(pageFolder(), 'missing');
  await expect(serve({ graph, port: 0, staticDir })).rejects.toThrow(/page was not built/);
});

test('a stop lets an answer under way end, and ends what goes on for too long', async () => {
  for (const [patienceMs, isFinished] of [
    [5000, true],
    [1, false],
  ] as const) {
    const server = createServer((request, response) => {
      request.on('data', () => {});
      request.on('end', () => response.end('answered'));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const asking = request({ port: (server.address() as AddressInfo).port, host: '127.0.0.1', method: 'POST' });
    const answered = once(asking, 'response').then(
      () => true,
      () => false,
    );
    asking.write('half of it');
    await once(server, 'request');
    const stopped = stopServer(server, patienceMs);
    if (isFinished) asking.end();
    await stopped;
    expect(await answered).toBe(isFinished);
  }
});
