/** The part of a file that is JSON: read from whoever wrote it, so every field is looked at. */
import { FileError } from './file-error.ts';
import type { FileWords } from './file-kind.ts';
import { isRecord, type Shape } from './shapes.ts';

/**
 * @returns the fields that are expected, without others
 * @throws FileError naming the field that is not what it should be
 */
export function readDescription<Description>(
  kind: FileWords,
  text: string,
  expected: Readonly<Record<keyof Description & string, Shape>>,
): Description {
  const read = parse(text);
  if (!isRecord(read)) {
    throw new FileError(kind, `The description in the ${kind.name} should be a JSON object, and is none.`);
  }
  const fields = Object.entries<Shape>(expected).map(([field, fits]) => {
    if (!fits(read[field])) {
      throw new FileError(kind, `The description in the ${kind.name} has no ${field} that can be read.`);
    }
    return [field, read[field]];
  });
  return Object.fromEntries(fields) as Description;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
