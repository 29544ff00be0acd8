/** What a map file is made of, for the one who writes it and the one who reads it. MAP-FILE.md says it in words. */
import type { FileKind } from './container/file-kind.ts';
import { isCount, isText, listOf, oneOf, type Shape } from './container/shapes.ts';
import { areCommunities, isCoverage, isSnapshotRef } from './snapshot-shapes.ts';
import type { MapFile } from './types.ts';

const sections = {
  meta: 1,
  hosts: 2,
  x: 3,
  y: 4,
  community: 5,
  audience: 6,
  software: 7,
  liveness: 8,
  small: 9,
  edgeSource: 10,
  edgeTarget: 11,
  edgeWeight: 12,
  foldedCommunity: 13,
  foldedServers: 14,
  foldedAudience: 15,
  foldedX: 16,
  foldedY: 17,
} as const;
export type MapSection = keyof typeof sections;

export const mapKind: FileKind<MapSection> = {
  name: 'map file',
  letters: 'MAP',
  version: { major: 1, minor: 0 },
  sections,
  hints: {
    foreign: 'Give the address of a map file of Faultline.',
    newer: 'Load the page again; a page that embeds the map needs the newer script.',
    byteOrder: 'Ask for /api/map, the same as JSON.',
    damaged: 'Load it again; if it stays so, have the map written anew.',
  },
};

export type MapMeta = Pick<MapFile, 'schema' | 'snapshot' | 'softwares' | 'communities' | 'undrawn' | 'coverage'>;

/** What is not flat: written as JSON, in this order. */
export const mapMeta: Readonly<Record<keyof MapMeta, Shape>> = {
  schema: oneOf('faultline.map/1'),
  snapshot: isSnapshotRef,
  softwares: listOf(isText),
  communities: areCommunities,
  undrawn: isCount,
  coverage: isCoverage,
};
