/** The still picture of a site's map: what stands there without a script. */
import type { MapFile } from '../../../analysis/types.ts';
import { mapColors } from '../../map/map-colors.ts';
import { drawMapSvg } from '../../map/map-svg.ts';
import { type About, describeSite } from './about.ts';

/** px */
const size = { width: 1200, height: 800 };
const labels = 24;

export function renderPicture(map: MapFile, about: About): string {
  const [published, ...rest] = describeSite(about);
  return drawMapSvg(map, {
    ...size,
    marks: map.hosts.map(() => 'kept' as const),
    focus: null,
    lit: null,
    theme: mapColors.light,
    labels,
    caption: published!,
    title: 'Map of servers of the fediverse',
    desc: ['Servers that know the same servers stand near each other.', published!, ...rest].join(' '),
  });
}
