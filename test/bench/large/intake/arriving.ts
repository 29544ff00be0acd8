/** What the network costs a crawl: many long lists at once, and very many small answers. */
import { join } from 'node:path';
import type { ArrivalAnswer, ArrivalPlan } from '../../arrival-process.ts';
import type { ClientPlan } from '../../client-process.ts';
import type { ListServerAnswer, ListServerPlan } from '../../list-server-process.ts';
import { type Row, summarise } from '../../measure.ts';
import { inProcess, startProcess, type Used } from '../../processes.ts';
import type { Context } from '../../stage.ts';

/** As long as the longest lists known. */
const peers = 60_000;
const servers = 50;
const concurrency = 200;

export async function* arrivingRows(context: Context): AsyncIterable<Row> {
  const plan: ListServerPlan = { peers: context.quick ? 2000 : peers };
  const { child, answer } = await startProcess<ListServerAnswer>('list-server-process', plan);
  try {
    yield await longLists(context, answer);
    yield await manyServers(context, answer);
  } finally {
    child.disconnect();
  }
}

async function longLists({ folder, quick }: Context, { port, bytes }: ListServerAnswer): Promise<Row> {
  const hosts = Array.from({ length: quick ? 5 : servers }, (_, at) => `s${at}.bench${at}.example`);
  const plan = { port, hosts, file: join(folder, 'arriving.duckdb') };
  const by = (way: ArrivalPlan['way']) => inProcess<ArrivalAnswer>('arrival-process', { ...plan, way });
  const [ours, parsed, drained] = [await by('crawl'), await by('parse'), await by('drain')];
  const baselineOf = (what: string, { lagMs, rss }: ArrivalAnswer) => {
    return { what, measured: summarise([lagMs.most]), rssMb: rss.most };
  };
  return {
    what: `longest lag of the event loop while ${hosts.length} long lists arrive`,
    ...{ unit: 'lists', amount: hosts.length, bytes: bytes * hosts.length, rssMb: ours.rss.most },
    measured: summarise([ours.lagMs.most]),
    baselines: [baselineOf('global fetch, JSON.parse and a Map', parsed), baselineOf('global fetch alone', drained)],
    judged: { 'T11.lag': ours.lagMs.most },
    note: `a whole crawl, every name new, stored meanwhile: ${(ours.cpuMs / hosts.length).toFixed(1)} ms of processor time a host; fetch and JSON.parse ${(parsed.cpuMs / hosts.length).toFixed(1)} ms, fetch alone ${(drained.cpuMs / hosts.length).toFixed(1)} ms`,
  };
}

async function manyServers({ quick }: Context, { port }: ListServerAnswer): Promise<Row> {
  const hosts = quick ? 100 : 30_000;
  const by = (way: ClientPlan['way']) => inProcess<Used>('client-process', { port, hosts, concurrency, way });
  const [ours, fetched] = [await by('exchange'), await by('fetch')];
  return {
    what: 'processor time of two small answers from each of many servers',
    ...{ unit: 'hosts', amount: hosts, rssMb: ours.rss.most },
    measured: summarise([ours.cpuMs]),
    baselines: [{ what: 'global fetch', measured: summarise([fetched.cpuMs]), rssMb: fetched.rss.most }],
    judged: { 'T11.cpu': ours.cpuMs / fetched.cpuMs, 'T11.rss': ours.rss.most / fetched.rss.most },
    note: `without TLS, ${concurrency} at once, once each; ours counts bytes, takes the answer apart, hashes it and judges it`,
  };
}
