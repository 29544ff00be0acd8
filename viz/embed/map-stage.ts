/** The room in which a map is drawn, with its buttons and keys. */
import { panByKey, zoomByKey } from '../map/steer-keys.ts';
import { buildSvg } from '../map/svg-tree.ts';
import { build } from './build.ts';
import type { Steering } from './drawing.ts';
import { leaveScrollingToPage } from './scroll-first.ts';
import type { EmbedWords } from './words/embed-words.ts';

const strokes = { in: 'M8 3v10M3 8h10', out: 'M3 8h10', reset: 'M2 6V2h4m4 0h4v4m0 4v4h-4m-4 0H2v-4' } as const;

export interface MapStage {
  element: HTMLElement;
  container: HTMLElement;
  /** A still picture, until the drawing that comes below it is on the screen. */
  preview(address: string): void;
  endPreview(): void;
  /** Makes a picture into a map that is moved; without, it stays a picture. */
  steerBy(steering: Steering): void;
}

export function mapStage(title: string, words: EmbedWords, signal: AbortSignal): MapStage {
  const container = build('div', { class: 'canvas' });
  const element = build('div', { class: 'map' }, container);
  let still: HTMLElement | undefined;
  return {
    element,
    container,
    preview(address) {
      still = build('img', { class: 'preview', src: address, alt: '' });
      element.append(still);
    },
    // The frame after the next is the first that shows what is drawn now.
    endPreview: () => requestAnimationFrame(() => requestAnimationFrame(() => still?.remove())),
    steerBy(steering) {
      for (const [name, value] of Object.entries({
        role: 'application',
        'aria-roledescription': words.mapOf,
        'aria-label': `${title}. ${words.steer}`,
        tabindex: '0',
      }))
        container.setAttribute(name, value);
      container.addEventListener('keydown', (event) => steer(event, steering), { signal });
      leaveScrollingToPage(container, signal);
      const labels = { in: words.zoomIn, out: words.zoomOut, reset: words.wholeMap };
      const buttons = (['in', 'out', 'reset'] as const).map((zoom) => {
        const button = build('button', { type: 'button', 'aria-label': labels[zoom], title: labels[zoom] }, icon(zoom));
        button.addEventListener('click', () => steering.zoom(zoom), { signal });
        return button;
      });
      element.append(build('div', { class: 'controls' }, ...buttons));
    },
  };
}

function steer(event: KeyboardEvent, steering: Steering): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const pan = panByKey[event.key];
  const zoom = zoomByKey[event.key];
  if (pan !== undefined) steering.pan(...pan);
  else if (zoom !== undefined) steering.zoom(zoom);
  else return;
  event.preventDefault();
}

function icon(zoom: keyof typeof strokes): SVGElement {
  const attributes = { viewBox: '0 0 16 16', width: 14, height: 14, 'aria-hidden': 'true' };
  return buildSvg<SVGElement>(document, {
    name: 'svg',
    attributes,
    children: [{ name: 'path', attributes: { d: strokes[zoom] } }],
  });
}
