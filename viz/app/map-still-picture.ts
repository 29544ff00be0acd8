/** What the page shows, as the still picture takes it: for a file, and where there is no WebGL. */
import type { MapColors } from '../map/map-colors.ts';
import type { MapWindow, Picture } from '../map/map-drawing.ts';
import type { MapPicture } from '../map/map-svg.ts';
import { strongestTies } from '../map/scene.ts';
import { foldedIn } from '../map/small-servers.ts';
import { showCount } from './figures.ts';
import { describeMap, titleOf } from './map-words.ts';
import { words } from './words/words.ts';

/** Room of the picture for each name, px²; names that do not fit are left out by themselves. */
const roomPx = 13_000;
/** Up to this many servers a file holds each of them. */
const mostServers = 4000;

export function pictureFor(
  { map, shown, ties }: Picture,
  theme: MapColors,
  {
    place,
    scale,
    width,
    height,
    caption,
  }: Partial<MapWindow> & Pick<MapWindow, 'width' | 'height'> & { caption: string },
): MapPicture {
  const { scene, showSmall } = shown;
  const positions = new Map<string, number>(map.hosts.map((host, position) => [host, position]));
  const strongest = strongestTies(ties).flatMap(({ host, weight }) => {
    const position = positions.get(host);
    return position === undefined || host === scene.focus ? [] : [[position, weight] as const];
  });
  return {
    ...scene,
    theme,
    width,
    height,
    caption,
    title: titleOf(scene),
    desc: describeMap(map, shown),
    labels: Math.ceil((width * height) / roomPx),
    maxServers: mostServers,
    ties: new Map(strongest),
    isHidden: showSmall ? () => false : foldedIn(map, scene.marks),
    ...(place !== undefined && { place }),
    ...(scale !== undefined && { scale }),
    leftOut: (servers, edges) => words().map.leftOut(showCount(servers), showCount(edges)),
  };
}
