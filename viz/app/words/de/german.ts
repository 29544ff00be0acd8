/** German. */
import type { Words } from '../words.ts';
import { exporting } from './export.ts';
import { legend, map } from './map.ts';
import { report } from './report.ts';
import { scenario } from './scenario.ts';
import { shell } from './shell.ts';
import { today } from './today.ts';

export const german: Words = { exporting, legend, map, report, scenario, shell, today };
