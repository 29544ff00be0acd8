/**
 * A snapshot as a folder that explains itself: the data, two descriptions of it for programs, one for people, where it
 * comes from, and sums to check it by. The same snapshot gives the same bytes.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isoTime } from '../iso-time.ts';
import { byCodeUnit } from '../order.ts';
import type { SnapshotOrigin } from '../provenance/origins.ts';
import type { SnapshotManifest } from '../snapshot/manifest.ts';
import type { Snapshot } from '../snapshot/types.ts';
import { writeParquet } from '../store/parquet.ts';
import { isFree, withPart, writeFolder } from './aside.ts';
import { type FileSum, renderSums, sumFile } from './checksum.ts';
import { renderCroissant } from './croissant.ts';
import { writeCsv } from './csv.ts';
import {
  type DataPackage,
  describeGraph,
  describeTable,
  type Format,
  type Resource,
  renderDataPackage,
} from './data-package.ts';
import { dateOf, type Existing, moveInto, readExisting } from './existing.ts';
import { originsTable } from './origins.ts';
import { type LeftOut, publishedTables } from './published-tables.ts';
import { type SnapshotFile, toSnapshotFile } from './snapshot-file.ts';
import type { Detail, Table, Tier } from './table.ts';
import { localTables } from './tables.ts';
import { renderViews } from './views.ts';

export interface ExportRequest {
  snapshot: Snapshot;
  manifest: SnapshotManifest;
  /** The requests behind it. */
  origins: readonly SnapshotOrigin[];
  tier: Tier;
  /** Of the published tier; the local one is complete. */
  detail: Detail;
  format: Format;
  /** The file of a drawing, which the formats `gexf` and `graphml` are; already of this tier. */
  graph?: { text: string; description: string };
  /** What the figures can and cannot say, one sentence an item. */
  limits: string[];
  renderReadme: (dataset: DataPackage, snapshots: readonly SnapshotFile[]) => string;
  signal?: AbortSignal;
}

export interface Exported {
  /** Of this snapshot. */
  resources: Resource[];
  leftOut: LeftOut | null;
  /** The dataset holds others too. */
  added: boolean;
}

/**
 * @param options.add to a dataset of Parquet files that is there; where there is none, it is made
 * @throws UserError when the folder is taken, is no dataset of this kind, has a snapshot of this date, or cannot be
 * written; then everything is as it was. The reason of the signal, likewise.
 */
export async function exportDataset(
  request: ExportRequest,
  folder: string,
  options: { add: boolean } = { add: false },
): Promise<Exported> {
  if (!options.add || isFree(folder)) return writeFolder(folder, (part) => build(request, part, null));
  const existing = await readExisting(folder, request);
  return withPart(folder, async (part) => {
    const exported = await build(request, part, existing);
    moveInto(folder, part, exported.resources, dateOf(request.snapshot));
    return exported;
  });
}

async function build(request: ExportRequest, part: string, existing: Existing | null): Promise<Exported> {
  const { snapshot, manifest, tier, detail, format, limits, signal } = request;
  const { tables, leftOut } = tablesOf(request);
  const resources = await writeData(request, tables, part);
  const isDated = format === 'parquet';
  const own = toSnapshotFile(manifest, { tier, detail, leftOut, limits });
  const ownPath = isDated ? `snapshots/${snapshot.id}.json` : 'snapshot.json';
  writeJson(part, ownPath, own);

  const snapshots = [...(existing?.snapshots ?? []), own].sort((a, b) => byCodeUnit(a.asOf, b.asOf));
  const all = [...(existing?.dataset.resources ?? []), ...resources].sort((a, b) => byCodeUnit(a.path, b.path));
  const refs = snapshots.map(({ id, asOf }) => ({ id, asOf }));
  const dataset = renderDataPackage({ format, tier, detail, snapshots: refs }, all, existing?.dataset);
  writeJson(part, 'datapackage.json', dataset);
  writeJson(part, 'croissant.json', renderCroissant(dataset));
  writeText(part, 'README.md', request.renderReadme(dataset, snapshots));
  if (isDated) writeText(part, 'views.sql', renderViews(tables));

  const sums: FileSum[] = all.map(({ path, bytes, hash }) => ({ path, bytes, sha256: hash.replace(/^sha256:/, '') }));
  sums.push(...(existing?.snapshotFiles ?? []));
  const texts = [ownPath, 'datapackage.json', 'croissant.json', 'README.md', ...(isDated ? ['views.sql'] : [])];
  for (const path of texts) sums.push(await sumFile(part, path));
  writeText(part, 'SHA256SUMS', renderSums(sums));
  signal?.throwIfAborted();
  return { resources, leftOut, added: existing !== null };
}

async function writeData(request: ExportRequest, tables: readonly Table[], part: string): Promise<Resource[]> {
  const { format, graph } = request;
  if (format === 'parquet') return writeParquetTables(request, tables, part);
  if (format === 'csv') return writeCsvTables(request, tables, part);
  if (graph === undefined) throw new Error(`Expected the text of a graph for the format ${format}, got none`);
  const path = `graph.${format}`;
  writeText(part, path, graph.text);
  return [describeGraph(await sumFile(part, path), { format, description: graph.description })];
}

async function writeCsvTables({ signal }: ExportRequest, tables: readonly Table[], part: string): Promise<Resource[]> {
  const resources: Resource[] = [];
  for (const table of tables) {
    const path = `${table.name}.csv`;
    const rows = await writeCsv(table, join(part, path), signal);
    resources.push(describeTable(table, await sumFile(part, path), { format: 'csv', rows, nameOf: (name) => name }));
  }
  return resources;
}

async function writeParquetTables(
  { snapshot, tier, signal }: ExportRequest,
  tables: readonly Table[],
  part: string,
): Promise<Resource[]> {
  const date = dateOf(snapshot);
  const files = tables.map((table) => {
    const path = `${table.name}/snapshot_date=${date}/${snapshot.id}.parquet`;
    mkdirSync(dirname(join(part, path)), { recursive: true });
    return { table, path, file: join(part, path) };
  });
  const staging = join(part, 'staging');
  mkdirSync(staging);
  const rows = await writeParquet(files, {
    staging: join(staging, 'tables.duckdb'),
    metadata: { snapshot_id: snapshot.id, as_of: isoTime(snapshot.asOf), tier },
    ...(signal && { signal }),
  });
  rmSync(staging, { recursive: true });
  const nameOf = (table: string) => `${table}-${date}`;
  const resources: Resource[] = [];
  for (const [at, { table, path }] of files.entries()) {
    resources.push(describeTable(table, await sumFile(part, path), { format: 'parquet', rows: rows[at]!, nameOf }));
  }
  return resources;
}

function tablesOf({ snapshot, origins, tier, detail, format }: ExportRequest): {
  tables: Table[];
  leftOut: LeftOut | null;
} {
  const referBy = format === 'parquet' ? 'node' : 'name';
  if (tier === 'local') {
    const table = originsTable(origins, snapshot.hosts, { blockHashes: true });
    return { tables: [...localTables(snapshot, referBy), table], leftOut: null };
  }
  return publishedTables(snapshot, { referBy, detail, origins });
}

function writeJson(folder: string, path: string, value: unknown): void {
  writeText(folder, path, `${JSON.stringify(value, null, 2)}\n`);
}

function writeText(folder: string, path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
