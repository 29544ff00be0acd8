/** How each server and each tie looks for the present question. Pure: the renderer draws it, the still map too. */
import { communityAt } from '../../analysis/map-reading.ts';
import type { MapFile } from '../../analysis/types.ts';
import type { HostChange } from '../shared/snapshot-changes.ts';
import { communityRanks, type MapColors, mixColors } from './map-colors.ts';
import { fading, isTouching, type Mark, minMarkRadius } from './marks.ts';
import type { Rings } from './ring-places.ts';
import type { Scene } from './scene.ts';
import { type FoldedMark, foldedIn } from './small-servers.ts';

/** All that decides the picture of one map. */
export interface Shown {
  scene: Scene;
  /** null: each server stands where the map has it. */
  rings: Rings | null;
  /** Personal servers one by one. */
  showSmall: boolean;
}

/** Layers of the node programs, from below. */
export type Layer = 'disc' | 'lit' | 'mark';

export interface NodeLook {
  size: number;
  color: string;
  /** What a mark that is not all filled is filled with. */
  ground: string;
  mark: Mark | 'folded';
  change: HostChange | null;
  type: Layer;
  hidden: boolean;
}

export interface Looks {
  ofServer(position: number, size: number): NodeLook;
  ofFolded(folded: FoldedMark, size: number): NodeLook;
  communityColor(community: number): string;
  isShown(position: number): boolean;
  isLit(position: number): boolean;
  /** How far whole ties go towards the ground, from 0 to 1: on rings they all run together. */
  tieFaintness: number;
}

export function looksOf(map: MapFile, theme: MapColors, { scene, rings, showSmall }: Shown): Looks {
  const ranks = communityRanks(map.communities);
  const mix = remember((color: string, amount: number) => mixColors(color, theme.ground, amount));
  const isFolded = showSmall ? () => false : foldedIn(map, scene.marks);
  const communityColor = (community: number) => {
    const rank = ranks[community] ?? -1;
    return rank < 0 ? theme.other : theme.communities[rank]!;
  };
  const isLit = (position: number) => scene.lit === null || scene.lit.has(position);
  const isShown = (position: number) => (rings === null ? !isFolded(position) : rings.places.has(position));
  const plain = { change: null, ground: theme.ground };

  return {
    communityColor,
    isLit,
    isShown,
    tieFaintness: rings === null ? 0.3 : 0.62,
    ofServer(position, size) {
      const mark = scene.marks[position]!;
      const lit = isLit(position);
      const own = ownColor(mark, communityColor(communityAt(map, position) ?? -1), theme);
      return {
        size: Math.max(size, minMarkRadius[mark]),
        color: lit || rings !== null ? own : mix(own, fading[mark]),
        ground: theme.ground,
        mark,
        change: scene.changes?.get(position) ?? null,
        type: mark === 'focus' || isTouching(mark) ? 'mark' : lit || mark.endsWith('-today') ? 'lit' : 'disc',
        hidden: !isShown(position),
      };
    },
    ofFolded({ community }, size) {
      const own = communityColor(community);
      const color = scene.lit === null ? own : mix(own, fading.kept);
      return { ...plain, size, color, mark: 'folded', type: 'lit', hidden: showSmall || rings !== null };
    },
  };
}

/** The same few colours are mixed for every one of many servers. */
function remember(mix: (color: string, amount: number) => string): (color: string, amount: number) => string {
  const known = new Map<string, string>();
  return (color, amount) => {
    const key = `${color} ${amount}`;
    const mixed = known.get(key) ?? mix(color, amount);
    known.set(key, mixed);
    return mixed;
  };
}

function ownColor(mark: Mark, community: string, theme: MapColors): string {
  if (mark === 'cut') return theme.cut;
  if (mark === 'focus') return theme.ink;
  return mark.endsWith('-today') ? theme.muted : community;
}

/** whole: a line · dotted: contact without discovery · broken: none · dashed: not known. */
export type TieStyle = 'whole' | 'dotted' | 'broken' | 'dashed';

export interface TieLook {
  color: string;
  style: TieStyle;
}

/** @param faint from 0 to 1: how far whole ties go towards the ground */
export function tieLookOf(mark: Mark, community: string, theme: MapColors, faint: number): TieLook {
  if (mark === 'cut') return { color: theme.cut, style: 'broken' };
  if (mark === 'cut-today') return { color: mixColors(theme.muted, theme.ground, 0.3), style: 'broken' };
  const color = mixColors(mark === 'hidden-today' ? theme.muted : community, theme.ground, faint);
  if (mark === 'hidden' || mark === 'hidden-today') return { color, style: 'dotted' };
  return { color, style: mark === 'unknown' || mark === 'silent' ? 'dashed' : 'whole' };
}
