/** Pace against a slow, obvious judge that looks at every pair of requests. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type LaneGap, Pace } from '../../../crawler/http/pace.ts';
import { VirtualClock } from '../../testbed/virtual-clock.ts';

interface Turn {
  lanes: LaneGap[];
  startedAt: number;
  endedAt: number;
}

const request = fc.record({
  domain: fc.constantFrom('a.example', 'b.example', 'c.example'),
  addresses: fc.array(fc.constantFrom('192.0.2.1', '192.0.2.2', '2001:db8:0:0::/64'), { maxLength: 3 }),
  askedAt: fc.nat(300),
  durationMs: fc.nat(80),
  /** Of the domain; an address has the shorter one of them all. */
  gapMs: fc.constantFrom(10, 20, 50),
  fails: fc.boolean(),
});
const addressGapMs = 10;

const unhurried = { maxRequestsPerSecond: 1000 };
const lanesOf = (...names: string[]): LaneGap[] => names.map((lane) => ({ lane, gapMs: 1000 }));

test('under any schedule no two requests share a lane at a time, rests are kept on each, and so is the rate over all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(request, { maxLength: 25 }),
      fc.array(fc.nat(3)),
      fc.constantFrom(1, 3, 1000),
      async (requests, early, maxRequestsPerSecond) => {
        let timers = 0;
        const clock = new VirtualClock({ earlyMs: () => early[timers++ % Math.max(1, early.length)] ?? 0 });
        const pace = new Pace(clock, { maxRequestsPerSecond });
        const turns: Turn[] = [];
        const ask = async (wish: (typeof requests)[number]) => {
          const { domain, addresses, askedAt, durationMs, gapMs, fails } = wish;
          const lanes = [{ lane: domain, gapMs }, ...addresses.map((lane) => ({ lane, gapMs: addressGapMs }))];
          await clock.sleep(askedAt);
          await pace.turn(lanes, undefined, async () => {
            const turn = { lanes, startedAt: clock.now(), endedAt: 0 };
            turns.push(turn);
            await clock.sleep(durationMs);
            turn.endedAt = clock.now();
            if (fails) throw new Error('this request fails');
          });
        };
        await clock.run(Promise.allSettled(requests.map(ask)));
        expect(turns).toHaveLength(requests.length);
        for (const [position, turn] of turns.entries()) {
          for (const before of turns.slice(0, position)) {
            for (const restMs of sharedRests(before, turn)) {
              expect(turn.startedAt).toBeGreaterThanOrEqual(before.endedAt + restMs);
            }
          }
          const within = turns.filter(
            ({ startedAt }) => startedAt >= turn.startedAt && startedAt < turn.startedAt + 1000,
          );
          expect(within.length).toBeLessThanOrEqual(maxRequestsPerSecond);
        }
      },
    ),
  );
});

function sharedRests(before: Turn, after: Turn): number[] {
  return before.lanes.flatMap((left) =>
    after.lanes.filter(({ lane }) => lane === left.lane).map(({ gapMs }) => Math.max(gapMs, left.gapMs)),
  );
}

test('lanes do not wait for each other', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock, unhurried);
  const starts: number[] = [];
  const turn = (...lanes: string[]) =>
    pace.turn(lanesOf(...lanes), undefined, async () => {
      starts.push(clock.now());
      await clock.sleep(500);
    });
  await clock.run(
    Promise.all([turn('a.example', '192.0.2.1'), turn('b.example', '192.0.2.2'), turn('c.example', '192.0.2.3')]),
  );
  expect(starts).toEqual([0, 0, 0]);
});

test('two domains at one address take turns', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock, unhurried);
  const starts: number[] = [];
  const turn = (...lanes: string[]) =>
    pace.turn(lanesOf(...lanes), undefined, async () => {
      starts.push(clock.now());
      await clock.sleep(500);
    });
  await clock.run(Promise.all([turn('b.example', '192.0.2.1'), turn('a.example', '192.0.2.1')]));
  expect(starts).toEqual([0, 1500]);
});

test('requests to everybody together keep to the rate', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock, { maxRequestsPerSecond: 2 });
  const starts: number[] = [];
  const names = ['a.example', 'b.example', 'c.example', 'd.example', 'e.example'];
  const turn = (name: string) => pace.turn(lanesOf(name), undefined, async () => void starts.push(clock.now()));
  await clock.run(Promise.all(names.map(turn)));
  expect(starts).toEqual([0, 0, 1000, 1000, 2000]);
});

test('a lane on hold is left alone until then, also by those who already wait', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock, unhurried);
  const starts: number[] = [];
  const turn = () =>
    pace.turn([{ lane: 'a.example', gapMs: 100 }], undefined, async () => void starts.push(clock.now()));
  const first = turn().then(() => pace.hold('a.example', 30_000));
  await clock.run(Promise.all([first, turn(), turn()]));
  expect(starts).toEqual([0, 30_000, 30_100]);
});

test('who gives up while waiting sends nothing and does not hold up the next', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock, unhurried);
  const sent: string[] = [];
  const stop = new AbortController();
  const turn = (name: string, signal?: AbortSignal) =>
    pace.turn(lanesOf('a.example'), signal, async () => void sent.push(name));
  const [first, second, third] = [turn('first'), turn('second', stop.signal), turn('third')];
  const abort = clock.sleep(200).then(() => stop.abort(new Error('stopped')));
  await clock.run(Promise.allSettled([first, second, third, abort]));
  await expect(second).rejects.toThrow('stopped');
  expect(sent).toEqual(['first', 'third']);
  expect(clock.now()).toBe(1000);
});

test('a crawl of many domains forgets the ones it is done with, and keeps the gap of those it is not', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock, { maxRequestsPerSecond: 100_000 });
  const started = new Map<string, number>();
  const turn = (domain: string) =>
    pace.turn([{ lane: domain, gapMs: 10 }], undefined, async () => {
      const before = started.get(domain);
      if (before !== undefined) expect(clock.now() - before).toBeGreaterThanOrEqual(10);
      started.set(domain, clock.now());
    });
  const names = Array.from({ length: 6000 }, (_, number) => `n${number}.example`);
  for (const name of names) await turn(name);
  await clock.run(Promise.all(names.map(turn)));
  expect(started.size).toBe(names.length);
});
