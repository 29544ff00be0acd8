/** From files that somebody dropped or chose to lists: read by the source of answers, packed for the link. */
import type { GivenList } from '../shared/question.ts';
import { nameApart } from './list-changes.ts';
import { takeList } from './list-link.ts';
import { type Problem, theSource } from './source.ts';
import { words } from './words/words.ts';

/** As the server's bound on a request. */
export const maxFileBytes = 8 * 1024 * 1024;
const maxNameLength = 100;

/** What is asked of a file. */
export type DroppedFile = Pick<File, 'name' | 'size' | 'text'>;

/**
 * @param taken names of the lists that there are
 * @returns the lists that could be read, and what is wrong with each file that could not
 */
export async function readFiles(
  files: readonly DroppedFile[],
  taken: readonly string[],
): Promise<{ lists: GivenList[]; problems: Problem[] }> {
  const names = new Set(taken);
  const lists: GivenList[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const { value, problem } = await readFile(file);
    if (value === null) {
      problems.push(problem);
      continue;
    }
    const name = nameApart(value.name.slice(0, maxNameLength), names);
    names.add(name);
    lists.push(await takeList({ ...value, name }));
  }
  return { lists, problems };
}

async function readFile(file: DroppedFile): ReturnType<ReturnType<typeof theSource>['readBlocklist']> {
  const refuse = (error: string) => ({ value: null, problem: { error, hint: words().scenario.fileHint } });
  if (file.size > maxFileBytes) return refuse(words().scenario.fileTooLarge(file.name));
  let text: string;
  try {
    text = await file.text();
  } catch {
    // A folder, or a file that is gone or may not be read.
    return refuse(words().scenario.fileUnreadable(file.name));
  }
  const answer = await theSource().readBlocklist(file.name, text);
  return answer.value?.entries.length === 0 ? refuse(words().scenario.fileEmpty(file.name)) : answer;
}
