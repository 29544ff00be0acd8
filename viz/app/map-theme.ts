/** The colours of the map, read from the stylesheet so that light and dark are decided in one place. */
import { communityColorCount, type MapColors } from '../map/map-colors.ts';

export function readTheme(element: Element): MapColors {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    ground: read('--map-ground'),
    ink: read('--ink'),
    muted: read('--muted'),
    line: read('--map-line'),
    cut: read('--cut'),
    font: style.fontFamily,
    communities: Array.from({ length: communityColorCount }, (_, rank) => read(`--community-${rank + 1}`)),
    other: read('--community-other'),
  };
}
