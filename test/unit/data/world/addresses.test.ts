import { isIP } from 'node:net';
import { expect, test } from 'vitest';
import { createWorld } from '../../../../data/world/world.ts';
import { world } from './sample.ts';

const large = createWorld({ hosts: 3000, seed: 2 });
const addresses = large.servers.map(({ host }) => large.addressOf(host));
const shared = new Map<string, number>();
for (const address of addresses) if (address !== null) shared.set(address, (shared.get(address) ?? 0) + 1);

test('every address is one for documentation, and leads nowhere', () => {
  for (const address of shared.keys()) {
    expect(isIP(address)).toBeGreaterThan(0);
    expect(address).toMatch(/^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^2001:db8:/);
  }
});

test('about one server in twelve stands behind one of three addresses, and nearly all others have their own', () => {
  const [first, second, third, fourth] = [...shared.values()].sort((a, b) => b - a);
  const hosted = (first! + second! + third!) / large.servers.length;
  expect(hosted).toBeGreaterThan(0.06);
  expect(hosted).toBeLessThan(0.1);
  expect(fourth).toBeLessThanOrEqual(8);
});

test('the servers of a hosting farm stand on one machine, unless they moved', () => {
  const farms = new Map<string, Set<string | null>>();
  for (const { host } of large.servers) {
    const [, ...parent] = host.split('.');
    const name = parent.join('.');
    if (name.endsWith('host.example')) farms.set(name, (farms.get(name) ?? new Set()).add(large.addressOf(host)));
  }
  expect(farms.size).toBeGreaterThan(10);
  const together = [...farms.values()].filter((found) => found.size === 1).length;
  expect(together / farms.size).toBeGreaterThan(0.5);
});

test('names without a server, and a few with one, resolve nowhere', () => {
  expect(world.addressOf('nobody.example')).toBeNull();
  for (const { host, condition } of world.servers)
    expect(world.addressOf(host) === null).toBe(condition === 'unresolved');
});

test('the name in addresses of people resolves to the machine that serves them, and seeds decide nothing twice', () => {
  const { host, handleHost } = world.servers.find((server) => server.handleHost !== null)!;
  expect(world.addressOf(handleHost!)).toBe(world.addressOf(host));
  const again = createWorld({ hosts: 300, seed: 1 });
  expect(again.servers.map((server) => again.addressOf(server.host))).toEqual(
    world.servers.map((server) => world.addressOf(server.host)),
  );
});
