import { expect, test } from 'vitest';
import { readHost, registrableDomain } from '../../../../data/host.ts';
import hosting from '../../../../data/seeds/hosting.json' with { type: 'json' };
import list from '../../../../data/seeds/public.json' with { type: 'json' };
import { publicSeeds } from '../../../../data/seeds/seeds.ts';

test('the seeds are a small list of true names, each once and in host order', () => {
  expect(publicSeeds).toHaveLength(list.seeds.length);
  expect(publicSeeds.length).toBeLessThanOrEqual(30);
  expect([...publicSeeds]).toEqual([...new Set(publicSeeds)].sort());
});

test('each seed says why it is one, and the list where it is from', () => {
  expect(list.seeds.filter(({ why }) => why.length < 10 || why.length > 100)).toEqual([]);
  expect(list.source).toMatch(/\d{4}-\d\d-\d\d/);
});

test('each hosting service is the domain that names are counted by, and says why it is there', () => {
  expect(hosting.domains.length).toBeGreaterThan(0);
  for (const { domain, why } of hosting.domains) {
    expect(registrableDomain(readHost(`a.${domain}`)!)).toBe(domain);
    expect(why).toMatch(/^(hosts|every) \w+ .*(\d+ names|own|ActivityPub)/);
  }
});
