/** The data dictionary, made from the schema, so that it cannot say anything else than the schema does. */
import { readSchema } from './schema.ts';

interface Relation {
  kind: 'table' | 'view';
  name: string;
  comment: string;
  /** In the order of the definition; a view's columns have no type of their own. */
  columns: { name: string; type: string; comment: string }[];
}

/** @returns `data/dictionary.md`: every table, view and word list, in the order of the schema */
export function renderDictionary(): string {
  const schema = readSchema();
  const relations = readRelations(schema);
  const section = (kind: Relation['kind']) => relations.filter((it) => it.kind === kind).map(renderRelation);
  return [
    '# Data dictionary',
    'Made from `data/schema.sql` by `data/dictionary.ts`; a test keeps the two equal. Ask with `faultline sql`, or with any DuckDB.',
    '## Tables',
    ...section('table'),
    '## Views',
    ...section('view'),
    '## Words',
    ...readWords(schema).map(({ name, words }) => `\`${name}\`: ${words.join(', ')}.`),
  ]
    .join('\n\n')
    .concat('\n');
}

function renderRelation({ kind, name, comment, columns }: Relation): string {
  const head = kind === 'table' ? ['column', 'type', 'meaning'] : ['column', 'meaning'];
  const rows = columns.map((column) => {
    const name = `\`${column.name}\``;
    return kind === 'table' ? [name, column.type, column.comment] : [name, column.comment];
  });
  return [`### ${name}`, comment, renderTable([head, ...rows])].join('\n\n');
}

/** Padded, as the formatter leaves it. */
function renderTable([head = [], ...rows]: string[][]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]!.length)));
  const line = (row: string[]) => `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n');
}

function readRelations(schema: string): Relation[] {
  const comments = readComments(schema);
  const types = readColumnTypes(schema);
  return [...schema.matchAll(/^CREATE (TABLE|VIEW) (\w+)/gm)].map(([, kind, name]) => ({
    kind: kind === 'TABLE' ? 'table' : 'view',
    name: name!,
    comment: comments.get(name!) ?? '',
    columns: [...comments]
      .filter(([path]) => path.startsWith(`${name}.`))
      .map(([path, comment]) => ({ name: path.slice(name!.length + 1), type: types.get(path) ?? '', comment })),
  }));
}

/** By `relation` or `relation.column`. */
function readComments(schema: string): Map<string, string> {
  const statements = schema.matchAll(/^COMMENT ON (?:TABLE|VIEW|COLUMN) ([\w.]+) IS '((?:[^']|'')*)';$/gm);
  return new Map([...statements].map(([, path, comment]) => [path!, comment!.replaceAll("''", "'")]));
}

function readColumnTypes(schema: string): Map<string, string> {
  const types = new Map<string, string>();
  for (const [, table, body] of schema.matchAll(/^CREATE TABLE (\w+) \(([^;]*)\);$/gm)) {
    for (const definition of body!.split(',')) {
      const [column, type, ...constraints] = definition.trim().split(/\s+/);
      const required = constraints.join(' ') === 'NOT NULL';
      types.set(`${table}.${column}`, `${type}${required ? '' : ', may be NULL'}`);
    }
  }
  return types;
}

function readWords(schema: string): { name: string; words: string[] }[] {
  return [...schema.matchAll(/^CREATE TYPE (\w+) AS ENUM \(([^;]*)\);$/gm)].map(([, name, body]) => ({
    name: name!,
    words: [...body!.matchAll(/'([^']*)'/g)].map(([, word]) => word!),
  }));
}
