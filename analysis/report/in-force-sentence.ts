/** What is said where blocks are left out of the figures, and come in as one sum. */
import type { BlocksInForce } from '../blocks-in-force.ts';
import { showEstimate } from './figures.ts';

/** Stands with every answer that holds no blocks. */
export const blocksLeftOut =
  'Who blocks whom is not published here: what is asked is answered from ties, without the blocks that stand, and of a server that another blocks already the tie may be missing, since many lists leave such names out.';

/** @param sum null where too few servers block to tell how much they take, or nothing is known of it */
export function writeInForce(host: string, sum: BlocksInForce | null): string {
  const begin = blocksLeftOut;
  if (sum === null)
    return `${begin} How much of the contact of ${host} blocks take today is not told: too few servers are behind it, or it did not answer.`;
  if (sum.servers === 0)
    return `${begin} No published block takes contact from ${host} today, as far as lists were seen.`;
  return `${begin} Published blocks in force today take, of the follows people on ${host} have elsewhere: ${showEstimate(sum.in)}; of its followers there: ${showEstimate(sum.out)}.`;
}
