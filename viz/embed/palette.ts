/**
 * The colours of a map from the custom properties of the page it stands in. Each is the colour of an element nobody sees:
 * that resolves whatever CSS can say (`light-dark()`, `oklch()`, another property), and its transition tells when the page
 * changes its mind, for whatever reason it does.
 */
import { communityColorCount, type MapColors } from '../map/map-colors.ts';
import { build } from './build.ts';
import { hexOf } from './hex-color.ts';

const communities = Array.from({ length: communityColorCount }, (_, rank) => `community-${rank + 1}`);
export const colorNames = ['ground', 'ink', 'muted', 'line', 'cut', ...communities, 'community-other'] as const;

export interface Palette {
  element: HTMLElement;
  read(): MapColors;
}

/** @param onChange called once for all colours that change together */
export function createPalette(onChange: () => void, signal: AbortSignal): Palette {
  const samples = new Map(colorNames.map((name) => [name, build('i', { class: `color-${name}` })]));
  const element = build('div', { class: 'palette', 'aria-hidden': 'true' }, ...samples.values());
  let waiting = 0;
  element.addEventListener(
    'transitionend',
    () => {
      cancelAnimationFrame(waiting);
      waiting = requestAnimationFrame(onChange);
    },
    { signal },
  );
  signal.addEventListener('abort', () => cancelAnimationFrame(waiting), { once: true });
  const read = (name: string) => hexOf(getComputedStyle(samples.get(name)!).color);
  return {
    element,
    read: () => ({
      ground: read('ground'),
      ink: read('ink'),
      muted: read('muted'),
      line: read('line'),
      cut: read('cut'),
      font: getComputedStyle(element).fontFamily,
      communities: communities.map(read),
      other: read('community-other'),
    }),
  };
}
