import { expect, test } from 'vitest';
import { assessBlocked } from '../../../analysis/blocked.ts';
import { buildGraph } from '../../../analysis/graph.ts';
import { describeHost } from '../../../analysis/host-card.ts';
import { assess } from '../../../analysis/impact.ts';
import { writeLimits } from '../../../analysis/limits.ts';
import { packMap } from '../../../analysis/map-file.ts';
import { reportBlocked } from '../../../analysis/report/blocked-report.ts';
import { reportImpact } from '../../../analysis/report/impact-report.ts';
import { renderMarkdown } from '../../../analysis/report/markdown.ts';
import { renderText } from '../../../analysis/report/text.ts';
import { listTies } from '../../../analysis/ties-of.ts';
import { buildSnapshot, type WorldText, worldW1 } from '../../golden/world-w1.ts';

const world: WorldText = {
  servers: {
    'a.example': { mau: 10 },
    'b.example': { mau: null, blocksDisclosure: 'withheld' },
    'c.example': { mau: 5, liveness: 'dead', peers: null, blocksDisclosure: 'unreached' },
    'd.example': { liveness: 'unvisited', peers: null, blocksDisclosure: 'unsupported' },
    'f.example': { software: 'friendica', mau: 0, allows: ['a.example'] },
  },
  rules: [
    ['a.example', 'suspend', 'b.e****le'],
    ['a.example', 'suspend', 'c.e****le', 'c.example'],
    ['a.example', 'suspend', '*.d.example'],
    ['f.example', 'blocked', '*spam*'],
  ],
};
const graph = buildGraph(buildSnapshot(world));

test('hosts and lists are counted by what became of them', () => {
  const { coverage } = graph;
  expect(coverage).toMatchObject({ hosts: 5, visited: 3, dead: 1, unvisited: 1, noPeerLists: false });
  expect(coverage.audience).toMatchObject({ known: 3, unknown: 2 });
  expect(coverage.lists.blocks).toEqual({
    published: 2,
    partial: 0,
    withheld: 1,
    unsupported: 1,
    unreached: 1,
    unvisited: 0,
  });
  expect(coverage.lists.peers).toMatchObject({ published: 3, withheld: 2 });
  expect(coverage.lists.allows).toMatchObject({ published: 1, unsupported: 4 });
});

test('a list of a host that was never visited is neither there nor missing', () => {
  const snapshot = buildSnapshot(world);
  const [first, ...others] = snapshot.hosts;
  const disclosure = { peers: null, blocks: null, allows: null, counts: null };
  const { lists } = buildGraph({ ...snapshot, hosts: [{ ...first!, disclosure }, ...others] }).coverage;
  expect([lists.peers.unvisited, lists.counts.unvisited]).toEqual([1, 1]);
});

test('a masked name counts as unresolved; a resolved one, a pattern and a glob do not', () => {
  expect(graph.coverage.maskedUnresolved).toBe(1);
  expect(graph.coverage.masks).toEqual({ digest: 1, shape: 0, ambiguous: 0, unknown: 1 });
});

/** A mask of each kind. */
const masked: WorldText = {
  servers: {
    'a.example': { software: 'akkoma', mau: 10 },
    'm.example': { mau: 10 },
    'plain.example': { mau: 30, aliases: ['hidden.example'] },
    'other.example': { mau: 5 },
  },
  rules: [
    ['a.example', 'reject', 'hid***.****ple', 'hidden.example', 'shape'],
    ['a.example', 'reject', 'amb***.****ple', undefined, 'ambiguous'],
    ['a.example', 'reject', 'unk***.****ple', undefined, 'unknown'],
    ['m.example', 'suspend', 'hid***.*****le', 'hidden.example'],
  ],
};

test('masks are counted by how they were resolved, and the limits say so', () => {
  const { coverage } = buildGraph(buildSnapshot(masked));
  expect(coverage.masks).toEqual({ digest: 1, shape: 1, ambiguous: 1, unknown: 1 });
  expect(coverage.maskedUnresolved).toBe(2);
  const text = writeLimits(buildGraph(buildSnapshot(masked))).join('\n');
  expect(text).toMatch(/hidden, which count for a known server: 2\. 1 have a digest .* 1 fit one known name alone/);
  expect(text).toMatch(/which no known name resolves: 2 \(1 of them because several fit\)/);
});

