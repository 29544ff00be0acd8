import { type Command, InvalidArgumentError, Option } from 'commander';
import { crawl } from '../../../crawler/crawl.ts';
import { defaultEffects } from '../../../crawler/default-effects.ts';
import { publicNetwork } from '../../../crawler/http/network.ts';
import {
  type CrawlSettings,
  numberSettings,
  requireContact,
  requireManners,
  resolveSettings,
} from '../../../crawler/settings.ts';
import { UserError } from '../../../data/errors.ts';
import { readHost } from '../../../data/host.ts';
import { publicSeeds } from '../../../data/seeds/seeds.ts';
import type { Host } from '../../../data/types.ts';
import { databaseOption, withStore } from '../database.ts';
import { interruptedCode, untilCtrlC } from '../interrupt.ts';
import { printJson, printResult } from '../output.ts';
import { crawlReporter, describeSummary } from '../progress.ts';

/** Hosts beyond the budget of their domain stay for another run. */
const incomplete = 3;

interface Options extends Partial<CrawlSettings> {
  db: string;
  json?: true;
  seedHost: Host[];
}

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
    .option('--contact <text>', 'mail address or URL of whoever runs this crawl; stands in every request; required')
    .option('--info-url <url>', 'page that explains this crawl; stands in every request')
    .addOption(new Option('--max-hosts <count>', 'visits after which the run stops').argParser(readWhole))
    .addOption(databaseOption())
    .option('--json', 'print the summary as JSON, and progress as NDJSON');
  for (const { name, unit, why, default: value } of numberSettings) {
    const flag = `--${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)} <${unit}>`;
    // No default here: what is not given is resolved, and shown, from the settings table.
    command.addOption(new Option(flag, `${why} (default: ${value})`).argParser(readWhole));
  }
  command.action(async ({ db, json, seedHost, ...given }: Options) => {
    const settings = resolveSettings(given);
    requireContact(settings);
    requireManners(settings);
    const summary = await withStore(db, 'create', async (store) => {
      if (seedHost.length > 0) await store.addHosts(seedHost);
      else if ((await store.knownHostCount()) === 0) await store.addHosts(publicSeeds);
      const network = publicNetwork(settings);
      try {
        const effects = defaultEffects({ network, report: crawlReporter({ json: json === true }) });
        return await untilCtrlC((signal) => crawl({ store, effects, settings, signal }));
      } finally {
        await network.close();
      }
    });
    if (json) printJson({ schema: 'faultline.crawl/1', ...summary });
    else printResult(`${describeSummary(summary)}.`);
    if (summary.interrupted) process.exitCode = interruptedCode;
    else if (summary.left > 0 && settings.maxHosts === null) process.exitCode = incomplete;
  });
}

function readSeedHosts(text: string, before: Host[]): Host[] {
  const named = text.split(',').filter((name) => name.trim() !== '');
  return [...before, ...named.map(readSeedHost)];
}

function readSeedHost(text: string): Host {
  const host = readHost(text);
  if (host !== undefined) return host;
  throw new UserError(`${JSON.stringify(text)} is no host a crawl can visit.`, {
    hint: 'Expected the public name of a server, such as social.example.org, without a port or a path.',
  });
}

function readWhole(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('expected a whole number.');
  return Number(text);
}
