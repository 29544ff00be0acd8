/** On a page or an engine that allows no WebAssembly everything is answered all the same, and not a digit differs. */
import { afterEach, expect, test, vi } from 'vitest';
import { seededRandom } from '../../../data/random.ts';
import { buildSnapshot, type ServerText, type WorldText } from '../../golden/world-w1.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Enough servers for code to be compiled: telling and silent, closed to all but a few, and cut from each other. */
function plantWorld(): WorldText {
  const random = seededRandom(1);
  const names = Array.from({ length: 1200 }, (_, at) => `s${at}.example`);
  const one = () => names[Math.floor(random() * names.length)]!;
  const some = (count: number, except: string) =>
    [...new Set(Array.from({ length: count }, one))].filter((name) => name !== except);
  const server = (name: string): ServerText => {
    const kind = random();
    const peers = kind < 0.3 ? null : some(20 + random() * 80, name);
    const closed = kind > 0.97 ? { allowlistMode: true, allows: some(40, name) } : {};
    return { mau: Math.floor(5 + 2000 * random() ** 4), software: 'mastodon', peers, ...closed };
  };
  const servers = Object.fromEntries(names.map((name) => [name, server(name)]));
  const rules = Array.from({ length: 600 }, (): [string, string, string] => [one(), 'suspend', one()]);
  return { servers, rules: rules.filter(([source, , target]) => source !== target) };
}

async function answer(snapshot: ReturnType<typeof buildSnapshot>): Promise<string> {
  // What was compiled before is kept by the modules.
  vi.resetModules();
  const [{ buildGraph }, { assess }] = await Promise.all([
    import('../../../analysis/graph.ts'),
    import('../../../analysis/impact.ts'),
  ]);
  const graph = buildGraph(snapshot);
  const blocklist = snapshot.hosts.slice(0, 40).map(({ host }) => ({ target: host, action: 'suspend' }));
  const hosts = snapshot.hosts.slice(100, 106).map(({ host }) => host);
  return JSON.stringify(hosts.map((host) => assess(graph, { host, blocklist })));
}

test('the answers are the same without WebAssembly', async () => {
  const snapshot = buildSnapshot(plantWorld());
  let compiledCount = 0;
  class Counting extends WebAssembly.Instance {
    constructor(module: WebAssembly.Module, imports: WebAssembly.Imports) {
      super(module, imports);
      compiledCount++;
    }
  }
  const { Module, Memory } = WebAssembly;
  vi.stubGlobal('WebAssembly', { Module, Memory, Instance: Counting });
  const compiled = await answer(snapshot);
  // Meeting lists, summing up pairs, drawing ties.
  expect(compiledCount).toBeGreaterThanOrEqual(3);
  vi.stubGlobal('WebAssembly', undefined);
  expect(await answer(snapshot)).toBe(compiled);
  expect(compiled).toContain('"threads"');
});
