/** What must be true of a map before anything is drawn from it: a file is read from whoever wrote it. */
import { eachBlock } from './container/blocks.ts';
import { largest, ValueChecks } from './container/check-values.ts';
import { mapKind } from './map-kind.ts';
import { livenessCodes, noSoftware } from './map-reading.ts';
import type { MapFile } from './types.ts';

/**
 * @param hosts how many there are
 * @throws FileError saying which number of which list cannot be
 */
export function checkMap(map: Omit<MapFile, 'hosts'>, hosts: number): void {
  const { edges, folded, softwares, communities } = map;
  const { x, y, community, audience, software, liveness, small } = map;
  const check = new ValueChecks(mapKind);
  check.sameLengths('hosts', hosts, { x, y, community, audience, software, liveness, small });
  check.sameLengths('edges', edges.source.length, { ...edges });
  check.sameLengths('folded marks', folded.community.length, { ...folded });

  const lastCommunity = communities.length - 1;
  check.between('x', x, -largest, largest);
  check.between('y', y, -largest, largest);
  check.between('community', community, -1, lastCommunity);
  check.between('audience', audience, 0, largest, Number.NaN);
  check.between('software', software, 0, softwares.length - 1, noSoftware);
  check.between('liveness', liveness, 0, livenessCodes.length - 1);
  check.between('small', small, 0, 1);
  check.between('edge source', edges.source, 0, hosts - 1);
  check.between('edge target', edges.target, 0, hosts - 1);
  check.between('edge weight', edges.weight, 0, 1);
  check.between('folded community', folded.community, -1, lastCommunity);
  check.between('folded audience', folded.audience, 0, largest, Number.NaN);
  check.between('folded x', folded.x, -largest, largest);
  check.between('folded y', folded.y, -largest, largest);

  eachBlock(edges.source.length, (from, to) => {
    for (let at = from; at < to; at++) {
      if (edges.source[at] === edges.target[at]) check.refuse('edge target', edges.source[at]!, at);
    }
  });
  folded.community.forEach((id, at, ids) => {
    if (at > 0 && id <= ids[at - 1]!) check.refuse('folded community', id, at);
  });
}
