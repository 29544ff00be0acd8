import { expect, test } from 'vitest';
import { optOuts } from '../../../data/types.ts';
import { listDiscoverable } from '../../../data/world/reach.ts';
import { demoStory } from '../../../data/world/story.ts';
import { worldSoftware } from '../../../data/world/types.ts';
import { createWorld } from '../../../data/world/world.ts';

/** Worlds are drawn with seeds of their own; a range of them is what random input is elsewhere. */
const seeds = [0, 1, 2, 3, 5];

test.each(seeds)('a world of 200 servers (seed %d) has every software and every way to say no', (seed) => {
  const world = createWorld({ hosts: 200, seed });
  const software = new Set(world.servers.map((server) => server.software));
  expect(worldSoftware.filter((name) => !software.has(name))).toEqual([]);
  const said = new Set(world.servers.map(({ host }) => world.expected(host).optOut));
  expect(optOuts.filter((name) => !said.has(name))).toEqual([]);
});

test.each(seeds)('a crawl from the seeds comes to nearly every server (seed %d)', (seed) => {
  for (const hosts of [60, 200, 300]) {
    const { undiscoverable } = listDiscoverable(createWorld({ hosts, seed }));
    expect(undiscoverable.length / hosts).toBeLessThan(0.03);
  }
});

test.each(seeds)('the story of a demonstration is told by two open servers, and costs something (seed %d)', (seed) => {
  for (const hosts of [60, 120, 200, 300]) {
    const world = createWorld({ hosts, seed });
    const { host, block } = demoStory(world);
    const [source, target] = [world.find(host)!, world.find(block)!];
    expect(world.expected(host).lists.peers.disclosure).toBe('published');
    expect(world.followsBetween(source.index, target.index)).toBeGreaterThan(0);
  }
});

test.each(seeds)(
  'a world means the same thing twice, and no expectation holds what a list does not show (seed %d)',
  (seed) => {
    const [world, again] = [createWorld({ hosts: 80, seed }), createWorld({ hosts: 80, seed })];
    for (const { host } of world.servers) {
      const expected = world.expected(host);
      expect(again.expected(host)).toEqual(expected);
      for (const { disclosure, entries } of Object.values(expected.lists)) {
        if (disclosure !== 'published' && disclosure !== 'partial') expect(entries).toEqual([]);
      }
    }
  },
);
