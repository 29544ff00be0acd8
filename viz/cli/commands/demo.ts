/**
 * The whole line in one command: a fictional fediverse is served on this machine, crawled over HTTP as the real one
 * would be, stored, assessed, reported and drawn. The crawler knows nothing of the truth behind it.
 */
import { rm, stat } from 'node:fs/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { buildGraph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { reportImpact } from '../../../analysis/report/impact-report.ts';
import { renderText } from '../../../analysis/report/text.ts';
import { crawl } from '../../../crawler/crawl.ts';
import { defaultEffects, fastClock } from '../../../crawler/default-effects.ts';
import { loopbackNetwork } from '../../../crawler/http/network.ts';
import { resolveSettings } from '../../../crawler/settings.ts';
import { UserError } from '../../../data/errors.ts';
import { takeSnapshot } from '../../../data/snapshot/reference.ts';
import { olderFilesOf } from '../../../data/store/database.ts';
import { serveWorld } from '../../../data/world/serve.ts';
import { demoStory } from '../../../data/world/story.ts';
import { createWorld, type World } from '../../../data/world/world.ts';
import { defaultPort, type ServeOptions, serve } from '../../server/serve.ts';
import { withStore } from '../database.ts';
import { interruptedCode, untilCtrlC, untilInterrupted } from '../interrupt.ts';
import { printJson, printNote, printResult } from '../output.ts';
import { crawlReporter, describeSummary } from '../progress.ts';
import { archiveOf } from '../snapshot-archive.ts';
import { readPort } from './serve.ts';

/** Pace and manners are those of a real crawl; only the timeouts are short, since nobody is far away. */
const demoSettings = { connectTimeoutMs: 8000, requestTimeoutMs: 8000, contact: 'demo@faultline.example' };
/** Rests are kept on a clock that runs this many times as fast as the wall's. */
const clockSpeed = 200;
/** The clock starts a day earlier, so that the crawl does not end in the future. */
const headStartMs = 24 * 60 * 60_000;

const fewestHosts = 20;
const mostHosts = 30_000;

interface Options {
  hosts: number;
  seed: number;
  db: string;
  port: number;
  serve: boolean;
  json?: true;
}

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('serve a simulated fediverse on this machine, crawl it, report on a block, and show the map')
    .addOption(
      new Option('--hosts <n>', `servers in it, ${fewestHosts} to ${mostHosts}`).default(300).argParser(readHostCount),
    )
    .addOption(new Option('--seed <n>', 'the same seed gives the same fediverse').default(1).argParser(readSeed))
    .addOption(new Option('--db <file>', 'the DuckDB file to make').default('faultline-demo.duckdb'))
    .addOption(new Option('--port <port>', 'port on 127.0.0.1 for the map').default(defaultPort).argParser(readPort))
    .option('--no-serve', 'end after the report')
    .option('--json', 'print the report as JSON, and progress as NDJSON')
    .action(async (options: Options) => {
      const world = createWorld(options);
      const { snapshot, summary, elapsedMs } = await crawlWorld(world, options);
      if (snapshot === null) {
        printNote(`Stopped after a checkpoint: ${describeSummary(summary, elapsedMs)}.`);
        process.exitCode = interruptedCode;
        return;
      }
      const graph = buildGraph(snapshot);
      const { host, block } = demoStory(world);
      const impact = assess(graph, { host, block: [block] });
      if (options.json) {
        printJson(impact);
      } else {
        printResult(`\n${renderText(reportImpact(impact))}`);
        printNote(
          `\n${describeSummary(summary, elapsedMs)}.\nAsk it more: npx faultline impact ${host} --block ${block} --db ${options.db}`,
        );
      }
      if (!options.serve) return;
      const server = await serveSomewhere({ graph, archive: archiveOf(options.db, 'local') }, options.port);
      const interrupted = untilInterrupted();
      printNote(`The map is at ${server.url}/?host=${host}&block=${block} (Ctrl-C ends it)`);
      await interrupted;
      await server.close();
    });
}

/** A demo ends with its map, if not at the asked port then at another. */
async function serveSomewhere(shown: Pick<ServeOptions, 'graph' | 'archive'>, port: number) {
  try {
    return await serve({ ...shown, port });
  } catch (error) {
    if (!(error instanceof UserError) || port === 0) throw error;
    printNote(error.message);
    return serve({ ...shown, port: 0 });
  }
}

async function crawlWorld(world: World, { db, json, hosts, seed }: Options) {
  await removeOldDemo(db);
  const server = await serveWorld(world);
  const network = loopbackNetwork(server.port, server.addressesOf);
  try {
    return await withStore(db, 'create', async (store) => {
      await store.addHosts(world.seedHosts);
      if (!json)
        printNote(`A fediverse of ${hosts} servers (seed ${seed}) on 127.0.0.1:${server.port}, crawled into ${db}`);
      const begin = performance.now();
      const effects = defaultEffects({
        network,
        report: crawlReporter({ json: json === true }),
        clock: fastClock({ startAt: Date.now() - headStartMs, speed: clockSpeed }),
      });
      const settings = resolveSettings(demoSettings);
      const summary = await untilCtrlC((signal) => crawl({ store, effects, settings, signal }));
      const elapsedMs = performance.now() - begin;
      return { snapshot: summary.stopped === null ? (await takeSnapshot(store)).snapshot : null, summary, elapsedMs };
    });
  } finally {
    await network.close();
    await server.close();
  }
}

/** A demo may be run again over its own database; any other database is left alone. */
async function removeOldDemo(db: string): Promise<void> {
  if (!(await stat(db).catch(() => undefined))) return;
  // To write, so that one of an older form can be read as well.
  const contacts = await withStore(db, 'write', (store) =>
    store.query("SELECT DISTINCT settings->>'contact' FROM crawls"),
  );
  if (contacts.rows.some(([contact]) => contact !== demoSettings.contact)) {
    throw new UserError(`${db} holds a crawl that is no demo, and the demo would replace it.`, {
      hint: 'Give the demo a file of its own: faultline demo --db another.duckdb',
    });
  }
  for (const file of [db, `${db}.wal`, ...olderFilesOf(db)]) await rm(file, { force: true });
}

function readHostCount(text: string): number {
  const hosts = Number(text);
  if (!Number.isInteger(hosts) || hosts < fewestHosts || hosts > mostHosts) {
    throw new InvalidArgumentError(`expected a whole number from ${fewestHosts} to ${mostHosts}.`);
  }
  return hosts;
}

function readSeed(text: string): number {
  const seed = Number(text);
  if (!Number.isSafeInteger(seed)) throw new InvalidArgumentError('expected a whole number.');
  return seed;
}
