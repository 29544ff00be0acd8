/** The backbone: faint lines between servers that know the same servers, the fainter the more of them there are. */
import type { MapFile } from '../../analysis/types.ts';
import type { MapColors } from './map-colors.ts';
import type { Looks, Shown } from './map-look.ts';

/** Maps with more edges than this are drawn with lines of one pixel, and without them while they are moved. */
export const mostWideThreads = 6000;
/** At this many edges a thread is as strong as it gets; four times as many make it half as strong. */
const fewThreads = 700;
const strongest = 0.5;
const weakest = 0.07;
/** Beside what is looked at. */
const besideFocus = 0.22;

/** @returns from 0, not drawn, to 1 */
export function threadStrength({ edges }: MapFile, { scene, rings }: Shown): number {
  if (rings !== null) return 0;
  const alone = Math.max(weakest, strongest * Math.min(1, Math.sqrt(fewThreads / Math.max(edges.source.length, 1))));
  return scene.lit === null ? alone : alone * besideFocus;
}

/** @returns the colour of a thread between two servers: of their community, where it is the same */
export function threadColor(
  { community }: MapFile,
  looks: Looks,
  theme: MapColors,
  source: number,
  target: number,
): string {
  return community[source] === community[target] ? looks.communityColor(community[source]!) : theme.line;
}
