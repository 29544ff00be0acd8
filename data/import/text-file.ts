/** A file that should be text: what is none, or too large to be what it is taken for, is told in words. */
import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { UserError } from '../errors.ts';

/** Ten times a list of 20,000 servers with a sentence about each; the largest in use hold a few thousand. */
const maxBytes = 32 * 1024 * 1024;
const looked = 64 * 1024;

/** @throws UserError when the file cannot be read, is empty, too large, or no text in UTF-8 */
export function readTextFile(file: string): string {
  const bytes = attempt(file, () => {
    const { size } = statSync(file);
    if (size > maxBytes) throw tooLarge(file, size);
    return readFileSync(file);
  });
  return readWhole(bytes, file);
}

/**
 * As `readTextFile`, of a stream such as standard input, which is read no further than a file may be large.
 * @param name what messages call it
 */
export async function readTextStream(stream: AsyncIterable<Uint8Array>, name: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(name, size);
    chunks.push(chunk);
  }
  return readWhole(Buffer.concat(chunks), name);
}

function readWhole(bytes: Buffer, file: string): string {
  requireText(bytes, file);
  if (!isUtf8(bytes)) {
    const before = bytes.toString('utf8').split('\uFFFD', 1)[0]!;
    throw new UserError(`${file} is no text in UTF-8: line ${before.split('\n').length} holds something else.`, {
      hint: 'Save it as UTF-8 and try again. Nothing was imported.',
    });
  }
  const text = bytes.toString('utf8');
  if (text.replace(/^\uFEFF/, '').trim() !== '') return text;
  throw new UserError(`${file} is empty and names no server.`, {
    hint: 'Fetch it again; it may have been cut short. Nothing was imported.',
  });
}

/** @returns the first 64 KiB of a file of any size @throws UserError when it cannot be read or is no text in UTF-8 */
export function readTextStart(file: string): string {
  const start = attempt(file, () => {
    const descriptor = openSync(file, 'r');
    try {
      const bytes = Buffer.alloc(looked);
      return bytes.subarray(0, readSync(descriptor, bytes));
    } finally {
      closeSync(descriptor);
    }
  });
  requireText(start, file);
  return start.toString('utf8').replace(/^\uFEFF/, '');
}

/** No text in UTF-8 holds a zero byte, and every UTF-16 table does. */
function requireText(bytes: Buffer, file: string): void {
  const mark = bytes.length < 2 ? 0 : bytes.readUInt16BE(0);
  if (mark === 0xfffe || mark === 0xfeff) {
    throw new UserError(`${file} is text in UTF-16; expected UTF-8.`, {
      hint: 'Save it as UTF-8 ("CSV UTF-8" in a spreadsheet) and try again. Nothing was imported.',
    });
  }
  if (!bytes.includes(0)) return;
  throw new UserError(`${file} is no text: expected CSV, JSON or one host a line.`, {
    hint: 'Unpack it first if it is compressed. Nothing was imported.',
  });
}

function attempt<Value>(file: string, read: () => Value): Value {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    throw new UserError(`${file} cannot be read: ${(cause as Error).message}`, {
      hint: 'Give the path of a file or folder that may be read. Nothing was imported.',
      cause,
    });
  }
}

function tooLarge(file: string, size: number): UserError {
  const megabytes = (bytes: number) => Math.round(bytes / 1024 / 1024);
  return new UserError(`${file} has ${megabytes(size)} MiB; expected at most ${megabytes(maxBytes)}.`, {
    hint: 'Check that it is a list of servers: a table, one host a line, or JSON. Nothing was imported.',
  });
}
