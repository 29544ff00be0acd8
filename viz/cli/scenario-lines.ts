/** Many questions, one JSON scenario a line: each line gets one line for an answer, in the same order. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Graph } from '../../analysis/graph.ts';
import { assess } from '../../analysis/impact.ts';
import type { Impact } from '../../analysis/types.ts';
import { UserError } from '../../data/errors.ts';
import { readScenario } from '../server/read-scenario.ts';
import { printJsonLine } from './output.ts';

/**
 * A line that cannot be answered becomes a line with `error`; the others go on.
 * @param file `-` for standard input
 * @param complete what is done to each answer before it is printed
 */
export async function answerLines(graph: Graph, file: string, complete: (impact: Impact) => Impact): Promise<void> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  input.on('error', () => undefined); // reported through the loop below
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line.trim() !== '') printJsonLine(answerLine(graph, line, complete));
    }
  } catch (cause) {
    if (input.errored === null) throw cause;
    throw new UserError(`${file} cannot be read: ${(cause as Error).message}`, {
      hint: 'Give a file with one JSON scenario a line, such as {"host":"my.server","block":["other.server"]}.',
      cause,
    });
  }
}

function answerLine(graph: Graph, line: string, complete: (impact: Impact) => Impact): unknown {
  try {
    return complete(assess(graph, readScenario(JSON.parse(line))));
  } catch (error) {
    if (error instanceof UserError) return { error: error.message, hint: error.hint };
    if (error instanceof SyntaxError) return { error: `expected one JSON object, got: ${error.message}` };
    throw error;
  }
}
