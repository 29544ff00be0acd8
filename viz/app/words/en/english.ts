/** English, the language that all others are written after. */
import { shell } from './shell.ts';

export const english = { shell };
