/** The same as the picture, as a table that opens below it. */
import type { MapFile } from '../../analysis/types.ts';
import type { Scene } from '../map/scene.ts';
import { build } from './build.ts';
import type { EmbedFigures } from './embed-figures.ts';
import { communitySwatch, markSymbol } from './mark-symbol.ts';
import { type TableRow, tableRows } from './table-rows.ts';
import type { EmbedWords } from './words/embed-words.ts';

export function serverTable(map: MapFile, scene: Scene, words: EmbedWords, figures: EmbedFigures): HTMLElement {
  const rows = tableRows(map, scene);
  const caption = words.tableOf(figures.count(rows.length), figures.count(map.hosts.length));
  const people = words.people[map.coverage.audience.unit];
  const heads = [words.server, people, words.community, words.mark].map((head) => build('th', { scope: 'col' }, head));
  const body = rows.map((row) => rowOf(row, scene, words, figures));
  return build(
    'table',
    {},
    build('caption', {}, caption),
    build('thead', {}, build('tr', {}, ...heads)),
    build('tbody', {}, ...body),
  );
}

function rowOf(
  { host, people, community, mark }: TableRow,
  { focus }: Scene,
  words: EmbedWords,
  figures: EmbedFigures,
): HTMLElement {
  const here = mark === 'kept' && focus === null ? words.aServer : words.marks[mark];
  return build(
    'tr',
    {},
    build('th', { scope: 'row' }, host),
    build('td', { class: 'number' }, people === null ? words.unknown : figures.people(people)),
    build('td', {}, ...(community === null ? [words.none] : [communitySwatch(community.rank), community.name])),
    build('td', {}, markSymbol(mark), here),
  );
}
