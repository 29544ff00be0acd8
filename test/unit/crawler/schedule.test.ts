import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Schedule } from '../../../crawler/schedule.ts';
import { readHost, registrableDomain } from '../../../data/host.ts';
import type { Host } from '../../../data/types.ts';

const hosts = (...names: string[]): Host[] => names.map((name) => readHost(name)!);
const roomy = { maxHostsPerDomain: 1000 };

test('hosts come in the order they were added', () => {
  const schedule = new Schedule(roomy);
  schedule.add(hosts('b.example', 'a.example'));
  expect([schedule.next(), schedule.next(), schedule.next()]).toEqual(['b.example', 'a.example', undefined]);
});

test('two hosts of one registrable domain are never out at once', () => {
  const schedule = new Schedule(roomy);
  schedule.add(hosts('a.farm.example', 'b.farm.example', 'c.example'));
  expect([schedule.next(), schedule.next(), schedule.next()]).toEqual(['a.farm.example', 'c.example', undefined]);
  schedule.release(hosts('a.farm.example')[0]!);
  expect(schedule.next()).toBe('b.farm.example');
});

test('a large domain does not hold up the others', () => {
  const schedule = new Schedule(roomy);
  schedule.add(hosts('a.farm.example', 'b.farm.example', 'c.farm.example', 'x.example', 'y.example'));
  const order: (Host | undefined)[] = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const host = schedule.next()!;
    order.push(host);
    schedule.release(host);
  }
  expect(order).toEqual(['a.farm.example', 'x.example', 'y.example', 'b.farm.example', 'c.farm.example']);
});

test('a host is visited once, however often it is named', () => {
  const schedule = new Schedule(roomy);
  schedule.add(hosts('a.example'));
  schedule.add(hosts('a.example', 'a.example'));
  schedule.release(schedule.next()!);
  schedule.add(hosts('a.example'));
  expect(schedule.next()).toBeUndefined();
  expect(schedule.due).toBe(1);
});

test('hosts beyond the limit of a domain stay due and are not visited', () => {
  const schedule = new Schedule({ maxHostsPerDomain: 2 });
  schedule.add(hosts('a1.spam.example', 'a2.spam.example', 'a3.spam.example'));
  schedule.release(schedule.next()!);
  schedule.release(schedule.next()!);
  expect(schedule.next()).toBeUndefined();
  expect(schedule.due).toBe(3);
});

test('whatever is added and released, every host comes out once and no domain twice at a time', () => {
  const name = fc
    .tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('one', 'two', 'three'))
    .map(([sub, domain]) => readHost(`${sub}.${domain}.example`)!);
  const step = fc.oneof(
    fc.array(name).map((add) => ({ add })),
    fc.constant('take' as const),
    fc.nat(5).map((release) => ({ release })),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const schedule = new Schedule(roomy);
      const out: Host[] = [];
      const seen: Host[] = [];
      const added = new Set<Host>();
      const take = () => {
        const host = schedule.next();
        if (host === undefined) return false;
        expect(out.map(registrableDomain)).not.toContain(registrableDomain(host));
        out.push(host);
        seen.push(host);
        return true;
      };
      for (const each of steps) {
        if (each === 'take') take();
        else if ('add' in each) {
          schedule.add(each.add);
          for (const host of each.add) added.add(host);
        } else {
          const [host] = out.splice(each.release % Math.max(1, out.length), 1);
          if (host !== undefined) schedule.release(host);
        }
      }
      for (;;) {
        while (take());
        const host = out.pop();
        if (host === undefined) break;
        schedule.release(host);
      }
      expect(seen.toSorted()).toEqual([...added].sort());
      expect(schedule.due).toBe(added.size);
    }),
  );
});
