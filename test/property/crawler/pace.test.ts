import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Pace } from '../../../crawler/http/pace.ts';
import { VirtualClock } from '../../testbed/virtual-clock.ts';

interface Turn {
  domain: string;
  startedAt: number;
  endedAt: number;
  gapMs: number;
}

const request = fc.record({
  domain: fc.constantFrom('a.example', 'b.example', 'c.example'),
  askedAt: fc.nat(300),
  durationMs: fc.nat(80),
  gapMs: fc.constantFrom(0, 10, 50),
  fails: fc.boolean(),
});

test('under any schedule requests to one domain never overlap and keep the longer of both gaps', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(request, { maxLength: 25 }), fc.array(fc.nat(3)), async (requests, early) => {
      let timers = 0;
      const clock = new VirtualClock({ earlyMs: () => early[timers++ % Math.max(1, early.length)] ?? 0 });
      const pace = new Pace(clock);
      const turns: Turn[] = [];
      const ask = async ({ domain, askedAt, durationMs, gapMs, fails }: (typeof requests)[number]) => {
        await clock.sleep(askedAt);
        await pace.turn(domain, { gapMs }, async () => {
          const turn = { domain, startedAt: clock.now(), endedAt: 0, gapMs };
          turns.push(turn);
          await clock.sleep(durationMs);
          turn.endedAt = clock.now();
          if (fails) throw new Error('this request fails');
        });
      };
      await clock.run(Promise.allSettled(requests.map(ask)));
      expect(turns).toHaveLength(requests.length);
      for (const domain of new Set(turns.map((turn) => turn.domain))) {
        const own = turns.filter((turn) => turn.domain === domain);
        for (const [position, turn] of own.slice(1).entries()) {
          const before = own[position]!;
          expect(turn.startedAt).toBeGreaterThanOrEqual(before.endedAt + Math.max(before.gapMs, turn.gapMs));
        }
      }
    }),
  );
});

test('domains do not wait for each other', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock);
  const starts: number[] = [];
  const turn = (domain: string) =>
    pace.turn(domain, { gapMs: 1000 }, async () => {
      starts.push(clock.now());
      await clock.sleep(500);
    });
  await clock.run(Promise.all(['a.example', 'b.example', 'c.example'].map(turn)));
  expect(starts).toEqual([0, 0, 0]);
});

test('a domain on hold is left alone until then, also by those who already wait', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock);
  const starts: number[] = [];
  const turn = () => pace.turn('a.example', { gapMs: 100 }, async () => void starts.push(clock.now()));
  const first = turn().then(() => pace.hold('a.example', 30_000));
  await clock.run(Promise.all([first, turn(), turn()]));
  expect(starts).toEqual([0, 30_000, 30_100]);
});

test('who gives up while waiting sends nothing and does not hold up the next', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock);
  const sent: string[] = [];
  const stop = new AbortController();
  const first = pace.turn('a.example', { gapMs: 1000 }, async () => void sent.push('first'));
  const second = pace.turn('a.example', { gapMs: 1000, signal: stop.signal }, async () => void sent.push('second'));
  const third = pace.turn('a.example', { gapMs: 1000 }, async () => void sent.push('third'));
  const abort = clock.sleep(200).then(() => stop.abort(new Error('stopped')));
  await clock.run(Promise.allSettled([first, second, third, abort]));
  await expect(second).rejects.toThrow('stopped');
  expect(sent).toEqual(['first', 'third']);
  expect(clock.now()).toBe(1000);
});

test('a crawl of many domains forgets the ones it is done with, and keeps the gap of those it is not', async () => {
  const clock = new VirtualClock();
  const pace = new Pace(clock);
  const started = new Map<string, number>();
  const turn = (domain: string) =>
    pace.turn(domain, { gapMs: 10 }, async () => {
      const before = started.get(domain);
      if (before !== undefined) expect(clock.now() - before).toBeGreaterThanOrEqual(10);
      started.set(domain, clock.now());
    });
  const names = Array.from({ length: 6000 }, (_, number) => `n${number}.example`);
  for (const name of names) await turn(name);
  await clock.run(Promise.all(names.map(turn)));
  expect(started.size).toBe(names.length);
});
