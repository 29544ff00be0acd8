import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Command, Option } from 'commander';
import type { Graph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import { renderImpactMarkdown } from '../../../analysis/report/markdown.ts';
import { renderImpactText } from '../../../analysis/report/text.ts';
import type { Scenario } from '../../../analysis/types.ts';
import { UserError } from '../../../data/errors.ts';
import { readBlocklistArgument } from '../blocklist-argument.ts';
import { databaseOption, jsonOption, loadGraph, snapshotOption } from '../database.ts';
import { printJson, printJsonLine, printResult } from '../output.ts';

interface Options {
  db: string;
  json?: true;
  markdown?: true;
  block: string[];
  limit: string[];
  blockedBy: string[];
  blocklist: string[];
  allowlist: string[];
  scenarios?: string;
  snapshot?: string;
}

export function addImpact(program: Command): void {
  program
    .command('impact')
    .description('what a block, a limit, an imported list, an allowlist, or being blocked would cut a server off from')
    .argument('[host]', 'the server whose people are asked about')
    .addOption(hostsOption('--block <hosts>', 'servers it would block'))
    .addOption(hostsOption('--limit <hosts>', 'servers it would limit (silence)'))
    .addOption(hostsOption('--blocked-by <hosts>', 'servers that would block it'))
    .addOption(
      new Option(
        '--blocklist <list>',
        'blocklist it would import: a file in any dialect that import reads, or the name of an imported list (may be repeated)',
      )
        .default([], 'none')
        .argParser((list: string, before: string[]) => [...before, list]),
    )
    .addOption(hostsOption('--allowlist <hosts>', 'the only servers it would federate with'))
    .option('--scenarios <file>', 'answer one JSON scenario a line, from a file or - for standard input')
    .addOption(snapshotOption())
    .addOption(databaseOption())
    .addOption(jsonOption())
    .option('--markdown', 'print the report as Markdown')
    .action(async (host: string | undefined, options: Options) => {
      if (options.scenarios !== undefined)
        return answerLines(await loadGraph(options.db, options.snapshot), options.scenarios);
      const scenario = readScenario(host, options);
      const graph = await loadGraph(options.db, options.snapshot);
      const blocklist = await readBlocklists(options, graph);
      const impact = assess(graph, { ...scenario, ...(blocklist.length > 0 && { blocklist }) });
      if (options.json) return printJson(impact);
      printResult(options.markdown ? renderImpactMarkdown(impact) : renderImpactText(impact));
    });
}

/** May be given again, and takes several names parted by commas. */
function hostsOption(flags: string, description: string): Option {
  const add = (text: string, before: string[]) => [...before, ...text.split(',').filter((name) => name.trim() !== '')];
  return new Option(flags, `${description} (comma-separated, may be repeated)`).default([], 'none').argParser(add);
}

function readScenario(host: string | undefined, { block, limit, blockedBy, allowlist }: Options): Scenario {
  if (host === undefined) {
    throw new UserError('impact needs the host whose people you ask about, and none was given.', {
      hint: 'For example: faultline impact my.server --block other.server',
    });
  }
  return {
    host,
    ...(block.length > 0 && { block }),
    ...(limit.length > 0 && { limit }),
    ...(blockedBy.length > 0 && { blockedBy }),
    ...(allowlist.length > 0 && { allowlist }),
  };
}

/** Of an imported list the newest state, or with a snapshot the state of its time. */
async function readBlocklists({ db, blocklist, snapshot }: Options, graph: Graph) {
  const asOf = snapshot === undefined ? undefined : graph.snapshot.asOf;
  const lists = [];
  for (const given of blocklist) lists.push(await readBlocklistArgument(given, { db, asOf }));
  return lists.flat();
}

/** A line that cannot be answered becomes a line with `error`; the others go on. */
async function answerLines(graph: Graph, file: string): Promise<void> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  input.on('error', () => undefined); // reported through the loop below
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() !== '') printJsonLine(answerLine(graph, line));
    }
  } catch (cause) {
    throw new UserError(`${file} cannot be read: ${(cause as Error).message}`, {
      hint: 'Give a file with one JSON scenario a line, such as {"host":"my.server","block":["other.server"]}.',
      cause,
    });
  }
}

function answerLine(graph: Graph, line: string): unknown {
  try {
    return assess(graph, JSON.parse(line) as Scenario);
  } catch (error) {
    if (error instanceof UserError) return { error: error.message, hint: error.hint };
    if (error instanceof SyntaxError) return { error: `expected one JSON object, got: ${error.message}` };
    throw error;
  }
}
