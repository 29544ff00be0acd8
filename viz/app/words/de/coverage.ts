import type { Words } from '../words.ts';

export const coverage: Words['coverage'] = {
  title: 'Was gesehen wurde',
  noPeerLists: 'Es gibt keine einzige Kontaktliste: Die Verbindungen beruhen allein auf Größen.',
  peers: 'Kontaktlisten',
  blocks: 'Sperrlisten',
  published: (count) => `${count} veröffentlicht`,
  limits: 'Grenzen dieser Zahlen',
  snapshot: 'Stand',
  of: (date) => `vom ${date}`,
  answered: (visited, hosts) => `${visited} von ${hosts} bekannten Servern haben geantwortet`,
  silent: (count) => `${count} nicht`,
  unvisited: (count) => `${count} wurden nicht besucht`,
  sizes: (people, known) => `Die Zahl der ${people} ist für ${known} bekannt`,
  inferred: (count) => `für ${count} danach geschätzt, wie viele Listen sie nennen`,
  masked: (count) => `${count} verdeckte Namen bleiben ungeklärt.`,
};
