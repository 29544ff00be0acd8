/** The part of a map file that is JSON: read from whoever wrote it, so every field is looked at. */
import { MapError } from './map-error.ts';
import type { metaFields } from './map-sections.ts';
import type { MapFile } from './types.ts';

export type MapMeta = Pick<MapFile, (typeof metaFields)[number]>;

/** @throws MapError naming the field that is not what it should be */
export function readMeta(text: string): MapMeta {
  const meta = parse(text);
  for (const [field, fits] of Object.entries(expected)) {
    if (!fits(meta[field])) throw new MapError(`The description in the map file has no ${field} that can be read.`);
  }
  const { schema, snapshot, softwares, communities, undrawn, coverage } = meta as unknown as MapMeta;
  return { schema, snapshot, softwares, communities, undrawn, coverage };
}

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string';
const isCount: Test = (value) => typeof value === 'number' && value >= 0;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const has =
  (fields: Record<string, Test>): Test =>
  (value) =>
    isRecord(value) && Object.entries(fields).every(([field, fits]) => fits(value[field]));
const listOf =
  (fits: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(fits);
const each =
  (fits: Test): Test =>
  (value) =>
    isRecord(value) && Object.values(value).every(fits);

const expected: Record<keyof MapMeta, Test> = {
  schema: (value) => value === 'faultline.map/1',
  snapshot: has({ id: isText, asOf: (value) => isText(value) && !Number.isNaN(Date.parse(value as string)) }),
  softwares: listOf(isText),
  communities: listOf(has({ name: isText, size: isCount, audience: (value) => value === null || isCount(value) })),
  undrawn: isCount,
  coverage: has({
    ...{ hosts: isCount, visited: isCount, dead: isCount, unvisited: isCount, maskedUnresolved: isCount },
    lists: has({ peers: each(isCount), blocks: each(isCount), allows: each(isCount), counts: each(isCount) }),
    audience: has({
      known: isCount,
      inferred: isCount,
      unknown: isCount,
      unit: (value) => value === 'active' || value === 'registered',
    }),
    masks: each(isCount),
    noPeerLists: (value) => typeof value === 'boolean',
  }),
};

function parse(text: string): Record<string, unknown> {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    // What came instead is told below, as for any other JSON that is no object.
  }
  if (!isRecord(read)) throw new MapError('The description in the map file should be a JSON object, and is none.');
  return read;
}
