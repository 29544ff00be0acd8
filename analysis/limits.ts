/** What the figures can and cannot say, written from what this snapshot saw. */
import type { Graph } from './graph.ts';
import { gradeLegend, showCount } from './report/figures.ts';
import type { Coverage } from './types.ts';

/**
 * @param model how estimates are made, where there are any
 * @returns one sentence an item
 */
export function writeLimits(
  { coverage, ref, audience }: Pick<Graph, 'coverage' | 'ref'> & { audience: Pick<Graph['audience'], 'unit'> },
  model: readonly string[] = [],
): string[] {
  const people =
    audience.unit === 'active'
      ? 'monthly active people'
      : 'registered people, because no server here publishes how many are active';
  return [
    `What we see: public lists of whole servers, as of ${ref.asOf.slice(0, 10)}. ${writeVisits(coverage)}`,
    writeBlockLists(coverage),
    ...writeMasked(coverage),
    coverage.noPeerLists
      ? 'There are no peer lists in this snapshot: who knows whom rests on the sizes of servers alone, as if every server knew every other.'
      : '"Has met" is not "follows": a peer list names servers that were once met, and not how many people follow whom.',
    writeSizes(coverage, people),
    'Shares are of contact with other servers only; contact within the server itself is left out.',
    gradeLegend,
    ...model,
    'Not modelled: who follows whom, any post, blocks by single people, second accounts, people who move, answers to a block, what happened since.',
    'Direction matters: what no longer arrives and what is no longer delivered are different figures, and some actions delete follows for good.',
    'Reach is not worth: a block can be the right choice. This measures contact, not harm avoided.',
  ];
}

function writeSizes({ audience, hosts }: Coverage, people: string): string {
  const { inferred, unknown } = audience;
  const guessed =
    inferred === 0
      ? ''
      : ` Of ${showCount(inferred)} servers that publish no number we can believe the size is inferred from how many peer lists name them.`;
  return `Sizes are ${people}.${guessed} No size is known for ${showCount(unknown)} of ${showCount(hosts)} servers; they weigh nothing in the shares.`;
}

function writeVisits({ hosts, visited, dead, unvisited }: Coverage): string {
  return `Of ${showCount(hosts)} known servers ${showCount(visited)} answered, ${showCount(dead)} did not, and ${showCount(unvisited)} were never asked.`;
}

function writeBlockLists({ hosts, lists }: Coverage): string {
  const shown = lists.blocks.published + lists.blocks.partial;
  const { withheld } = lists.blocks;
  const rest = hosts - shown - withheld;
  return `Block lists: ${showCount(shown)} servers publish theirs, ${showCount(withheld)} keep them private, of ${showCount(rest)} we have seen none. A list we did not see is not an empty list.`;
}

function writeMasked({ maskedUnresolved, masks }: Coverage): string[] {
  const { digest, shape, ambiguous } = masks;
  const several = ambiguous === 0 ? '' : ` (${showCount(ambiguous)} of them because several fit)`;
  return [
    ...(digest + shape === 0
      ? []
      : [
          `Published blocks with part of the name hidden, which count for a known server: ${showCount(digest + shape)}. ${showCount(digest)} have a digest that tells which, ${showCount(shape)} fit one known name alone.`,
        ]),
    ...(maskedUnresolved === 0
      ? []
      : [
          `Published blocks with part of the name hidden, which no known name resolves: ${showCount(maskedUnresolved)}${several}. No loss is counted for them.`,
        ]),
  ];
}
