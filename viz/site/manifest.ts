/** What a published site is made of: the one file that names all others, which bear a hash of their content in their names. */
import type { SnapshotRef } from '../../analysis/types.ts';

export const siteSchema = 'faultline.site/1';
/** Of the element in the page's head that names the manifest; the page of `faultline serve` has none. */
export const siteMeta = 'faultline-site';

export interface SiteManifest {
  schema: typeof siteSchema;
  tier: 'published';
  /** full: with who declares what on whom among the servers shown · aggregates: without. */
  detail: 'aggregates' | 'full';
  snapshot: SnapshotRef;
  /** Servers in it, and of them those that answered. */
  hosts: number;
  visited: number;
  /** Paths of files, relative to the page. */
  map: string;
  /** The map as a still picture. */
  picture: string;
  base: string;
  /** Slices of the servers from the node `first` to that of the next shard. */
  shards: { path: string; first: number }[];
  /** What is in the site and what is not, one sentence an item. */
  about: string[];
}

/** @returns undefined for anything else than a manifest of this form */
export function readManifest(value: unknown): SiteManifest | undefined {
  const schema = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  return schema === siteSchema ? (value as SiteManifest) : undefined;
}

/** @returns the shard that holds a node */
export function shardOf({ shards }: Pick<SiteManifest, 'shards'>, node: number): string {
  const found = shards.findLast(({ first }) => first <= node);
  if (found === undefined) throw new Error(`expected a shard for node ${node}, found none`);
  return found.path;
}
