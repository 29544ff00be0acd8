/** Yes and no, as tables write them: `TRUE`, `False`, `1`, `no`, and slips of the pen that can mean one thing only. */
import { type ReadWord, readWord } from './typo.ts';

/** Also what FediBlockHole reads as either (blocklists.py `str2bool`, ba40084). */
const flags: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['t', true],
  ['y', true],
  ['false', false],
  ['no', false],
  ['0', false],
  ['f', false],
  ['n', false],
]);
const words = [...flags.keys()];

export function readFlagWord(text: string): (ReadWord & { value: boolean }) | undefined {
  const read = readWord(text, words);
  return read && { ...read, value: flags.get(read.word)! };
}
