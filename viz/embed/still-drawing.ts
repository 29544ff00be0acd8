/** The map as an SVG picture, built element by element. */
import type { Tie } from '../../analysis/types.ts';
import { plainScene, type Scene, strongestTies } from '../app/scene.ts';
import { pictureOf } from '../shared/map-svg.ts';
import { buildSvg } from '../shared/svg-tree.ts';
import type { Drawing, Room } from './drawing.ts';

const labels = 14;
/** What is shown at a glance; more would take longer to build than the map itself. */
const maxServers = 1500;

export function drawStill({ container, map, theme: first, title }: Room): Drawing {
  let theme = first;
  let shown: [Scene, readonly Tie[]] = [plainScene(map), []];
  const positions = new Map<string, number>(map.hosts.map((host, position) => [host, position]));
  const paint = () => {
    const [scene, ties] = shown;
    const drawn = strongestTies(ties).flatMap(({ host, weight }) => {
      const position = positions.get(host);
      return position === undefined ? [] : [[position, weight] as const];
    });
    const picture = pictureOf(map, {
      marks: scene.marks,
      focus: scene.focus,
      lit: scene.lit,
      theme,
      width: Math.max(container.clientWidth, 240),
      height: Math.max(container.clientHeight, 160),
      caption: '',
      leftOut: () => '',
      title,
      desc: '',
      maxServers,
      labels,
      ties: new Map(drawn),
    });
    container.replaceChildren(buildSvg<SVGElement>(document, picture));
  };
  return {
    show(scene, ties) {
      shown = [scene, ties];
      paint();
    },
    setTheme(next) {
      theme = next;
      paint();
    },
    kill: () => container.replaceChildren(),
  };
}
