/** What can be measured, one row a stage. Each is loaded where it runs: the process of a stage holds nothing of another. */
import { type Size, type Stage, sizes } from './stage.ts';

export interface StageRow {
  /** The heading of its table. */
  title: string;
  /** What is measured, and on what; for a reader who has not seen the program. */
  about: string;
  sizes: readonly Size[];
  /** Whether it is given a planted database. */
  planted: boolean;
  /** Most memory for JavaScript objects; typed arrays are outside of it. @default 4096 */
  heapMb?: number;
  load: () => Promise<Stage>;
}

const table = {
  intake: {
    title: 'Taking lists in',
    about:
      'Peer lists of up to 60,000 names as servers send them: read, judged and numbered; visits recorded in batches.',
    ...{ sizes: ['small'], planted: false },
    load: async () => (await import('./large/intake.ts')).intakeRows,
  },
  crawl: {
    title: 'Crawling',
    about:
      'A simulated fediverse of 2,000 servers, three in ten dead, crawled over HTTP, each part a process of its own.',
    ...{ sizes: ['small'], planted: false },
    load: async () => (await import('./crawl.ts')).crawlRows,
  },
  snapshots: {
    title: 'Snapshots and exports',
    about: 'Two days of 1,000 lists of about 6,000 peers.',
    ...{ sizes: ['small'], planted: false },
    load: async () => (await import('./snapshots.ts')).snapshotRows,
  },
  storage: {
    title: 'Peers on the disk',
    about: 'The lists of the planted database, written as Parquet and into other databases.',
    ...{ sizes, planted: true },
    load: async () => (await import('./large/storage.ts')).storageRows,
  },
  load: {
    title: 'From the database to arrays',
    about: 'The lists of the planted database read into arrays, and the cache that is kept beside a large one.',
    ...{ sizes, planted: true, heapMb: 8192 },
    load: async () => (await import('./large/load.ts')).loadRows,
  },
  graph: {
    title: 'From the database to the first answer',
    about: 'The planted database is opened, frozen, indexed and prepared, and one question is answered.',
    ...{ sizes, planted: true, heapMb: 8192 },
    load: async () => (await import('./large/graph.ts')).graphRows,
  },
  kernels: {
    title: 'Kernels over whole graphs',
    about:
      'The lists of peers of two days, and the ties that both sides list, as typed arrays; beside queries over the same rows in tables.',
    ...{ sizes, planted: true, heapMb: 8192 },
    load: async () => (await import('./large/kernels.ts')).kernelRows,
  },
  communities: {
    title: 'Communities and backbone',
    about:
      'The ties that both sides list, grouped, and the partners whose ties resemble the own most; beside igraph, graphology and a scalar loop.',
    ...{ sizes, planted: true, heapMb: 8192 },
    load: async () => (await import('./large/communities.ts')).communityRows,
  },
  answers: {
    title: 'Answers',
    about:
      'Questions to a prepared snapshot, for servers of four sizes; five servers each, every first question to another.',
    ...{ sizes, planted: true, heapMb: 8192 },
    load: async () => (await import('./large/answers.ts')).answerRows,
  },
  served: {
    title: 'Answers over HTTP',
    about:
      'What a person at the map waits for: 80 first questions of each kind to a server on loopback, in turns with the analysis alone.',
    ...{ sizes, planted: true, heapMb: 8192 },
    load: async () => (await import('./large/served.ts')).servedRows,
  },
  layout: {
    title: 'Layout',
    about: 'Where hosts are drawn, of a backbone of five edges a host that is made in memory.',
    ...{ sizes, planted: false },
    load: async () => (await import('./large/layout.ts')).layoutRows,
  },
  site: {
    title: 'The published site',
    about: 'What the page of a published site computes, in Node, in turns with the same question to the whole graph.',
    ...{ sizes: ['small', 'medium'], planted: true },
    load: async () => (await import('./site.ts')).siteRows,
  },
  page: {
    title: 'The page',
    about: 'What a reader loads before the page does anything.',
    ...{ sizes: ['small'], planted: false },
    load: async () => (await import('./page-size.ts')).pageRows,
  },
  embed: {
    title: 'The map on another page',
    about: 'From an empty page in Chromium, with WebGL on the processor.',
    ...{ sizes, planted: false },
    load: async () => (await import('./embed.ts')).embedRows,
  },
  map: {
    title: 'The map file',
    about: 'What a map costs who loads it.',
    ...{ sizes, planted: false },
    load: async () => (await import('./map.ts')).mapRows,
  },
  view: {
    title: 'The map in a browser',
    about: 'The map in Chromium, drawn by the processor, beside Sigma as it comes, in turns.',
    ...{ sizes, planted: false },
    load: async () => (await import('./map-view.ts')).viewRows,
  },
} satisfies Record<string, StageRow>;

export type StageName = keyof typeof table;

export const stages: Readonly<Record<StageName, StageRow>> = table;

/** Some have a workload of their own, which is none of the three sizes. */
export function sizeName(stage: StageName, size: Size): string {
  return stages[stage].sizes.length === 1 ? 'its own size' : size;
}

export const stageNames = Object.keys(table) as StageName[];
