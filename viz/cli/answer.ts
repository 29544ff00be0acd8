/** Where the answer to a question in SQL goes, and in which form: nothing unfinished ever stands under a file's name. */
import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { UserError } from '../../data/errors.ts';
import { renderCsv, renderJson, renderNdjson } from '../../data/export/answer.ts';
import { type QueryAnswer, QuerySession } from '../../data/store/query-session.ts';
import { renderAnswerTable } from './answer-table.ts';
import { interruptedCode } from './interrupt.ts';
import { withoutControls } from './output.ts';

export const answerFormats = ['table', 'csv', 'json', 'ndjson', 'parquet'] as const;
export type AnswerFormat = (typeof answerFormats)[number];

/** Of a terminal that does not say how wide it is. */
const usualWidth = 80;

interface Target {
  format: AnswerFormat;
  output?: string;
  force?: true;
  raw?: true;
}

/** @returns what was asked for; else by the ending of the file, else what suits a terminal or a pipe */
export function formatFor({ format, output }: { format?: AnswerFormat; output?: string }): AnswerFormat {
  if (format !== undefined) return format;
  const ending = output === undefined ? '' : extname(output).slice(1).toLowerCase();
  const named = answerFormats.find((name) => name === ending);
  if (named !== undefined) return named;
  return output === undefined && process.stdout.isTTY ? 'table' : 'csv';
}

/** @throws UserError when the database or the question is not as it should be, or the answer cannot be written */
export async function writeAnswer(db: string, sql: string, target: Target): Promise<void> {
  const { format, output, force } = target;
  if (output !== undefined && existsSync(output) && !force) {
    throw new UserError(`${output} is there already.`, { hint: 'Name another file, or replace it with --force.' });
  }
  if (format === 'parquet') return writeParquetAnswer(db, sql, output);
  await withSession(db, {}, async (session) => {
    const text = Readable.from(render(await session.ask(sql), target));
    if (output !== undefined) return writeAside(output, (part) => pipeline(text, createWriteStream(part)));
    if (!process.stdout.isTTY) return pipeline(text, process.stdout, { end: false });
    await pipeline(text, forTerminal(), process.stdout, { end: false });
  });
}

async function writeParquetAnswer(db: string, sql: string, output: string | undefined): Promise<void> {
  if (output !== undefined) {
    return writeAside(output, (part) => withSession(db, { parquetFile: part }, (it) => it.writeParquet(sql, part)));
  }
  if (process.stdout.isTTY) {
    throw new UserError('Parquet is nothing a terminal can show.', {
      hint: 'Name a file with --output, or choose another --format.',
    });
  }
  const folder = mkdtempSync(join(tmpdir(), 'faultline-sql-'));
  let descriptor: number;
  try {
    const file = join(folder, 'answer.parquet');
    await withSession(db, { parquetFile: file }, (session) => session.writeParquet(sql, file));
    descriptor = openSync(file, 'r');
  } finally {
    // What is open can still be read, and nothing is left behind when the reader of the pipe goes away.
    rmSync(folder, { recursive: true, force: true });
  }
  try {
    await pipeline(createReadStream('', { fd: descriptor, autoClose: false }), process.stdout, { end: false });
  } finally {
    closeSync(descriptor);
  }
}

async function* render(answer: QueryAnswer, { format, raw, output }: Target): AsyncGenerator<string> {
  if (format === 'json') yield* renderJson(answer);
  else if (format === 'ndjson') yield* renderNdjson(answer);
  else if (format === 'csv') yield* renderCsv(answer, { raw: raw === true });
  else
    yield await renderAnswerTable(
      answer,
      output === undefined && process.stdout.isTTY ? process.stdout.columns || usualWidth : null,
    );
}

function forTerminal(): Transform {
  return new Transform({
    decodeStrings: false,
    transform: (text: string, _, done) => done(null, withoutControls(text)),
  });
}

async function writeAside(output: string, write: (part: string) => Promise<void>): Promise<void> {
  const part = `${output}.part`;
  try {
    await write(part);
    renameSync(part, output);
  } catch (error) {
    rmSync(part, { force: true });
    if (error instanceof UserError || !(error instanceof Error) || !('syscall' in error)) throw error;
    throw new UserError(`${output} could not be written: ${error.message}`, {
      hint: 'Name a file in a folder you may write to, on a disk with room.',
      cause: error,
    });
  }
}

async function withSession(
  db: string,
  options: { parquetFile?: string },
  use: (session: QuerySession) => Promise<void>,
): Promise<void> {
  const session = await QuerySession.open(db, options);
  const leave = () => session.removeSpill();
  const interrupt = () => process.exit(interruptedCode);
  process.once('exit', leave).once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    await use(session);
  } finally {
    process.off('exit', leave).off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await session.close();
  }
}
