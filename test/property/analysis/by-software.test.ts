/** What must hold by software, whatever the world: the properties P9 to P12 of the impact model. */
import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { WorldText } from '../../golden/world-w1.ts';
import { losses, noise, withServers } from './figures.ts';
import { ask, changeNothing, choices, software, withoutLimit, worlds } from './worlds.ts';

const numRuns = 100;
const counted = { counted: true, openLists: true, special: false };

test('P9: a Mastodon suspend costs the same whichever side declares it, a Pleroma reject does not', () => {
  fc.assert(
    fc.property(worlds({ ...counted, rules: false, software: ['mastodon', 'pleroma'] }), (world) => {
      const other = { software: 'mastodon', mau: 50 };
      const hosts = Object.keys(world.servers).filter((name) => name !== 'd.example');
      for (const host of hosts) {
        const isMastodon = world.servers[host]!.software === 'mastodon';
        const pair = withServers(world, { 'd.example': isMastodon ? other : { ...other, software: 'pleroma' } });
        const [ours, theirs] = [
          ask(pair, { host, block: ['d.example'] }),
          ask(pair, { host, blockedBy: ['d.example'] }),
        ];
        expect(losses(ours)[0]).toBeGreaterThan(0);
        expect(losses(ours)).toEqual(isMastodon ? losses(theirs) : [losses(theirs)[1], 0]);
        expect(losses(theirs)[0] > 0).toBe(isMastodon);
      }
    }),
    { numRuns: 40, seed: 9 },
  );
});

test('P10: a limit takes no more than a block, and a noop nothing', () => {
  const limiting = software.filter((name) => !withoutLimit.has(name));
  fc.assert(
    fc.property(choices({ counted: true, software: limiting }), ({ world, host, first }) => {
      const [soft, hard] = [ask(world, { host, limit: first }), ask(world, { host, block: first })];
      losses(soft).forEach((loss, at) => {
        expect(loss).toBeLessThanOrEqual(losses(hard)[at]! + noise);
      });
      const blocklist = first.map((target) => ({ target, action: 'noop' }));
      expect(losses(ask({ servers: world.servers }, { host, blocklist }))).toEqual([0, 0]);
    }),
    { numRuns, seed: 10 },
  );
});

test.each([
  ['mastodon', true],
  ['misskey', true],
  ['gotosocial', true],
  ['akkoma', true],
  ['sharkey', true],
  ['takahe', true],
  ['hubzilla', true],
  ['lemmy', false],
  ['pleroma', false],
  ['piefed', false],
  ['mbin', false],
  ['friendica', false],
  ['bookwyrm', false],
  ['snac', false],
  ['pixelfed', false],
  ['smithereen', false],
])('P12: on %s a block of a name takes what is below it: %s', (name, takesBelow) => {
  fc.assert(
    fc.property(worlds({ ...counted, rules: false }), (world) => {
      const host = Object.keys(world.servers).find((server) => !server.endsWith('a.example')) ?? 'c.example';
      const family = { 'a.example': { mau: 5 }, 's.a.example': { mau: 6 }, 'ab.example': { mau: 7 } };
      const { touched } = ask(withServers(world, { ...family, [host]: { software: name, mau: 9 } }), {
        host,
        block: ['a.example'],
      });
      const hit = touched.map((row) => row.host as string);
      expect(hit).toContain('a.example');
      expect(hit.includes('s.a.example')).toBe(takesBelow);
      expect(hit).not.toContain('ab.example');
    }),
    { numRuns: 20, seed: 11 },
  );
});

test.each([
  ['mastodon', ['a.example', 's.a.example', 't.s.a.example']],
  ['pleroma', ['a.example', 's.a.example', 't.s.a.example']],
  ['lemmy', ['a.example', 's.a.example', 't.s.a.example']],
  // A shell pattern wants something before the dot, a mask one sign for each star.
  ['friendica', ['s.a.example', 't.s.a.example']],
  ['piefed', ['s.a.example']],
])('P12: on %s a block of *.a.example takes %j', (name, expected) => {
  fc.assert(
    fc.property(worlds({ ...counted, rules: false }), (world) => {
      const family = Object.fromEntries(
        ['a.example', 's.a.example', 't.s.a.example', 'ab.example'].map((server, at) => [server, { mau: 5 + at }]),
      );
      const host = 'c.example';
      const { touched } = ask(withServers(world, { ...family, [host]: { software: name, mau: 9 } }), {
        host,
        block: ['*.a.example'],
      });
      expect(touched.map((row) => row.host)).toEqual(expected);
    }),
    { numRuns: 25, seed: 17 },
  );
});

test('P12b: of other software what several rules do adds up, however long they are', () => {
  const added = software.filter((name) => name !== 'mastodon' && !withoutLimit.has(name));
  fc.assert(
    fc.property(worlds({ ...counted, rules: false }), fc.constantFrom(...added), (world, name) => {
      const family = { 'a.example': { mau: 5 }, 's.a.example': { mau: 6 }, 'c.example': { mau: 9, software: name } };
      const changed = withServers(world, family);
      const block = ask(changed, { host: 'c.example', block: ['s.a.example', 'a.example'] });
      const both = ask(changed, { host: 'c.example', block: ['s.a.example', 'a.example'], limit: ['s.a.example'] });
      expect(losses(both)).toEqual(losses(block));
      expect(losses(block)[0]).toBeGreaterThan(0);
    }),
    { numRuns: 50, seed: 18 },
  );
});

test.each(['noop', 'silence'])('P12b: on Mastodon a longer %s gives back what a shorter suspend cut', (action) => {
  fc.assert(
    fc.property(worlds({ ...counted, rules: false }), (world) => {
      const family = {
        'a.example': { mau: 5 },
        's.a.example': { mau: 6 },
        'c.example': { mau: 9 },
        'd.example': { mau: 3 },
      };
      const before: WorldText = { ...withServers(world, family), rules: [['c.example', 'suspend', 'a.example']] };
      const impact = ask(before, { host: 'c.example', blocklist: [{ target: 's.a.example', action }] });
      const { cumulative } = ask(before, changeNothing('c.example'));
      expect(impact.cumulative.lossIn!).toBeLessThan(cumulative.lossIn!);
      expect(impact.cumulative.lossOut!).toBeLessThan(cumulative.lossOut!);
      expect(impact.people.after!).toBeGreaterThan(impact.people.before!);
      expect(losses(impact)).toEqual([0, 0]);
      expect(impact.touched.map(({ host, status }) => [host, status])).toContainEqual(['s.a.example', 'opened']);
    }),
    { numRuns: 50, seed: 12 },
  );
});
