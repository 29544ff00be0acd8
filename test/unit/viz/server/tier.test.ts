import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruleAgainst } from '../../../../data/export/publishing-rules.ts';
import { publishedGraph } from '../../../../viz/cli/published-graph.ts';
import { createApp } from '../../../../viz/server/app.ts';
import type { CrawledWorld } from '../../../testbed/crawled-world.ts';
import { sharedWorld } from '../../../testbed/shared-world.ts';

let world: CrawledWorld;
let ask: (path: string, init?: RequestInit) => Promise<Response>;

beforeAll(async () => {
  world = await sharedWorld({ hosts: 60, seed: 3 });
  const graph = publishedGraph(world.snapshot);
  const app = createApp({ graph, staticDir: '.', tier: 'published', allowedHosts: ['Map.Example'] });
  ask = async (path, init) =>
    app.request(path, { ...init, headers: { host: 'map.example:8420', 'content-type': 'application/json' } });
});

afterAll(() => world.remove());

test('the published tier says so, and knows no server that is not shown by name', async () => {
  const status = await (await ask('/api/status')).json();
  expect(status).toMatchObject({ tier: 'published', snapshot: { id: world.snapshot.id } });
  const unshown = world.snapshot.hosts.filter((host) => ruleAgainst(host) !== null);
  expect(unshown.length).toBeGreaterThan(0);
  for (const { host } of unshown) expect((await ask(`/api/hosts/${host}`)).status).toBe(404);
});

test('who blocks whom is refused and no count of it is told, while a scenario is answered', async () => {
  const [shown, other] = (await (await ask('/api/hosts?q=&limit=2')).json()) as [{ host: string }, { host: string }];
  for (const path of [`/api/blocked/${shown.host}`, `/api/compare?host=${shown.host}&host=${other.host}`]) {
    const answer = await ask(path);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({
      error: expect.stringMatching(/not published/),
      hint: expect.stringMatching(/./),
    });
  }
  expect(await (await ask(`/api/hosts/${shown.host}`)).json()).toMatchObject({ declares: null, declaredOn: null });
  const scenario = JSON.stringify({ host: shown.host, block: [other.host] });
  expect((await ask('/api/impact', { method: 'POST', body: scenario })).status).toBe(200);
});
