import { type Command, InvalidArgumentError, Option } from 'commander';
import { crawl } from '../../../crawler/crawl.ts';
import { defaultEffects } from '../../../crawler/default-effects.ts';
import type { CrawlSummary } from '../../../crawler/effects.ts';
import { publicNetwork } from '../../../crawler/http/network.ts';
import { type CrawlSettings, requireContact, requireManners, resolveSettings } from '../../../crawler/settings.ts';
import { UserError } from '../../../data/errors.ts';
import { publicSeeds } from '../../../data/seeds/seeds.ts';
import type { Store } from '../../../data/store.ts';
import type { Host } from '../../../data/types.ts';
import { addOwnerOptions, addSettingOptions, keepBodiesOption, readWhole } from '../crawl-options.ts';
import { readCrawlReport, renderCrawlReport } from '../crawl-report.ts';
import { databaseOption, withStore } from '../database.ts';
import { readHostArgument } from '../host-argument.ts';
import { interruptedCode, untilCtrlC } from '../interrupt.ts';
import { printJson, printResult } from '../output.ts';
import { crawlReporter } from '../progress.ts';

/** Hosts that were due and could not be visited stay for another run, or the list that was asked for is not held. */
const incomplete = 3;

/** Enough for a useful answer about one server, and few enough for minutes. */
const defaultHostsAround = 300;

interface Options extends Partial<CrawlSettings> {
  db: string;
  json?: true;
  seedHost: Host[];
  around?: Host;
  hosts?: number;
}

type Around = { host: Host; hosts: number };

export function addCrawl(program: Command): void {
  const command = program
    .command('crawl')
    .description(
      'visit the servers that are due, politely, and record what they publish; Ctrl-C stops after a checkpoint',
    )
    .addOption(
      new Option('--seed-host <hosts>', 'servers to start from (comma-separated, may be repeated)')
        .default([], 'a small list')
        .argParser(readSeedHosts),
    )
    .addOption(
      new Option(
        '--around <host>',
        'visit this server and then its peers, in the order in which they matter to it',
      ).argParser(readHostArgument),
    )
    .addOption(
      new Option('--hosts <count>', `visits of a crawl around a server (default: ${defaultHostsAround})`).argParser(
        readSome,
      ),
    )
    .addOption(keepBodiesOption())
    .addOption(new Option('--max-hosts <count>', 'visits after which the run stops').argParser(readWhole))
    .addOption(databaseOption())
    .option('--json', 'print the summary as JSON, and progress as NDJSON');
  addOwnerOptions(command);
  addSettingOptions(command).action(async ({ db, json, seedHost, around: centre, hosts, ...given }: Options) => {
    const settings = resolveSettings(given);
    requireContact(settings);
    requireManners(settings);
    const around = readAround(centre, hosts);
    const report = await withStore(db, 'create', async (store) => {
      await addSeeds(store, seedHost, around);
      const summary = await crawlPublic(store, settings, json === true, around);
      return readCrawlReport(store, summary, centre);
    });
    const { summary, ...rest } = report;
    const lacksCentre = rest.around !== null && rest.around.neighbours === null;
    if (json) printJson({ schema: 'faultline.crawl/1', ...summary, ...rest });
    else printResult(renderCrawlReport(report));
    const isBounded = settings.maxHosts !== null || around !== undefined;
    process.exitCode = exitCodeOf(summary, { isBounded, lacksCentre });
  });
}

/**
 * @param isBounded the run was told after how many visits to stop, so that what is left was not asked for
 * @param lacksCentre the list of the server that the crawl goes around is not held
 */
function exitCodeOf(
  { stopped, left }: CrawlSummary,
  { isBounded, lacksCentre }: { isBounded: boolean; lacksCentre: boolean },
): number {
  if (stopped === 'signal') return interruptedCode;
  return stopped === 'network-down' || lacksCentre || (left > 0 && !isBounded) ? incomplete : 0;
}

async function crawlPublic(
  store: Store,
  settings: CrawlSettings,
  json: boolean,
  around: Around | undefined,
): Promise<CrawlSummary> {
  const network = publicNetwork(settings);
  try {
    const effects = defaultEffects({ network, report: crawlReporter({ json }) });
    const options = { store, effects, settings, ...(around !== undefined && { around }) };
    return await untilCtrlC((signal) => crawl({ ...options, signal }));
  } finally {
    await network.close();
  }
}

/**
 * Where nobody is known but the server to go around, it may hide its list: the public seeds are where others name it.
 * @throws UserError for a server that asked to be forgotten: who names it may not know
 */
async function addSeeds(store: Store, seeds: readonly Host[], around: Around | undefined): Promise<void> {
  const named = [...seeds, ...(around === undefined ? [] : [around.host])];
  for (const host of named) {
    if (!(await store.isForgotten(host))) continue;
    throw new UserError(`${host} asked to be forgotten, and is not visited.`, {
      hint: `If whoever is responsible for it has changed their mind: faultline consent add ${host} --note "…"`,
    });
  }
  if (named.length > 0) await store.addHosts(named);
  const isAlone = (await store.knownHostCount()) <= (around === undefined ? 0 : 1);
  if (isAlone && seeds.length === 0) await store.addHosts(publicSeeds);
}

function readAround(host: Host | undefined, hosts: number | undefined): Around | undefined {
  if (host !== undefined) return { host, hosts: hosts ?? defaultHostsAround };
  if (hosts === undefined) return undefined;
  throw new UserError('--hosts is the number of visits of a crawl --around a server, and no server was named.', {
    hint: 'Name one with --around my.server, or limit any crawl with --max-hosts.',
  });
}

function readSeedHosts(text: string, before: Host[]): Host[] {
  const named = text.split(',').filter((name) => name.trim() !== '');
  return [...before, ...named.map(readHostArgument)];
}

function readSome(text: string): number {
  const count = readWhole(text);
  if (count === 0) throw new InvalidArgumentError('expected at least 1.');
  return count;
}
