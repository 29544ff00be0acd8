/** English, the language that all others are written after. */
import { legend, map } from './map.ts';
import { shell } from './shell.ts';

export const english = { shell, map, legend };
