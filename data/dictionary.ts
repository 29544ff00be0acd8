/** The data dictionary, made from the schema, so that it cannot say anything else than the schema does. */
import { readSchema } from './schema.ts';

/** Begins the views whose names are promised to stay. */
const stableMark = '-- From here on the names of views and of their columns are stable';

/** In what a column counts or measures; the first row whose name fits holds. */
export const units: readonly { columns: RegExp; unit: string }[] = [
  { columns: /_at$|_since$|^not_before$|^as_of$/, unit: 'a point in time, to the millisecond; shown in UTC' },
  { columns: /_ms$/, unit: 'milliseconds' },
  { columns: /^bytes$/, unit: 'bytes' },
  { columns: /^(users|mau|active_halfyear|target_users|target_mau)$/, unit: 'people' },
  { columns: /^posts$/, unit: 'posts' },
  { columns: /^follows_(in|out)$/, unit: 'follows' },
  { columns: /^(host|peer|block)_count$/, unit: 'hosts, peer entries and declared actions' },
  { columns: /_count$/, unit: 'entries of a list' },
  { columns: /^names$/, unit: 'names of servers' },
  { columns: /^status$/, unit: 'in `requests`: the HTTP status code' },
  { columns: /^version$/, unit: 'in `schema_info`: the form of the schema, counted from 1' },
  { columns: /^id$|_id$|^position$/, unit: 'a number that tells rows apart, nothing to calculate with' },
];

interface Relation {
  kind: 'table' | 'view';
  name: string;
  /** A later version keeps the name and those of the columns. */
  isStable: boolean;
  comment: string;
  /** In the order of the definition; a view's columns have no type of their own. */
  columns: { name: string; type: string; comment: string }[];
}

/** @returns `data/dictionary.md`: every table, view and word list, in the order of the schema */
export function renderDictionary(): string {
  const schema = readSchema();
  const relations = readRelations(schema);
  const views = relations.filter(({ kind }) => kind === 'view');
  return [
    '# Data dictionary',
    'Made from `data/schema.sql` and `data/views.sql` by `data/dictionary.ts`; a test keeps the two equal. Ask with `faultline sql`, or with any DuckDB.',
    '## Units',
    'Columns of the same name have the same unit in every table and view. NULL is not known, never zero.',
    renderTable([['columns', 'unit'], ...unitRows(relations)]),
    '## Views with stable names',
    stablePromise,
    ...views.filter(({ isStable }) => isStable).map(renderRelation),
    '## Views of the program',
    'Made for its own use: they may change with any version.',
    ...views.filter(({ isStable }) => !isStable).map(renderRelation),
    '## Tables',
    'They change with the schema version. What the views show is easier to ask for, and stays.',
    ...relations.filter(({ kind }) => kind === 'table').map(renderRelation),
    '## Words',
    ...readWords(schema).map(({ name, words }) => `\`${name}\`: ${words.join(', ')}.`),
  ]
    .join('\n\n')
    .concat('\n');
}

const stablePromise = [
  'The names of these views and of their columns are stable: a later version may add views, and columns to the right, and takes none away. [Worked examples](recipes.md) use nothing else.',
  'Two kinds: `current_…`, `…_history`, `list_states` and `host_overview` show every row the file holds, name by name. `servers`, `listed_peers` and `declared_blocks` show what counts, the same as in a snapshot taken now: generated names that nobody vouches for (quarantined) and what servers told that want to be in no statistics (opted out) are left out, and names that lead to one server are that server. `host_names` tells for each name of the first kind what it is in the second (`left_out`).',
].join('\n\n');

/** @returns for each unit, the columns that have it */
function unitRows(relations: readonly Relation[]): string[][] {
  const names = [...new Set(relations.flatMap(({ columns }) => columns.map(({ name }) => name)))];
  const unitOf = (name: string) => units.find(({ columns }) => columns.test(name))?.unit;
  return units.map(({ unit }) => [
    names
      .filter((name) => unitOf(name) === unit)
      .map((name) => `\`${name}\``)
      .join(', '),
    unit,
  ]);
}

/** Every view whose name is stable, with its comment, in the order of the schema. */
export function readViews(): { name: string; comment: string }[] {
  const views = readRelations(readSchema()).filter(({ kind, isStable }) => kind === 'view' && isStable);
  return views.map(({ name, comment }) => ({ name, comment }));
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
  const stableFrom = schema.indexOf(stableMark);
  return [...schema.matchAll(/^CREATE (TABLE|VIEW) (\w+)/gm)].map(({ index, 1: kind, 2: name }) => ({
    isStable: kind === 'VIEW' && index > stableFrom,
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
