/** What a path holds that can be imported, told from what is in it. A file's name says nothing about its kind. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import { UserError } from '../errors.ts';
import { exchangeFiles } from './folder.ts';
import { readTextStart } from './text-file.ts';

export type ImportKind = 'exchange' | 'fedivertex' | 'blocklist';

export interface Recognised {
  kind: ImportKind;
  /** The table of a Fedivertex folder with its edges; null where there is none. */
  edges: string | null;
}

const hint =
  'Give an exchange folder (instances.csv, peers.csv, blocks.csv …), a Fedivertex folder (instances.csv, interactions.csv), or a blocklist file.';

/** @throws UserError when there is nothing at the path, or nothing of a known kind, or two kinds in one folder */
export function recognise(path: string): Recognised {
  if (!existsSync(path)) throw new UserError(`There is no file or folder ${path}.`, { hint });
  const found = statSync(path);
  if (found.isDirectory()) return recogniseFolder(path);
  if (!found.isFile()) throw new UserError(`${path} is neither a file nor a folder.`, { hint });
  if (hasEnds(readHeader(path))) {
    throw new UserError(`${path} is a table of one folder, with a source and a target in each row.`, {
      hint: 'Give the folder it lies in, so that the tables are read together. Nothing was imported.',
    });
  }
  return { kind: 'blocklist', edges: null };
}

/**
 * instances.csv is in folders of both kinds: its servers stand under `domain` in the one and under `host` in the other.
 * The edges of a Fedivertex graph are in whatever table has a source and a target.
 */
function recogniseFolder(folder: string): Recognised {
  const isFile = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() ?? false;
  const tables = namesIn(folder).filter((name) => name.endsWith('.csv') && isFile(name));
  const instances = tables.includes('instances.csv') ? readHeader(join(folder, 'instances.csv')) : undefined;
  const others = tables.filter((name) => name !== 'instances.csv');
  const ours = others.filter((name) => (exchangeFiles as readonly string[]).includes(name));
  const isOurHeader = instances?.includes('domain') ?? false;
  const isOurs = ours.length > 0 || isOurHeader;
  // Beside the files of an exchange folder may lie any table; only one that Fedivertex has makes it doubtful.
  const candidates = isOurs ? others.filter((name) => name === 'interactions.csv') : others;
  const edges = candidates.filter((name) => !ours.includes(name) && hasEnds(readHeader(join(folder, name))));
  const hasTheirs = (instances?.includes('host') ?? false) && !isOurHeader;
  const isTheirs = edges.length > 0 || hasTheirs;
  if (isTheirs && isOurs) {
    const [mine, theirs] = [ours[0] ?? 'instances.csv', edges[0] ?? 'instances.csv'];
    throw new UserError(
      `${folder} holds two kinds of data: ${mine} of an exchange folder, and ${theirs} of Fedivertex.`,
      {
        hint: 'Put each into a folder of its own. Nothing was imported.',
      },
    );
  }
  if (edges.length > 1) {
    throw new UserError(`${folder} holds ${edges.length} graphs: ${edges.join(', ')}.`, {
      hint: 'Put each into a folder of its own, with a copy of instances.csv. Nothing was imported.',
    });
  }
  if (isTheirs) return { kind: 'fedivertex', edges: edges[0] ?? null };
  if (!isOurs && instances === undefined) throw new UserError(`Nothing to import in ${folder}.`, { hint });
  return { kind: 'exchange', edges: null };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (cause) {
    throw new UserError(`${folder} cannot be read: ${(cause as Error).message}`, {
      hint: 'Give a folder that may be read. Nothing was imported.',
      cause,
    });
  }
}

function hasEnds(header: readonly string[]): boolean {
  return header.includes('source') && header.includes('target');
}

/** @returns lower-case names of the first line; those of another form than a table are none that is looked for */
function readHeader(file: string): string[] {
  const [line = ''] = readTextStart(file).split(/\r\n|\n|\r/, 1);
  try {
    const [names = []] = parse(line, { trim: true, relax_quotes: true }) as string[][];
    return names.map((name) => name.toLowerCase());
  } catch (error) {
    if (error instanceof CsvError) return [];
    throw error;
  }
}
