/** The map as an SVG picture, built element by element. */
import type { Picture } from '../map/map-drawing.ts';
import { pictureOf } from '../map/map-svg.ts';
import { plainScene, strongestTies } from '../map/scene.ts';
import { buildSvg } from '../map/svg-tree.ts';
import type { Drawing, Room } from './drawing.ts';

const labels = 14;
/** What is shown at a glance; more would take longer to build than the map itself. */
const maxServers = 1500;

export function drawStill({ container, map, theme: first, title }: Room): Drawing {
  let theme = first;
  let picture: Pick<Picture, 'shown' | 'ties'> = {
    shown: { scene: plainScene(map), rings: null, showSmall: false },
    ties: [],
  };
  const positions = new Map<string, number>(map.hosts.map((host, position) => [host, position]));
  const paint = () => {
    const { scene } = picture.shown;
    const ties = strongestTies(picture.ties).flatMap(({ host, weight }) => {
      const position = positions.get(host);
      return position === undefined ? [] : [[position, weight] as const];
    });
    const tree = pictureOf(map, {
      ...scene,
      ...{ theme, title, labels, maxServers },
      width: Math.max(container.clientWidth, 240),
      height: Math.max(container.clientHeight, 160),
      caption: '',
      leftOut: () => '',
      desc: '',
      ties: new Map(ties),
    });
    container.replaceChildren(buildSvg<SVGElement>(document, tree));
  };
  return {
    show(next) {
      picture = next;
      paint();
    },
    setTheme(next) {
      theme = next;
      paint();
    },
    kill: () => container.replaceChildren(),
  };
}
