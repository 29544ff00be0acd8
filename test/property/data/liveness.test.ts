/** Liveness in SQL against a twin that walks the visits one by one. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freeze } from '../../../data/snapshot.ts';
import { type Liveness, outcomes, type Visit, visitStatuses } from '../../../data/types.ts';
import { record, temporaryStore, visit } from '../../fixtures/observed.ts';

const day = 86_400_000;
const names = ['a.example', 'b.example', 'c.example'];
const answers = new Set<string>([
  ...['server-error', 'rate-limited', 'not-json', 'malformed', 'too-large', 'client-error', 'redirect-loop'],
  ...['unauthorized', 'forbidden', 'not-found'],
]);

function slowLiveness(visits: readonly Visit[], asOf: number): [Liveness, number | null] {
  let state: [Liveness, number | null] = ['unvisited', null];
  let answeredAt = Number.NEGATIVE_INFINITY;
  for (const { status, reason, finishedAt } of [...visits].sort((a, b) => a.finishedAt - b.finishedAt)) {
    if (finishedAt > asOf || reason === 'aborted') continue;
    const left = reason === 'gone' || reason === 'moved';
    if (!left && (status !== 'unreached' || answers.has(reason))) answeredAt = finishedAt;
    const isAlive = !left && (answeredAt === finishedAt || asOf - answeredAt <= 7 * day);
    state = isAlive ? ['alive', answeredAt] : ['dead', finishedAt];
  }
  return state;
}

const seen = fc.record({
  name: fc.constantFrom(...names),
  halfDays: fc.integer({ min: 1, max: 40 }),
  status: fc.constantFrom(...visitStatuses),
  reason: fc.constantFrom(...outcomes),
});

test('every host is as alive as its visits say, whichever order they were recorded in', async () => {
  const visits = fc.uniqueArray(seen, { minLength: 1, maxLength: 20, selector: (it) => `${it.name} ${it.halfDays}` });
  await fc.assert(
    fc.asyncProperty(visits, fc.integer({ min: 1, max: 50 }), async (drawn, until) => {
      const store = await temporaryStore();
      const asOf = (until * day) / 2;
      const made = drawn.map(({ name, halfDays, ...rest }) => visit(name, (halfDays * day) / 2, rest));
      await record(store, visit('z.example', 1), ...made);
      const { hosts } = await freeze(store, { asOf });
      for (const { host, liveness, visitedAt } of hosts.filter(({ host }) => host !== 'z.example')) {
        const own = made.filter((it) => it.host === host);
        expect([host, liveness, visitedAt]).toEqual([host, ...slowLiveness(own, asOf)]);
      }
      await store.close();
    }),
    { numRuns: 25, seed: 4, endOnFailure: true },
  );
});
