/** What `npm run validate` is asked to do, from its command line. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError } from '../../data/errors.ts';
import type { WorldPlan } from './plan.ts';

export interface Arguments {
  /** Planted worlds to judge; none where a database is checked alone. */
  plans: WorldPlan[];
  /** Database to check; null where none was named. */
  database: string | null;
  /** Nothing but what stands in the document was asked for, or to write it was. */
  write: boolean;
}

const options = {
  seeds: { type: 'string' },
  hosts: { type: 'string' },
  only: { type: 'string' },
  quick: { type: 'boolean' },
  write: { type: 'boolean' },
  cache: { type: 'string' },
  db: { type: 'string' },
} as const;
const aboutWorlds = ['seeds', 'hosts', 'only', 'quick', 'write', 'cache'] as const;
const known = Object.keys(options)
  .map((name) => `--${name}`)
  .join(', ');
const [fewestHosts, mostHosts] = [100, 30_000];

/** @throws UserError for what is not known, cannot be read or does not go together */
export function readArguments(args: readonly string[]): Arguments {
  const values = parse(args);
  if (values.db !== undefined) {
    const other = aboutWorlds.find((name) => values[name] !== undefined);
    if (other !== undefined) {
      throw new UserError(`--${other} is about planted worlds, and with --db a database is checked alone.`, {
        hint: `Leave out --${other}, or --db: then planted worlds are judged.`,
      });
    }
    return { plans: [], database: values.db, write: false };
  }
  const [first, last] = readSeeds(values.seeds ?? (values.quick ? '1-1' : '201-210'));
  const hosts = values.hosts === undefined ? (values.quick ? 300 : 1000) : readHosts(values.hosts);
  const plans = readKinds(values.only).flatMap((shift) =>
    Array.from({ length: last - first + 1 }, (_, at) => ({
      hosts,
      seed: first + at,
      shift,
      wrongLanguageShare: 0.1,
      asked: values.quick ? 30 : 60,
      cache: values.cache === undefined ? null : resolve(values.cache),
    })),
  );
  const asReported = (['seeds', 'hosts', 'only', 'quick'] as const).every((name) => values[name] === undefined);
  return { plans, database: null, write: values.write === true || asReported };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    if (!(error as NodeJS.ErrnoException).code?.startsWith('ERR_PARSE_ARGS_')) throw error;
    throw new UserError(`The arguments cannot be read: ${(error as Error).message}`, {
      hint: `Known are ${known}; npm takes them after --, as in npm run validate -- --quick.`,
    });
  }
}

function readSeeds(text: string): [number, number] {
  const [, from, to] = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(text) ?? [];
  const [first, last] = [Number(from), Number(to ?? from)];
  if (from !== undefined && first <= last) return [first, last];
  throw new UserError(`--seeds expects a number, or a first and a last one; got ${quoted(text)}.`, {
    hint: 'Give for example --seeds 7 or --seeds 1-10.',
  });
}

function readHosts(text: string): number {
  const hosts = Number(text);
  if (/^\d+$/.test(text) && hosts >= fewestHosts && hosts <= mostHosts) return hosts;
  throw new UserError(`--hosts expects a whole number from ${fewestHosts} to ${mostHosts}; got ${quoted(text)}.`, {
    hint: 'Give for example --hosts 300; fewer servers than that leave next to nobody to ask about.',
  });
}

/** @returns of each kind of world whether its publishing servers are mostly of one language */
function readKinds(text: string | undefined): boolean[] {
  if (text === undefined) return [true, false];
  if (text === 'shift' || text === 'even') return [text === 'shift'];
  throw new UserError(`--only expects shift or even; got ${quoted(text)}.`, {
    hint: 'Leave it out for both kinds of world.',
  });
}

function quoted(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