test('a name resolved by its shape counts as one resolved by its digest does', () => {
  const { by } = assessBlocked(buildGraph(buildSnapshot(masked)), 'plain.example');
  expect(by.map(({ source }) => source).sort()).toEqual(['a.example', 'm.example']);
  for (const { costOut } of by) expect(costOut).toBeGreaterThan(0);
});

test('no answer names who stands behind a mask', () => {
  const snapshot = buildSnapshot(masked);
  const here = buildGraph(snapshot);
  const answers: unknown[] = [packMap(here)];
  for (const { host } of snapshot.hosts) {
    const impact = assess(here, { host, block: snapshot.hosts.map((it) => it.host).filter((it) => it !== host) });
    const blocked = assessBlocked(here, host);
    answers.push(impact, blocked, describeHost(here, host), listTies(here, host));
    for (const report of [reportImpact(impact), reportBlocked(blocked)]) {
      answers.push(renderText(report), renderMarkdown(report));
    }
  }
  expect(JSON.stringify(answers)).toContain('plain.example');
  expect(JSON.stringify(answers)).not.toContain('hidden.example');
});

test('the limits say what was seen, what was not, and what is not modelled', () => {
  const text = writeLimits(graph).join('\n');
  expect(text).toMatch(/as of 2026-11-20\. Of 5 known servers 3 answered, 1 did not, and 1 were never asked/);
  expect(text).toMatch(/2 servers publish theirs, 1 keep them private, of 2 we have seen none/);
  expect(text).toMatch(/no known name resolves: 1\b/);
  expect(text).toMatch(/No size is known for 2 of 5 servers/);
  expect(text).toMatch(/"Has met" is not "follows"/);
  expect(text).toMatch(/Not modelled/);
  expect(text).toMatch(/Reach is not worth/);
  expect(text).not.toMatch(/damage|censor|bad/i);
});

test('the limits keep quiet about masks where there are none, and say when there are no peer lists at all', () => {
  expect(writeLimits(buildGraph(worldW1())).join('\n')).not.toMatch(/resolves/);
  const noPeers = { 'a.example': { users: 10, peers: [] }, 'b.example': { users: 3, peers: [] } };
  const text = writeLimits(buildGraph(buildSnapshot({ servers: noPeers }))).join('\n');
  expect(text).toMatch(/no peer lists in this snapshot/);
  expect(text).toMatch(/registered people, because no server here publishes how many are active/);
});

const around: WorldText = {
  servers: {
    'me.example': { mau: 10, peers: ['b.example', 'c.example', 'd.example', 'e.example'] },
    'b.example': { mau: 30, peers: ['me.example'] },
    'c.example': { mau: 10, liveness: 'dead', peers: null, blocksDisclosure: 'unreached' },
    'd.example': { mau: null, liveness: 'unvisited', peers: null, blocksDisclosure: 'unreached' },
    'e.example': { mau: null, peers: null, blocksDisclosure: 'withheld' },
    'shy.example': { mau: 5, peers: null },
  },
};

test('an answer says how much was seen around its server', () => {
  const impact = assess(buildGraph(buildSnapshot(around)), { host: 'me.example', block: ['b.example'] });
  const neighbours = { listed: 4, visited: 2, peerLists: 1, blockLists: 1, peopleShare: 0.75 };
  expect(impact.coverage.neighbours).toEqual(neighbours);
  const line =
    'Of the 4 servers me.example lists, 2 answered; we hold 1 of their peer lists and 1 of their block lists. On those that answered are 75 % of the known people there.';
  expect(impact.limits[0]).toBe(line);
  for (const render of [renderText(reportImpact(impact)), renderMarkdown(reportImpact(impact))]) {
    expect(render.replaceAll('\\', '')).toContain(line);
  }
  expect(assessBlocked(buildGraph(buildSnapshot(around)), 'me.example')).toMatchObject({ coverage: { neighbours } });
});

test('around a server whose own list is not held, nothing is counted and the answer says so', () => {
  const blocked = assessBlocked(buildGraph(buildSnapshot(around)), 'shy.example');
  expect(blocked.coverage.neighbours).toBeNull();
  expect(blocked.limits[0]).toMatch(/We do not hold the peer list of shy\.example/);
});
