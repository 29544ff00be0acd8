/** The map where the browser cannot draw with WebGL: the still picture, in which a click finds the nearest server. */
import type { MapFile } from '../../analysis/types.ts';
import { type MapColors, mapColors } from '../map/map-colors.ts';
import type { MapDrawing, MapEvents, Picture } from '../map/map-drawing.ts';
import { looksOf } from '../map/map-look.ts';
import { fitMap, type Point, pictureOf } from '../map/map-svg.ts';
import { plainScene } from '../map/scene.ts';
import { buildSvg } from '../map/svg-tree.ts';
import { pictureFor } from './map-still-picture.ts';

/** Further from any server than this, px, a click means none. */
const reachPx = 24;

export function createStillMap(
  container: HTMLElement,
  firstMap: MapFile,
  firstTheme: MapColors,
  { onPick }: Pick<MapEvents, 'onPick'>,
): MapDrawing {
  let theme = firstTheme;
  let picture: Picture = {
    map: firstMap,
    shown: { scene: plainScene(firstMap), rings: null, showSmall: false },
    ties: [],
    named: [],
  };
  const sizeOf = () => ({ width: container.clientWidth || 1, height: container.clientHeight || 1 });

  function draw(): void {
    const drawn = pictureFor(picture, theme, { ...sizeOf(), caption: '' });
    const element = buildSvg(document, pictureOf(picture.map, drawn)) as SVGSVGElement;
    // The canvas around it has the name and the words; the title would be shown as a tip on all of the picture.
    element.querySelector('title')?.remove();
    element.setAttribute('aria-hidden', 'true');
    container.replaceChildren(element);
  }

  const pick = (event: MouseEvent) => {
    const box = container.getBoundingClientRect();
    const host = nearest(picture, { x: event.clientX - box.left, y: event.clientY - box.top }, sizeOf());
    if (host !== null) onPick(host);
  };
  container.addEventListener('click', pick);
  const resizing = new ResizeObserver(draw);
  resizing.observe(container);
  const nothing = () => {};

  return {
    show(next) {
      picture = next;
      draw();
    },
    setTheme(next) {
      theme = next;
      draw();
    },
    zoom: nothing,
    pan: nothing,
    point: nothing,
    view() {
      const { width, height } = sizeOf();
      return { place: fitMap(picture.map, width, height), scale: 1, width, height };
    },
    async save() {
      throw new Error('expected WebGL to save a PNG; the picture is there as SVG');
    },
    kill() {
      resizing.disconnect();
      container.removeEventListener('click', pick);
      container.replaceChildren();
    },
  };
}

function nearest(
  { map, shown }: Picture,
  at: Point,
  { width, height }: { width: number; height: number },
): string | null {
  const place = fitMap(map, width, height);
  const { isShown } = looksOf(map, mapColors.light, shown);
  let best: { host: string; distance: number } | null = null;
  for (const [position, host] of map.hosts.entries()) {
    const { x, y } = place(map.x[position]!, map.y[position]!);
    const distance = Math.hypot(x - at.x, y - at.y);
    if (isShown(position) && distance <= (best?.distance ?? reachPx)) best = { host, distance };
  }
  return best?.host ?? null;
}
