import { type Command, Option } from 'commander';
import { readViews } from '../../../data/dictionary.ts';
import { UserError } from '../../../data/errors.ts';
import { type AnswerFormat, answerFormats, formatFor, writeAnswer } from '../answer.ts';
import { checkFileName, databaseOption } from '../database.ts';
import { printResult } from '../output.ts';

interface Options {
  db: string;
  format?: AnswerFormat;
  output?: string;
  force?: true;
  raw?: true;
  views?: true;
  json?: true;
}

/** In bytes; more is no question a person wrote. */
const maxQueryBytes = 1_048_576;

export function addSql(program: Command): void {
  program
    .command('sql')
    .description('ask the database in SQL; reads only, and reaches no other file and no network')
    .argument('[query]', 'one SELECT; - or nothing reads it from standard input')
    .addOption(
      new Option(
        '--format <format>',
        'how to write the answer; else by the ending of --output, a table on a terminal and csv elsewhere',
      ).choices(answerFormats),
    )
    .option('--output <file>', 'write the answer into a file')
    .option('--force', 'replace the file of --output if it is there')
    .option('--raw', 'csv: leave cells as they are that a spreadsheet would run')
    .option('--views', 'list the views to ask, and ask nothing')
    .addOption(databaseOption())
    .addOption(new Option('--json', 'the same as --format json').conflicts('format'))
    .action(async (query: string | undefined, { db, views, json, ...given }: Options) => {
      const options = json ? { ...given, format: 'json' as const } : given;
      if (views || (query === undefined && process.stdin.isTTY)) return printResult(describeViews());
      checkFileName(db);
      const sql = query === undefined || query === '-' ? await readQuery() : query;
      await writeAnswer(db, sql, { ...options, format: formatFor(options) });
    });
}

function describeViews(): string {
  const views = readViews();
  const width = Math.max(...views.map(({ name }) => name.length));
  return [
    ...views.map(({ name, comment }) => `${name.padEnd(width)}  ${comment}`),
    '',
    'Columns: faultline sql "DESCRIBE current_blocks", or data/dictionary.md; worked examples: data/recipes.md.',
  ].join('\n');
}

async function readQuery(): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    parts.push(part);
    bytes += part.length;
    if (bytes > maxQueryBytes) {
      throw new UserError(`Expected one query on standard input, but more than ${maxQueryBytes} bytes came.`, {
        hint: 'Ask one question at a time.',
      });
    }
  }
  return Buffer.concat(parts).toString('utf8');
}
