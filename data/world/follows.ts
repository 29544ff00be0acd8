/**
 * Who would follow whom if no server had ever acted on another.
 *
 * Gravity with affinity: each server's people make a number of follows in proportion to how many they are, each to
 * a server drawn by attraction (people × popularity) from one of four pools: the same language and topic, the same
 * language, the same topic, everybody. Forums follow forums. Exposure, the servers whose posts are seen without a
 * follow, is drawn from the same pools.
 */
import { countIn } from './count-rows.ts';
import { drawFactor, drawRound, weightedDraw } from './draw.ts';
import { isForum } from './software/index.ts';
import type { CountRows, Server } from './types.ts';

type Person = Pick<Server, 'language' | 'topic' | 'software' | 'people'>;
type Draw = (random: () => number) => number;

const followsPerPerson = 8;
/** Boosts bring posts of small servers too: attraction to this power weighs what is seen without a follow. */
const exposureFlatness = 0.4;
/** Chance of each pool, from near to far. */
const poolShares = [0.5, 0.27, 0.13, 0.1] as const;

interface Row {
  targets: Uint32Array;
  counts: Uint32Array;
}

export interface Ties {
  wanted: CountRows;
  wantedBy: CountRows;
  seen: CountRows;
}

export function drawTies(servers: readonly Person[], random: () => number): Ties {
  const attraction = Float64Array.from(servers, ({ people }) => people ** 0.95 * drawFactor(random, 0.35));
  const activity = Float64Array.from(servers, () => followsPerPerson * drawFactor(random, 0.4));
  const poolsOf = makePools(servers, attraction);
  const exposure = makePools(
    servers,
    attraction.map((weight) => weight ** exposureFlatness),
  );
  const reach = servers.length ** 0.25 / 4;
  const tally = new Uint32Array(servers.length);
  const wantedRows = servers.map((server, source) =>
    drawRow(source, drawRound(random, server.people * activity[source]!), poolsOf(server), tally, random),
  );
  const wanted = packRows(wantedRows);
  const wantedBy = turnRows(wanted, servers.length);
  const seenRows = servers.map((server, source) => {
    const drawn = drawRow(source, Math.round(reach * (4 + 2 * server.people ** 0.55)), exposure(server), tally, random);
    const targets = drawn.targets.filter(
      (target) => countIn(wanted, source, target) + countIn(wantedBy, source, target) === 0,
    );
    return { targets, counts: new Uint32Array(targets.length).fill(1) };
  });
  return { wanted, wantedBy, seen: packRows(seenRows) };
}

function makePools(servers: readonly Person[], attraction: Float64Array): (server: Person) => Draw[] {
  const members = new Map<string, number[]>();
  const namesOf = ({ language, topic, software }: Person): string[] =>
    isForum(software)
      ? [`forum ${language}`, 'forum', `forum ${topic}`, 'all']
      : [topic === 'general' ? language : `${language} ${topic}`, language, topic, 'all'];
  servers.forEach((server, index) => {
    const open = isForum(server.software) ? [server.language] : [];
    for (const name of new Set([...namesOf(server), ...open])) {
      const pool = members.get(name);
      if (pool === undefined) members.set(name, [index]);
      else pool.push(index);
    }
  });
  const draws = new Map<string, Draw>();
  for (const [name, pool] of members) {
    const draw = weightedDraw(Float64Array.from(pool, (index) => attraction[index]!));
    draws.set(name, (random) => pool[draw(random)]!);
  }
  return (server) => namesOf(server).map((name) => draws.get(name)!);
}

/** @param tally all zero, and left so */
function drawRow(source: number, draws: number, pools: Draw[], tally: Uint32Array, random: () => number): Row {
  const touched: number[] = [];
  for (let made = 0; made < draws; made += 1) {
    let chance = random();
    let pool = 0;
    while (pool < 3 && chance >= poolShares[pool]!) chance -= poolShares[pool++]!;
    const target = pools[pool]!(random);
    if (target === source) continue;
    if (tally[target] === 0) touched.push(target);
    tally[target]! += 1;
  }
  const targets = Uint32Array.from(touched).sort();
  const counts = targets.map((target) => tally[target]!);
  for (const target of targets) tally[target] = 0;
  return { targets, counts };
}

function packRows(rows: readonly Row[]): CountRows {
  const size = rows.reduce((sum, { targets }) => sum + targets.length, 0);
  const packed = {
    offsets: new Uint32Array(rows.length + 1),
    targets: new Uint32Array(size),
    counts: new Uint32Array(size),
  };
  rows.forEach(({ targets, counts }, row) => {
    const at = packed.offsets[row]!;
    packed.targets.set(targets, at);
    packed.counts.set(counts, at);
    packed.offsets[row + 1] = at + targets.length;
  });
  return packed;
}

function turnRows({ offsets, targets, counts }: CountRows, order: number): CountRows {
  const turned = {
    offsets: new Uint32Array(order + 1),
    targets: new Uint32Array(targets.length),
    counts: new Uint32Array(targets.length),
  };
  for (const target of targets) turned.offsets[target + 1]! += 1;
  for (let row = 0; row < order; row += 1) turned.offsets[row + 1]! += turned.offsets[row]!;
  const next = turned.offsets.slice();
  for (let row = 0; row < order; row += 1) {
    for (let at = offsets[row]!; at < offsets[row + 1]!; at += 1) {
      const place = next[targets[at]!]!++;
      turned.targets[place] = row;
      turned.counts[place] = counts[at]!;
    }
  }
  return turned;
}
