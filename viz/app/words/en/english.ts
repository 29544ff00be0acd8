/** English, the language that all others are written after. */
import { exporting } from './export.ts';
import { legend, map } from './map.ts';
import { report } from './report.ts';
import { scenario } from './scenario.ts';
import { shell } from './shell.ts';
import { today } from './today.ts';

export const english = { exporting, legend, map, report, scenario, shell, today };
