/**
 * `datapackage.json`: what the files of a dataset hold, for programs.
 * Frictionless Data Package 1.0, https://specs.frictionlessdata.io/data-package/.
 */
import type { FileSum } from './checksum.ts';
import type { CellType, Detail, Table, Tier } from './table.ts';

export const formats = ['csv', 'parquet', 'gexf', 'graphml'] as const;
export type Format = (typeof formats)[number];

/** One file of data. */
export interface Resource {
  name: string;
  path: string;
  description: string;
  format: Format;
  mediatype: string;
  encoding?: 'utf-8';
  bytes: number;
  /** `sha256:` and lower-case hex. */
  hash: string;
  /** Of a table, its rows. */
  rows?: number;
  dialect?: Record<string, unknown>;
  schema?: TableSchema;
}

export interface TableSchema {
  fields: Field[];
  missingValues?: string[];
  primaryKey?: string[];
  foreignKeys?: { fields: string; reference: { resource: string; fields: string } }[];
}

interface Field {
  name: string;
  type: 'string' | 'integer' | 'boolean' | 'datetime';
  description: string;
  trueValues?: string[];
  falseValues?: string[];
}

export interface DataPackage {
  profile: 'data-package';
  name: string;
  title: string;
  description: string;
  /** Ids of the snapshots, oldest first. */
  version: string;
  keywords: string[];
  /** The operator's to say. */
  licenses?: unknown;
  resources: Resource[];
  faultline: {
    schema: 'faultline.dataset/1';
    format: Format;
    tier: Tier;
    detail: Detail;
    /** Oldest first. */
    snapshots: { id: string; asOf: string }[];
  };
}

const mediaTypes: Record<Format, string> = {
  csv: 'text/csv',
  parquet: 'application/vnd.apache.parquet',
  gexf: 'application/gexf+xml',
  graphml: 'application/graphml+xml',
};
const fieldTypes: Record<CellType, Field['type']> = {
  text: 'string',
  count: 'integer',
  flag: 'boolean',
  time: 'datetime',
  node: 'integer',
};

/** @param nameOf of a table its resource in this dataset */
export function describeTable(
  table: Table,
  { path, bytes, sha256 }: FileSum,
  { format, rows, nameOf }: { format: Format; rows: number; nameOf: (table: string) => string },
): Resource {
  const isText = format === 'csv';
  return {
    name: nameOf(table.name),
    path,
    description: table.description,
    format,
    mediatype: mediaTypes[format],
    ...(isText && { encoding: 'utf-8' as const }),
    bytes,
    hash: `sha256:${sha256}`,
    rows,
    ...(isText && { dialect: { delimiter: ',', lineTerminator: '\n', quoteChar: '"', doubleQuote: true } }),
    schema: {
      fields: table.columns.map(({ name, type, description }) => ({
        ...{ name, type: fieldTypes[type], description },
        ...(isText && type === 'flag' && { trueValues: ['1'], falseValues: ['0'] }),
      })),
      ...(isText && { missingValues: [''] }),
      ...(table.primaryKey.length > 0 && { primaryKey: table.primaryKey }),
      ...(table.foreignKeys.length > 0 && {
        foreignKeys: table.foreignKeys.map(({ column, table: other, refersTo }) => ({
          fields: column,
          reference: { resource: nameOf(other), fields: refersTo },
        })),
      }),
    },
  };
}

export function describeGraph(
  { path, bytes, sha256 }: FileSum,
  { format, description }: { format: Format; description: string },
): Resource {
  const hash = `sha256:${sha256}`;
  return { name: 'graph', path, description, format, mediatype: mediaTypes[format], encoding: 'utf-8', bytes, hash };
}

/** @param before the package as it was, of which everything stays that is not ours to say, such as the licence */
export function renderDataPackage(
  faultline: Omit<DataPackage['faultline'], 'schema'>,
  resources: Resource[],
  before: Partial<DataPackage> = {},
): DataPackage {
  const { snapshots, tier } = faultline;
  const ids = snapshots.map(({ id }) => id);
  return {
    ...before,
    profile: 'data-package',
    name: snapshots.length === 1 ? `faultline-${ids[0]}` : `faultline-${ids[0]}-${ids.at(-1)}`,
    title: `Faultline: ${tier === 'local' ? 'the whole of' : 'what is published of'} ${snapshots.length === 1 ? 'a snapshot' : `${snapshots.length} snapshots`} of the fediverse`,
    description:
      'Servers of the fediverse, whom they know and what they declare, from their public lists. See README.md.',
    version: ids.join('+'),
    keywords: ['fediverse', 'activitypub', 'defederation', 'graph'],
    resources,
    faultline: { schema: 'faultline.dataset/1', ...faultline },
  };
}
