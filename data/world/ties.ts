/**
 * What the follows of people come to between servers, and which servers' posts a server has seen without any follow
 * between the two: a boost, a mention or a thread brought them.
 */
import { type Accounts, drawAccounts, type Home } from './accounts.ts';
import { countIn, packRows, type Row, turnRows } from './count-rows.ts';
import { drawFollows } from './follows.ts';
import { makePools } from './pools.ts';
import type { AccountFollows, CountRows, World } from './types.ts';

export type Ties = Pick<World, 'accounts' | 'wanted' | 'wantedBy' | 'seen'>;

/** Boosts bring posts of small servers too: attraction to this power weighs what is seen without a follow. */
const exposureFlatness = 0.4;

/** @param closureShare share of a person's follows that close a triad, 0 to 1 */
export function drawTies(
  servers: readonly Home[],
  {
    closureShare,
    random,
    exposureRandom,
  }: { closureShare: number; random: () => number; exposureRandom: () => number },
): Ties {
  const people = drawAccounts(servers, random);
  const accounts = drawFollows(people, closureShare, random);
  const wanted = followsByServer(accounts);
  const wantedBy = turnRows(wanted, servers.length);
  const seen = drawExposure(servers, people, { wanted, wantedBy, random: exposureRandom });
  return { accounts, wanted, wantedBy, seen };
}

function followsByServer({ firsts, homes, offsets, targets }: AccountFollows): CountRows {
  const order = firsts.length - 1;
  const tally = new Uint32Array(order);
  const rows = Array.from({ length: order }, (_, source): Row => {
    const touched: number[] = [];
    for (let at = offsets[firsts[source]!]!; at < offsets[firsts[source + 1]!]!; at += 1) {
      const target = homes[targets[at]!]!;
      if (target === source) continue;
      if (tally[target] === 0) touched.push(target);
      tally[target]! += 1;
    }
    return takeRow(touched, tally);
  });
  return packRows(rows);
}

interface Exposing {
  wanted: CountRows;
  wantedBy: CountRows;
  random: () => number;
}

function drawExposure(
  servers: readonly Home[],
  { serverKinds, attraction }: Accounts,
  { wanted, wantedBy, random }: Exposing,
): CountRows {
  const drawServer = makePools(
    serverKinds,
    attraction.map((weight) => weight ** exposureFlatness),
  );
  const reach = servers.length ** 0.25 / 4;
  const rows = servers.map(({ people }, source): Row => {
    const met = new Set<number>();
    const draws = Math.round(reach * (4 + 2 * people ** 0.55));
    for (let made = 0; made < draws; made += 1) met.add(drawServer(serverKinds[source]!, random));
    const targets = Uint32Array.from(met)
      .filter(
        (target) => target !== source && countIn(wanted, source, target) + countIn(wantedBy, source, target) === 0,
      )
      .sort();
    return { targets, counts: new Uint32Array(targets.length).fill(1) };
  });
  return packRows(rows);
}

/** @param tally holds a count for each of `touched`, which it loses */
function takeRow(touched: readonly number[], tally: Uint32Array): Row {
  const targets = Uint32Array.from(touched).sort();
  const counts = targets.map((target) => tally[target]!);
  for (const target of targets) tally[target] = 0;
  return { targets, counts };
}
