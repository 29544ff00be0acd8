/**
 * `croissant.json`: the same for programs that load data for learning.
 * MLCommons Croissant 1.0, https://docs.mlcommons.org/croissant/docs/croissant-spec.html.
 */
import type { DataPackage, Resource } from './data-package.ts';

/** As the specification gives it, word for word: readers compare. */
const context = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileProperty: 'cr:fileProperty',
  fileObject: 'cr:fileObject',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};

const dataTypes = { string: 'sc:Text', integer: 'sc:Integer', boolean: 'sc:Boolean', datetime: 'sc:DateTime' } as const;

/** What readers of Croissant call Parquet. */
const parquet = 'application/x-parquet';

export function renderCroissant({ name, title, description, version, licenses, resources, faultline }: DataPackage) {
  const [newest] = faultline.snapshots.slice(-1);
  return {
    '@context': context,
    '@type': 'sc:Dataset',
    name,
    description: `${title}. ${description}`,
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    ...licenceOf(licenses),
    citeAs: `Faultline snapshot ${version.replaceAll('+', ', ')} of the fediverse, as of ${newest?.asOf}.`,
    datePublished: newest?.asOf,
    // Readers of Croissant expect three numbers here; which snapshots it holds stands in the name and in citeAs.
    version: `1.0.${faultline.snapshots.length - 1}`,
    distribution: resources.map((resource) => ({
      '@type': 'cr:FileObject',
      '@id': resource.path,
      name: resource.name,
      description: resource.description,
      contentUrl: resource.path,
      contentSize: `${resource.bytes} B`,
      encodingFormat: resource.format === 'parquet' ? parquet : resource.mediatype,
      sha256: resource.hash.replace(/^sha256:/, ''),
    })),
    recordSet: resources.filter(({ schema }) => schema !== undefined).map(toRecordSet),
  };
}

function toRecordSet({ name, path, description, schema }: Resource) {
  const { fields, primaryKey, foreignKeys } = schema!;
  const fieldId = (resource: string, field: string) => `${resource}/${field}`;
  return {
    '@type': 'cr:RecordSet',
    '@id': name,
    name,
    description,
    ...(primaryKey && { key: primaryKey.map((field) => ({ '@id': fieldId(name, field) })) }),
    field: fields.map((field) => {
      const foreign = foreignKeys?.find(({ fields }) => fields === field.name)?.reference;
      return {
        '@type': 'cr:Field',
        '@id': fieldId(name, field.name),
        name: field.name,
        description: field.description,
        dataType: dataTypes[field.type],
        source: { fileObject: { '@id': path }, extract: { column: field.name } },
        ...(foreign && { references: { field: { '@id': fieldId(foreign.resource, foreign.fields) } } }),
      };
    }),
  };
}

/** As the operator gave it in the data package, where there is one. */
function licenceOf(licenses: unknown): { license?: string[] } {
  if (!Array.isArray(licenses)) return {};
  const named = licenses.flatMap((it: { path?: unknown; name?: unknown } | null) => {
    const text = it?.path ?? it?.name;
    return typeof text === 'string' ? text : [];
  });
  return named.length > 0 ? { license: named } : {};
}
