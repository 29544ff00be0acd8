/** English, the language that all others are written after. */
import { card } from './card.ts';
import { coverage } from './coverage.ts';
import { embed } from './embed.ts';
import { entries } from './entries.ts';
import { exporting } from './export.ts';
import { figures } from './figures.ts';
import { help } from './help.ts';
import { legend, map } from './map.ts';
import { problems } from './problems.ts';
import { report } from './report.ts';
import { scenario } from './scenario.ts';
import { search } from './search.ts';
import { shell } from './shell.ts';
import { table } from './table.ts';
import { time } from './time.ts';
import { today } from './today.ts';

export const english = {
  card,
  coverage,
  embed,
  entries,
  exporting,
  figures,
  help,
  legend,
  map,
  problems,
  report,
  scenario,
  search,
  shell,
  table,
  time,
  today,
};
