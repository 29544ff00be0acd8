/** The drawing: what the browser and the embed load. Part of the published contract of `types.ts`. */
import type { Host, Liveness } from '../data/types.ts';
import type { Coverage, SnapshotRef } from './types.ts';

/** Flat arrays, so that a file of them is read without copying; see MAP-FILE.md. Read them through map-reading.ts. */
export interface MapFile {
  schema: 'faultline.map/1';
  snapshot: SnapshotRef;
  /** Parallel arrays, one entry a drawn host, in canonical host order. */
  hosts: Host[];
  x: Float32Array;
  y: Float32Array;
  /** Index into `communities`, or -1. */
  community: Int16Array | Int32Array;
  /** Whole people; NaN where not known. */
  audience: Float64Array;
  /** Index into `softwares`, or `noSoftware`. */
  software: Uint16Array;
  /** Index into `livenessCodes`. */
  liveness: Uint8Array;
  /** 1: a personal server, of fewer than 10 people. */
  small: Uint8Array;
  /** Parallel arrays, one entry an undirected backbone edge; positions in `hosts`. */
  edges: { source: Uint16Array | Uint32Array; target: Uint16Array | Uint32Array; weight: Float32Array };
  /** The personal servers of each community that has any, as one mark. */
  folded: FoldedServers;
  /** Most used first. */
  softwares: string[];
  communities: { name: string; size: number; audience: number | null }[];
  /** Hosts in the snapshot that are not drawn (no tie known). */
  undrawn: number;
  coverage: Coverage;
}

/** Parallel arrays, one entry a community with small servers, ascending. */
export interface FoldedServers {
  /** Index into `communities`; -1: the small servers that are in none. */
  community: Int32Array;
  servers: Uint32Array;
  /** Sum of the known people; NaN where nobody's are known. */
  audience: Float64Array;
  x: Float32Array;
  y: Float32Array;
}

/** The same drawing for programs that read JSON: null where something is not known, names in place of codes. */
export interface MapJson
  extends Pick<MapFile, 'schema' | 'snapshot' | 'hosts' | 'communities' | 'undrawn' | 'coverage'> {
  x: number[];
  y: number[];
  community: number[];
  audience: (number | null)[];
  software: (string | null)[];
  liveness: Liveness[];
  small: boolean[];
  edges: { source: number[]; target: number[]; weight: number[] };
  folded: { community: number[]; servers: number[]; audience: (number | null)[]; x: number[]; y: number[] };
}
