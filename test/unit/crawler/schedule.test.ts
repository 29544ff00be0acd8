import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Schedule } from '../../../crawler/schedule.ts';
import { readHost, registrableDomain } from '../../../data/host.ts';
import type { Host } from '../../../data/types.ts';

const hosts = (...names: string[]): Host[] => names.map((name) => readHost(name)!);

test('hosts come in the order they were added', () => {
  const schedule = new Schedule();
  schedule.add(hosts('b.example', 'a.example'));
  expect([schedule.next(), schedule.next(), schedule.next()]).toEqual(['b.example', 'a.example', undefined]);
});

test('two hosts of one registrable domain are never out at once', () => {
  const schedule = new Schedule();
  schedule.add(hosts('a.farm.example', 'b.farm.example', 'c.example'));
  expect([schedule.next(), schedule.next(), schedule.next()]).toEqual(['a.farm.example', 'c.example', undefined]);
  schedule.release(hosts('a.farm.example')[0]!);
  expect(schedule.next()).toBe('b.farm.example');
});

test('a large domain does not hold up the others', () => {
  const schedule = new Schedule();
  schedule.add(hosts('a.farm.example', 'b.farm.example', 'c.farm.example', 'x.example', 'y.example'));
  const order: (Host | undefined)[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const host = schedule.next()!;
    order.push(host);
    schedule.release(host);
  }
  expect(order).toEqual(['a.farm.example', 'x.example', 'y.example', 'b.farm.example', 'c.farm.example']);
});

test('a large domain begins in time to end with the others, and takes one place of many', () => {
  const places = 10;
  const schedule = new Schedule(places);
  const others = Array.from({ length: 900 }, (_, number) => `other${number}.example`);
  const farm = Array.from({ length: 90 }, (_, number) => `n${number}.farm.example`);
  schedule.add(hosts(...others, ...farm));
  let rounds = 0;
  let farmOut = 0;
  for (; schedule.taken < 990; rounds += 1) {
    const out = Array.from({ length: places }, () => schedule.next()).filter((host) => host !== undefined);
    farmOut = Math.max(farmOut, out.filter((host) => host.endsWith('.farm.example')).length);
    for (const host of out) schedule.release(host);
  }
  expect(rounds).toBe(99);
  expect(farmOut).toBe(1);
});

test('a domain that has become small by what was dropped takes turns again', () => {
  const schedule = new Schedule(2);
  schedule.add(hosts('x.example', 'y.example', 'a.farm.example', 'b.farm.example', 'c.farm.example'));
  schedule.drop('farm.example', (host) => host === 'b.farm.example');
  expect([schedule.next(), schedule.next(), schedule.next()]).toEqual(['x.example', 'y.example', 'b.farm.example']);
});

test('a host is visited once, however often it is named', () => {
  const schedule = new Schedule();
  schedule.add(hosts('a.example'));
  schedule.add(hosts('a.example', 'a.example'));
  schedule.release(schedule.next()!);
  schedule.add(hosts('a.example'));
  expect(schedule.next()).toBeUndefined();
  expect(schedule.due).toBe(1);
});

test('a host whose address is busy waits for it, and is the first to have it', () => {
  const schedule = new Schedule();
  schedule.add(hosts('a.example', 'b.example', 'c.example'));
  const [a, b, c] = [schedule.next()!, schedule.next()!, schedule.next()!];
  expect(schedule.occupy(a, ['192.0.2.1'])).toBe(true);
  expect(schedule.occupy(b, ['192.0.2.2', '192.0.2.1'])).toBe(false);
  expect(schedule.occupy(c, ['192.0.2.2'])).toBe(true);
  expect(schedule.next()).toBeUndefined();
  schedule.release(c);
  expect(schedule.next()).toBeUndefined();
  schedule.release(a);
  expect(schedule.next(false)).toBe(b);
  expect(schedule.occupy(b, ['192.0.2.2', '192.0.2.1'])).toBe(true);
  expect(schedule.taken).toBe(3);
});

test('a host that moved to another address meanwhile leaves its place to the next', () => {
  const schedule = new Schedule();
  schedule.add(hosts('a.example', 'b.example', 'c.example'));
  const [a, b, c] = [schedule.next()!, schedule.next()!, schedule.next()!];
  expect([a, b, c].map((host) => schedule.occupy(host, ['192.0.2.1']))).toEqual([true, false, false]);
  schedule.release(a);
  expect(schedule.next()).toBe(b);
  expect(schedule.occupy(b, ['192.0.2.9'])).toBe(true);
  expect(schedule.next()).toBe(c);
});

test('what waits can be put in another order, and only so many of them stay', () => {
  const schedule = new Schedule();
  schedule.add(hosts('a.example', 'b.example', 'c.example'));
  schedule.next();
  schedule.replaceWaiting(hosts('d.example', 'a.example', 'c.example', 'b.example'), 2);
  expect([schedule.next(), schedule.next(), schedule.next()]).toEqual(['d.example', 'c.example', undefined]);
  expect(schedule.due).toBe(3);
});

test('hosts of a domain that is dropped are not given out, wherever they wait, and do not come back', () => {
  const schedule = new Schedule();
  schedule.add(hosts('x.example', 'a.spam.example', 'b.spam.example', 'c.spam.example', 'kept.spam.example'));
  const [x, a] = [schedule.next()!, schedule.next()!];
  schedule.occupy(x, ['192.0.2.1']);
  expect(schedule.occupy(a, ['192.0.2.1'])).toBe(false);
  schedule.drop('spam.example', (host) => host === 'kept.spam.example');
  schedule.release(x);
  schedule.add(hosts('b.spam.example', 'a.spam.example'));
  expect([schedule.next(), schedule.next()]).toEqual(['kept.spam.example', undefined]);
  expect(schedule.due).toBe(2);
});

test('whatever is added, looked up and released, every host is visited once, and no domain or address twice at a time', () => {
  const name = fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('one', 'two', 'three'))
    .map(([sub, domain]) => readHost(`${sub}.${domain}.example`)!);
  const addresses = fc.uniqueArray(fc.constantFrom('192.0.2.1', '192.0.2.2', '192.0.2.3'), { minLength: 1 });
  const step = fc.oneof(
    fc.array(name).map((add) => ({ add })),
    fc.constant('take' as const),
    fc.nat(5).map((release) => ({ release })),
  );
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 40 }),
      fc.infiniteStream(addresses),
      fc.integer({ min: 1, max: 3 }),
      (steps, lookUps, places) => {
        const schedule = new Schedule(places);
        const out = new Map<Host, string[]>();
        const visited: Host[] = [];
        const added = new Set<Host>();
        const take = (): boolean => {
          const host = schedule.next();
          if (host === undefined) return false;
          const found = lookUps.next().value!;
          if (!schedule.occupy(host, found)) return true;
          expect([...out.keys()].map(registrableDomain)).not.toContain(registrableDomain(host));
          expect([...out.values()].flat().filter((address) => found.includes(address))).toEqual([]);
          out.set(host, found);
          visited.push(host);
          return true;
        };
        const release = (host: Host | undefined): void => {
          if (host === undefined) return;
          out.delete(host);
          schedule.release(host);
        };
        for (const each of steps) {
          if (each === 'take') take();
          else if ('release' in each) release([...out.keys()][each.release % Math.max(1, out.size)]);
          else {
            schedule.add(each.add);
            for (const host of each.add) added.add(host);
          }
        }
        do {
          release([...out.keys()][0]);
          while (take());
        } while (out.size > 0);
        expect(visited.toSorted()).toEqual([...added].sort());
        expect(schedule.due).toBe(added.size);
      },
    ),
  );
});
