/** What must be true of a map before anything is drawn from it: a file is read from whoever wrote it. */
import { MapError } from './map-error.ts';
import { livenessCodes, noSoftware } from './map-reading.ts';
import type { MapFile } from './types.ts';

/** @throws MapError saying which number of which list cannot be */
export function checkMap(map: MapFile): void {
  const { hosts, edges, folded, softwares, communities } = map;
  const { x, y, community, audience, software, liveness, small } = map;
  const inCommunity = (it: number) => it >= -1 && it < communities.length;
  const isDrawn = (it: number) => it < hosts.length;

  sameLengths('hosts', hosts.length, { x, y, community, audience, software, liveness, small });
  sameLengths('edges', edges.source.length, edges);
  sameLengths('folded marks', folded.community.length, { ...folded });
  every('x', x, Number.isFinite);
  every('y', y, Number.isFinite);
  every('community', community, inCommunity);
  every('audience', audience, isPeople);
  every('software', software, (it) => it < softwares.length || it === noSoftware);
  every('liveness', liveness, (it) => it < livenessCodes.length);
  every('small', small, (it) => it <= 1);
  every('edge source', edges.source, isDrawn);
  every('edge target', edges.target, (it, at) => isDrawn(it) && it !== edges.source[at]);
  every('edge weight', edges.weight, (it) => it >= 0 && it <= 1);
  every(
    'folded community',
    folded.community,
    (it, at) => inCommunity(it) && (at === 0 || it > folded.community[at - 1]!),
  );
  every('folded audience', folded.audience, isPeople);
  every('folded x', folded.x, Number.isFinite);
  every('folded y', folded.y, Number.isFinite);
}

function isPeople(value: number): boolean {
  return Number.isNaN(value) || (value >= 0 && value < Number.POSITIVE_INFINITY);
}

function sameLengths(of: string, length: number, lists: Record<string, ArrayLike<number>>): void {
  for (const [name, list] of Object.entries(lists)) {
    if (list.length !== length) {
      throw new MapError(`The map file has ${length} ${of} and ${list.length} values of ${name}: expected as many.`);
    }
  }
}

function every(name: string, values: ArrayLike<number>, fits: (value: number, at: number) => boolean): void {
  for (let at = 0; at < values.length; at++) {
    if (!fits(values[at]!, at)) throw new MapError(`The map file has ${values[at]} as ${name} ${at}, which cannot be.`);
  }
}
