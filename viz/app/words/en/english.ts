/** English, the language that all others are written after. */
import { card } from './card.ts';
import { coverage } from './coverage.ts';
import { entries } from './entries.ts';
import { figures } from './figures.ts';
import { help } from './help.ts';
import { problems } from './problems.ts';
import { search } from './search.ts';
import { shell } from './shell.ts';
import { table } from './table.ts';
import { time } from './time.ts';

export const english = { card, coverage, entries, figures, help, problems, search, shell, table, time };
