/** How much of a server's neighbourhood the answer rests on: a young crawl around it has seen little, and says so. */
import type { HostCoverage } from '../types.ts';
import { showCount, showShare } from './figures.ts';

export function writeNeighbours(host: string, { neighbours }: Pick<HostCoverage, 'neighbours'>): string {
  if (neighbours === null) {
    return `We do not hold the peer list of ${host}, so how much of its neighbourhood was visited is not known.`;
  }
  const { listed, visited, peerLists, blockLists, peopleShare } = neighbours;
  if (listed === 0) return `${host} lists no other server.`;
  const people =
    peopleShare === null ? '' : ` On those that answered are ${showShare(peopleShare)} of the known people there.`;
  return `Of the ${showCount(listed)} servers ${host} lists, ${showCount(visited)} answered; we hold ${showCount(peerLists)} of their peer lists and ${showCount(blockLists)} of their block lists.${people}`;
}
