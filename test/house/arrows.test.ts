import { expect, test } from 'vitest';
import { type Import, importsOf, projectFiles, readProjectFile } from './sources.ts';

const sources = projectFiles().filter((file) => /^(data|crawler|analysis|viz)\/.*\.ts$/.test(file));
const imports = sources.flatMap(importsOf);
const own = /^(data|crawler|analysis|viz|test)\//;

/** Where a folder's imports may lead; the longest matching folder holds. */
const allowed: { folder: string; to: RegExp; why: string }[] = [
  { folder: 'data/', to: /^data\//, why: 'the waist knows nobody' },
  {
    folder: 'crawler/',
    to: /^(crawler\/|data\/(types|host|errors|version)\.ts$)/,
    why: 'the store arrives as an argument',
  },
  {
    folder: 'analysis/',
    to: /^(analysis\/|data\/((snapshot\/)?types|host|errors|random)\.ts$)/,
    why: 'from a snapshot to numbers, without the database',
  },
  {
    folder: 'analysis/parallel/',
    to: /^(analysis\/(kernels|parallel)\/|data\/snapshot\/types\.ts$)/,
    why: 'a second thread for kernels, and for nothing else',
  },
  {
    folder: 'viz/shared/',
    to: /^(viz\/shared\/|analysis\/(types|map-reading)\.ts$|data\/(types|import\/blocklist)\.ts$)/,
    why: 'runs in every surface, and reads the lists that people drop as an import does',
  },
  {
    folder: 'viz/map/',
    to: /^(viz\/(map|shared)\/|analysis\/(types|map-reading)\.ts$|data\/types\.ts$)/,
    why: 'the drawing, in the page, in the embed and as a still picture; it speaks in words it is given',
  },
  {
    folder: 'viz/app/',
    to: /^(viz\/(app|map|site|shared)\/|analysis\/(types|map-reading|read-map|container\/file-error|limits|report\/(few-people|figure-(words|writer)|(leaving|scenario|second-order)-sentences|model-sentence))\.ts$|data\/(types|import\/cell)\.ts$)/,
    why: 'runs in the browser, takes the words of the reports, and guards the cells of its CSV as the exports do',
  },
  {
    folder: 'viz/site/',
    to: /^(viz\/(site|shared)\/|analysis\/|data\/(types|host)\.ts$)/,
    why: 'answers from the files of a published site, in the browser, by the analysis itself',
  },
  {
    folder: 'viz/embed/',
    to: /^(viz\/(embed|map|shared|site)\/|analysis\/(types|map-reading|read-map|host-card|impact|ties-of)\.ts$)/,
    why: 'the same drawing on other pages, and the analysis where a question needs it',
  },
  {
    folder: 'viz/server/',
    to: /^(viz\/(server|shared)\/|analysis\/|data\/((snapshot\/)?types|host|errors)\.ts$)/,
    why: 'answers from a graph; the database arrives as an argument',
  },
  {
    folder: 'viz/cli/',
    to: /^(viz\/(cli|map|server|shared|site)\/|analysis\/|crawler\/|data\/)/,
    why: 'puts all stages together',
  },
];

function rowFor(file: string) {
  return allowed.filter(({ folder }) => file.startsWith(folder)).sort((a, b) => b.folder.length - a.folder.length)[0];
}

const name = ({ from, to }: Import) => `${from} → ${to}`;

test('every source file stands in a folder with arrows of its own', () => {
  expect(sources.filter((file) => rowFor(file) === undefined)).toEqual([]);
  expect(imports.length).toBeGreaterThan(100);
});

test('data flows one way: no folder imports against the arrows', () => {
  const against = imports.filter(({ from, to }) => own.test(to) && !rowFor(from)?.to.test(to));
  expect(against.map(name)).toEqual([]);
});

test('the truth of the simulated fediverse is out of reach for crawler and analysis', () => {
  const readers = imports.filter(({ to }) => to.startsWith('data/world/')).map(({ from }) => from);
  expect(readers.filter((from) => !from.startsWith('data/world/') && !from.startsWith('viz/cli/'))).toEqual([]);
});

test.each([
  { library: /^undici$/, importer: /^crawler\/http\/network\.ts$/ },
  { library: /^@duckdb\//, importer: /^data\/store(\.ts$|\/)/ },
  // Writing XML is apart from the algorithms, so that only an export loads what it needs.
  { library: /^graphology/, importer: /^(analysis\/graph(ology|-files)|viz\/map\/map-graph)\.ts$/ },
  { library: /^sigma/, importer: /^viz\/map\// },
  { library: /^commander$|^cli-progress$/, importer: /^viz\/cli\// },
  { library: /^@?hono(?!\/html$)/, importer: /^viz\/server\// },
  // The template that escapes what is put into it needs no server, and runs in the browser as well.
  {
    library: /^hono\/html$/,
    importer:
      /^(analysis\/report\/html(-style)?|viz\/cli\/(bot-page\/page|publish\/host-page)|viz\/server\/api-page)\.ts$/,
  },
])('$library has one importer', ({ library, importer }) => {
  const users = imports.filter(({ to, typeOnly }) => library.test(to) && !typeOnly);
  expect(users.length).toBeGreaterThan(0);
  expect(users.filter(({ from }) => !importer.test(from)).map(name)).toEqual([]);
});

test('what the browser may run needs no Node, through whatever folder it is reached', () => {
  // The second thread is for programs: neither the page nor any other file of the analysis leads to it.
  const threads = /^analysis\/parallel\//;
  const reached = new Set<string>(
    sources.filter(
      (file) =>
        /^(analysis|viz\/(app|map|shared|site|embed))\//.test(file) &&
        !threads.test(file) &&
        !file.endsWith('/vite.config.ts'),
    ),
  );
  // A set that grows while it is walked is walked to its end.
  for (const file of reached) {
    for (const { to, typeOnly } of importsOf(file)) if (own.test(to) && !typeOnly) reached.add(to);
  }
  expect([...reached]).toContain('data/import/blocklist.ts');
  expect(sources.filter((file) => threads.test(file)).length).toBeGreaterThan(0);
  expect([...reached].filter((file) => threads.test(file))).toEqual([]);
  const node = [...reached].flatMap(importsOf).filter(({ to, typeOnly }) => to.startsWith('node:') && !typeOnly);
  expect(node.map(name)).toEqual([]);
});

test('clock, randomness and timers come through effects', () => {
  const outside = /\b(Date\.now|Math\.random|performance\.now|setTimeout|setInterval)\(/;
  // The time a socket may take is real time: it does not obey an injected clock.
  const doors = /^(crawler\/(default-effects|http\/deadline)\.ts|viz\/(cli|app|map|server)\/|data\/world\/)/;
  const reading = sources.filter((file) => !doors.test(file) && outside.test(stripComments(file)));
  expect(reading).toEqual([]);
});

function stripComments(file: string): string {
  return readProjectFile(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
}
