/** What must be true of a map before anything is drawn from it: a file is read from whoever wrote it. */
import { MapError } from './map-error.ts';
import { livenessCodes, noSoftware } from './map-reading.ts';
import type { MapFile } from './types.ts';

/** @throws MapError saying which number of which list cannot be */
export function checkMap(map: MapFile): void {
  const { hosts, edges, folded, softwares, communities } = map;
  const { x, y, community, audience, software, liveness, small } = map;
  sameLengths('hosts', hosts.length, { x, y, community, audience, software, liveness, small });
  sameLengths('edges', edges.source.length, { ...edges });
  sameLengths('folded marks', folded.community.length, { ...folded });

  const lastCommunity = communities.length - 1;
  between('x', x, -largest, largest);
  between('y', y, -largest, largest);
  between('community', community, -1, lastCommunity);
  between('audience', audience, 0, largest, Number.NaN);
  between('software', software, 0, softwares.length - 1, noSoftware);
  between('liveness', liveness, 0, livenessCodes.length - 1);
  between('small', small, 0, 1);
  between('edge source', edges.source, 0, hosts.length - 1);
  between('edge target', edges.target, 0, hosts.length - 1);
  between('edge weight', edges.weight, 0, 1);
  between('folded community', folded.community, -1, lastCommunity);
  between('folded audience', folded.audience, 0, largest, Number.NaN);
  between('folded x', folded.x, -largest, largest);
  between('folded y', folded.y, -largest, largest);

  edges.source.forEach((source: number, at: number) => {
    if (source === edges.target[at]) refuse('edge target', source, at);
  });
  folded.community.forEach((id, at, ids) => {
    if (at > 0 && id <= ids[at - 1]!) refuse('folded community', id, at);
  });
}

const largest = Number.MAX_VALUE;

function sameLengths(of: string, length: number, lists: Record<string, ArrayLike<number>>): void {
  for (const [name, list] of Object.entries(lists)) {
    if (list.length !== length) {
      throw new MapError(`The map file has ${length} ${of} and ${list.length} values of ${name}: expected as many.`);
    }
  }
}

/** @param unknown stands for what is not known, beside the numbers from `low` to `high` */
function between(name: string, values: ArrayLike<number>, low: number, high: number, unknown = low): void {
  // One loop over one kind of array is four times as fast as one over all kinds.
  const numbers = new Float64Array(values);
  for (let at = 0; at < numbers.length; at++) {
    const value = numbers[at]!;
    if (!(value >= low && value <= high) && !Object.is(value, unknown)) refuse(name, value, at);
  }
}

function refuse(name: string, value: number, at: number): never {
  throw new MapError(`The map file has ${value} as ${name} ${at}, which cannot be.`);
}
