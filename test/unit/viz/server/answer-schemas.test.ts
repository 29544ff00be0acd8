/** The description of answers is true: of what a crawled world is really answered, and of the types of the analysis. */
import type { z } from '@hono/zod-openapi';
import { afterAll, beforeAll, expect, expectTypeOf, test } from 'vitest';
import type { Comparison } from '../../../../analysis/comparison.ts';
import { buildGraph } from '../../../../analysis/graph.ts';
import { listTies } from '../../../../analysis/ties-of.ts';
import type { Blocked, DirectLoss, HostCard, Impact, MapJson, StrongestTies, Tie } from '../../../../analysis/types.ts';
import { takeSnapshot } from '../../../../data/snapshot/reference.ts';
import { Store } from '../../../../data/store.ts';
import { archiveOf } from '../../../../viz/cli/snapshot-archive.ts';
import { blockedSchema } from '../../../../viz/server/answer-schemas/blocked.ts';
import { comparisonSchema } from '../../../../viz/server/answer-schemas/comparison.ts';
import { directLossSchema, impactSchema } from '../../../../viz/server/answer-schemas/impact.ts';
import { mapSchema, statusSchema } from '../../../../viz/server/answer-schemas/map.ts';
import {
  cardSchema,
  foundSchema,
  strongestTiesSchema,
  tiesSchema,
} from '../../../../viz/server/answer-schemas/servers.ts';
import { changesSchema, entriesSchema } from '../../../../viz/server/answer-schemas/snapshots.ts';
import { createApp } from '../../../../viz/server/app.ts';
import { problemSchema } from '../../../../viz/server/schemas.ts';
import type { FoundHost } from '../../../../viz/shared/found-host.ts';
import type { SnapshotChanges, SnapshotEntry } from '../../../../viz/shared/snapshot-changes.ts';
import type { CrawledWorld } from '../../../testbed/crawled-world.ts';
import { sharedWorld } from '../../../testbed/shared-world.ts';

let world: CrawledWorld;
let names: { large: string; near: string; dead: string };
let ask: (path: string, body?: unknown) => Promise<unknown>;

beforeAll(async () => {
  world = await sharedWorld({ hosts: 60, seed: 3 });
  const store = await Store.open(world.file, 'write');
  // Early in the crawl: much of what was collected had not been seen.
  const { startedAt } = (
    await store.query('SELECT epoch_ms(min(finished_at)) + 1000 AS "startedAt" FROM visits')
  ).rows.map(([startedAt]) => ({ startedAt: Number(startedAt) }))[0]!;
  await takeSnapshot(store, new Date(startedAt).toISOString());
  await store.close();
  const graph = buildGraph(world.snapshot);
  const people = (node: number) => graph.audience.people[node] || 0;
  const [large] = [...world.snapshot.hosts.keys()].sort((a, b) => people(b) - people(a));
  const host = world.snapshot.hosts[large!]!.host;
  const near = listTies(graph, host).find(({ contact }) => contact === 'open')!;
  const dead = world.snapshot.hosts.find(({ liveness }) => liveness === 'dead')!;
  names = { large: host, near: near.host, dead: dead.host };
  const app = createApp({ graph, staticDir: '.', archive: archiveOf(world.file, 'local') });
  ask = async (path, body) => {
    const post = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    return (
      await app.request(path, { ...post, headers: { host: 'localhost', 'content-type': 'application/json' } })
    ).json();
  };
});

afterAll(() => world.remove());

/** Nothing is missing, and nothing there is left undescribed: a schema takes away what it does not know. */
function expectDescribed(schema: z.ZodType, answer: unknown) {
  expect(schema.parse(answer)).toEqual(answer);
}

test('the map, the status and the search are as described', async () => {
  expectDescribed(mapSchema, await ask('/api/map'));
  expectDescribed(statusSchema, await ask('/api/status'));
  expectDescribed(foundSchema, await ask('/api/hosts?q=&limit=100'));
});

test('every server is as described', async () => {
  for (const { host } of world.snapshot.hosts) {
    expectDescribed(cardSchema, await ask(`/api/hosts/${host}`));
    expectDescribed(blockedSchema, await ask(`/api/blocked/${host}`));
  }
  for (const host of Object.values(names)) {
    expectDescribed(tiesSchema, await ask(`/api/hosts/${host}/ties`));
    expectDescribed(strongestTiesSchema, await ask(`/api/hosts/${host}/ties/strongest?limit=3`));
  }
});

test('servers side by side are as described', async () => {
  const { large, near, dead } = names;
  expectDescribed(comparisonSchema, await ask(`/api/compare?host=${large}&host=${near}&host=${dead}`));
});

test('the core of what a scenario changes is as described', async () => {
  const { large, near, dead } = names;
  for (const scenario of [
    { host: large, block: [near, dead, 'nobody.example'] },
    { host: large, limit: [near] },
    { host: large, blockedBy: [near] },
    { host: dead, block: [large] },
    { host: large, allowlist: [near] },
    { host: large, lists: [{ name: 'one', entries: [{ target: near, action: 'suspend' }] }] },
  ]) {
    const answer = await ask('/api/impact', scenario);
    expect(answer).toMatchObject(impactSchema.parse(answer));
    const direct = await ask('/api/impact/direct', scenario);
    expect(direct).toMatchObject(directLossSchema.parse(direct));
    const { schema, ...figures } = direct as DirectLoss;
    expect(answer).toMatchObject(figures);
  }
});

test('snapshots, what changed between them and a refusal are as described', async () => {
  const entries = entriesSchema.parse(await ask('/api/snapshots'));
  expect(entries.length).toBe(2);
  expectDescribed(entriesSchema, await ask('/api/snapshots'));
  const changes = await ask(`/api/changes?from=${entries[0]!.id}&to=${entries[1]!.id}`);
  expectDescribed(changesSchema, changes);
  expect((changes as SnapshotChanges).hosts.length).toBeGreaterThan(0);
  expectDescribed(problemSchema, await ask('/api/nothing'));
});

test('what is described is what the analysis says it answers', () => {
  expectTypeOf<z.infer<typeof mapSchema>>().toEqualTypeOf<MapJson>();
  expectTypeOf<z.infer<typeof cardSchema>>().toEqualTypeOf<HostCard>();
  expectTypeOf<z.infer<typeof tiesSchema>>().toEqualTypeOf<Tie[]>();
  expectTypeOf<z.infer<typeof strongestTiesSchema>>().toEqualTypeOf<StrongestTies>();
  expectTypeOf<z.infer<typeof foundSchema>>().toEqualTypeOf<FoundHost[]>();
  // An estimate with one field more: the same, written in two ways.
  expectTypeOf<z.infer<typeof blockedSchema>>().branded.toEqualTypeOf<Blocked>();
  expectTypeOf<z.infer<typeof comparisonSchema>>().toEqualTypeOf<Comparison>();
  expectTypeOf<z.infer<typeof entriesSchema>>().toEqualTypeOf<SnapshotEntry[]>();
  expectTypeOf<z.infer<typeof changesSchema>>().toEqualTypeOf<SnapshotChanges>();
  expectTypeOf<Impact>().toExtend<z.infer<typeof impactSchema>>();
});
