/** A scenario out of JSON: what cannot be read is named by its field, with what was expected and what came. */
import type { Scenario } from '../../analysis/types.ts';
import { UserError } from '../../data/errors.ts';
import { scenarioSchema } from './schemas.ts';

const fields = Object.keys(scenarioSchema.shape).join(', ');

/** @throws UserError naming the first field that is none, or holds what it cannot hold */
export function readScenario(value: unknown): Scenario {
  const read = scenarioSchema.safeParse(value);
  if (read.success) return read.data as Scenario;
  const [issue] = read.error.issues as [(typeof read.error.issues)[number]];
  throw new UserError(`The scenario cannot be read${describeIssue(issue)}${whatCame(issue, value)}.`, {
    hint: `A scenario has the fields ${fields}.`,
  });
}

interface Issue {
  code?: string;
  path: PropertyKey[];
  message: string;
  keys?: string[];
}

/** @returns ` at block.0: expected string, received number`, or what else is wrong where */
export function describeIssue({ code, path, message, keys = [] }: Issue): string {
  const where = path.length === 0 ? '' : ` at ${path.join('.')}`;
  if (code === 'unrecognized_keys' && /^Unrecognized/.test(message)) {
    const named = keys.map((key) => JSON.stringify(key.slice(0, 60))).join(', ');
    return `${where}: there is no field ${named}${path.length === 0 ? `; expected ${fields}` : ''}`;
  }
  return `${where}: ${message.replace(/^Invalid input: /, '')}`;
}

/** Where the message does not say it. */
function whatCame({ code, path, message }: Issue, value: unknown): string {
  if (code === 'unrecognized_keys' || /received/.test(message)) return '';
  let found = value;
  for (const key of path) found = (found as Record<PropertyKey, unknown> | undefined)?.[key];
  const text = JSON.stringify(found) ?? 'nothing';
  return `, got ${text.length > 60 ? `${text.slice(0, 57)}…` : text}`;
}
