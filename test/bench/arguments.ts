import { parseArgs } from 'node:util';
import { UserError } from '../../data/errors.ts';
import { type Size, sizes } from './stage.ts';
import { type StageName, stageNames } from './stages.ts';

export interface BenchPlan {
  stages: readonly StageName[];
  sizes: readonly Size[];
  runs: number;
  quick: boolean;
  /** Only what is not kept. */
  missing: boolean;
  fromKept: boolean;
  anyCommit: boolean;
  /** Everything is measured, as the document says it. */
  whole: boolean;
}

/** @throws UserError for what it does not know */
export function readArguments(args: readonly string[]): BenchPlan {
  const { values } = parse(args);
  const quick = values.quick;
  const chosenSizes = choose('size', values.sizes, sizes);
  return {
    stages: choose('stage', values.only, stageNames),
    sizes: quick ? ['small'] : chosenSizes,
    runs: quick ? 1 : readRuns(values.runs),
    quick,
    missing: values.missing,
    fromKept: values['from-kept'],
    anyCommit: values['any-commit'],
    whole: !quick && values.only === undefined && values.sizes === undefined,
  };
}

function parse(args: readonly string[]) {
  const flag = { type: 'boolean', default: false } as const;
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: flag,
        missing: flag,
        only: text,
        sizes: text,
        runs: text,
        'from-kept': flag,
        'any-commit': flag,
      },
    });
  } catch (cause) {
    throw new UserError((cause as Error).message, { hint: 'The head of test/bench/main.ts lists the options.', cause });
  }
}

function choose<Name extends string>(kind: string, text: string | undefined, known: readonly Name[]): readonly Name[] {
  if (text === undefined) return known;
  return text.split(',').map((name) => {
    const found = known.find((each) => each === name);
    if (found !== undefined) return found;
    throw new UserError(`There is no ${kind} ${JSON.stringify(name)}.`, {
      hint: `Expected some of ${known.join(', ')}.`,
    });
  });
}

/** Below three, the median is no median. */
function readRuns(text = '3'): number {
  const runs = Number(text);
  if (Number.isInteger(runs) && runs >= 3) return runs;
  throw new UserError(`--runs ${text} is no number of runs.`, { hint: 'Expected a whole number from 3 on.' });
}
