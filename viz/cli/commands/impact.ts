import { type Command, InvalidArgumentError, Option } from 'commander';
import { assess } from '../../../analysis/impact.ts';
import { prepare } from '../../../analysis/prepare.ts';
import { reportImpact } from '../../../analysis/report/impact-report.ts';
import { readBlocklistArguments } from '../blocklist-argument.ts';
import { compareWithEarlier, comparisonFor, sinceOption } from '../co-blocking.ts';
import { countsHelp, readCountsArgument } from '../counts-argument.ts';
import { databaseOption, jsonOption, snapshotOption } from '../database.ts';
import { openGraph } from '../open-graph.ts';
import { htmlOption, markdownOption, printReport, type ReportForm } from '../report-output.ts';
import {
  checkActions,
  hostBesideScenarios,
  readScenarioOptions,
  type ScenarioOptions,
  scenarioOptionNames,
} from '../scenario-options.ts';

interface Options extends ScenarioOptions, ReportForm {
  db: string;
  blocklist: string[];
  counts?: string;
  scenarios?: string;
  snapshot?: string;
  since?: string;
}

export function addImpact(program: Command): void {
  program
    .command('impact')
    .description(
      'what a block, a limit, a lift, an imported list, an allowlist, or being blocked would cut a server off from, directly and through others, or open again',
    )
    .argument('[host]', 'the server whose people are asked about')
    .addOption(hostsOption('--block <hosts>', 'servers it would block'))
    .addOption(hostsOption('--limit <hosts>', 'servers it would limit (silence)'))
    .addOption(
      repeated(
        '--action <word:hosts>',
        'any action in the word of its software, and servers it would take it on, such as reject:a.example,b.example (may be repeated)',
      ),
    )
    .addOption(hostsOption('--blocked-by <hosts>', 'servers that would block it'))
    .addOption(hostsOption('--lift <hosts>', 'its own rules it would lift, by their text or by a server they take'))
    .addOption(hostsOption('--lifted-by <hosts>', 'servers that would lift their rules on it'))
    .addOption(
      repeated(
        '--blocklist <list>',
        'blocklist it would import: a file in any dialect that import reads, or the name of an imported list (may be repeated)',
      ),
    )
    .addOption(
      new Option(
        '--threshold <lists>',
        'of several blocklists import what at least so many name; near-copies count as one (default: 1)',
      ).argParser(readThreshold),
    )
    .addOption(
      hostsOption('--except <hosts>', 'servers the blocklists must not touch: entries that take one are left out'),
    )
    .addOption(hostsOption('--allowlist <hosts>', 'the only servers it would federate with'))
    .addOption(
      new Option(
        '--counts <table>',
        'follows by server from its own database, which replace every estimate of its ties: a CSV or TSV file, or - for standard input (see below)',
      ),
    )
    .addOption(
      new Option(
        '--scenarios <file>',
        'answer one JSON scenario a line, from a file or - for standard input',
      ).conflicts([...scenarioOptionNames, 'blocklist', 'counts', 'markdown', 'html']),
    )
    .addOption(snapshotOption())
    .addOption(sinceOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .addOption(markdownOption())
    .addOption(htmlOption())
    .addHelpText('after', countsHelp)
    .action(async (host: string | undefined, options: Options) => {
      if (options.scenarios !== undefined) {
        if (host !== undefined) throw hostBesideScenarios(host);
        const { answerLines } = await import('../scenario-lines.ts');
        const graph = prepare(await openGraph(options.db, options.snapshot));
        return answerLines(graph, options.scenarios, await comparisonFor(graph, options));
      }
      const scenario = readScenarioOptions(host, options);
      const graph = await openGraph(options.db, options.snapshot);
      checkActions(graph, scenario);
      // Of an imported list the newest state, or with a snapshot the state of its time.
      const asOf = options.snapshot === undefined ? undefined : graph.snapshot.asOf;
      const lists = await readBlocklistArguments(options.blocklist, { db: options.db, asOf });
      const counts =
        options.counts === undefined ? {} : { counts: await readCountsArgument(graph, scenario.host, options.counts) };
      const answer = assess(graph, { ...scenario, ...(lists.length > 0 && { lists }) }, counts);
      const impact = await compareWithEarlier(answer, graph, options);
      printReport(impact, reportImpact(impact), options);
    });
}

function repeated(flags: string, description: string): Option {
  return new Option(flags, description)
    .default([], 'none')
    .argParser((text: string, before: string[]) => [...before, text]);
}

/** May be given again, and takes several names parted by commas. */
function hostsOption(flags: string, description: string): Option {
  const add = (text: string, before: string[]) => [...before, ...text.split(',').filter((name) => name.trim() !== '')];
  return new Option(flags, `${description} (comma-separated, may be repeated)`).default([], 'none').argParser(add);
}

function readThreshold(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('expected a whole number from 1.');
  return Number(text);
}
