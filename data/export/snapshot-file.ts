/** A snapshot's manifest as it lies in a dataset, with what this export of it leaves out. */
import type { SnapshotManifest } from '../snapshot/manifest.ts';
import { listKinds } from '../types.ts';
import { other } from './folded-servers.ts';
import type { LeftOut } from './published-tables.ts';
import { fewest, ifEnough } from './publishing-rules.ts';
import type { Detail, Tier } from './table.ts';

/** As `LeftOut`; null for 1 to 4. */
type Hidden<Counts> = { [Key in keyof Counts]: Counts[Key] extends number ? number | null : Hidden<Counts[Key]> };

export interface SnapshotFile extends SnapshotManifest {
  export: {
    tier: Tier;
    detail: Detail;
    /** null where nothing is. */
    leftOut: Hidden<LeftOut> | null;
  };
  /** What the figures can and cannot say. */
  limits: string[];
}

export interface ExportNote {
  tier: Tier;
  detail: Detail;
  leftOut: LeftOut | null;
  limits: string[];
}

export function toSnapshotFile(
  manifest: SnapshotManifest,
  { tier, detail, leftOut, limits }: ExportNote,
): SnapshotFile {
  const shown = tier === 'local' ? manifest : publish(manifest);
  return { ...shown, export: { tier, detail, leftOut: leftOut === null ? null : hideFew(leftOut) }, limits };
}

/** Without what names somebody: settings that are words (a contact, a host, a folder), software that few run. */
function publish(manifest: SnapshotManifest): SnapshotManifest {
  return {
    ...manifest,
    crawls: manifest.crawls.map((crawl) => ({ ...crawl, settings: withoutWords(crawl.settings) })),
    software: mergeSmall(manifest.software),
  };
}

function withoutWords(settings: unknown): Record<string, unknown> {
  if (typeof settings !== 'object' || settings === null) return {};
  const kept = Object.entries(settings).filter(
    ([name, value]) => typeof value === 'number' || typeof value === 'boolean' || name === 'version',
  );
  return Object.fromEntries(kept);
}

type SoftwareRow = SnapshotManifest['software'][number];

function mergeSmall(software: SnapshotManifest['software']): SnapshotManifest['software'] {
  const isLarge = (row: SoftwareRow) => row.hosts >= fewest && row.software !== other;
  const small = software.filter((row) => !isLarge(row));
  const rest = small.reduce<SoftwareRow | null>((sum, row) => (sum === null ? row : add(sum, row)), null);
  const kept = software.filter(isLarge);
  return rest === null || rest.hosts < fewest ? kept : [...kept, { ...rest, software: other }];
}

function add(left: SoftwareRow, right: SoftwareRow): SoftwareRow {
  const lists = { ...left.lists };
  for (const kind of listKinds) {
    const states = { ...lists[kind] };
    for (const state of Object.keys(states) as (keyof typeof states)[]) states[state] += right.lists[kind][state];
    lists[kind] = states;
  }
  return { software: other, hosts: left.hosts + right.hosts, lists };
}

function hideFew(leftOut: LeftOut): Hidden<LeftOut> {
  const { servers, ...counts } = leftOut;
  const hide = <Counts extends object>(numbers: Counts) =>
    Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, ifEnough(value)]));
  return { ...hide(counts), servers: hide(servers) } as Hidden<LeftOut>;
}
