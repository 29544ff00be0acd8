/** German. */
import type { Words } from '../words.ts';
import { legend, map } from './map.ts';
import { shell } from './shell.ts';

export const german: Words = { shell, map, legend };
