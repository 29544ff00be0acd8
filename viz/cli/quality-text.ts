/** What is dirty in the data, rule by rule, for a terminal. */
import { showCount } from '../../analysis/report/figures.ts';
import { plainText } from '../../analysis/report/safe-text.ts';
import type { Coverage } from '../../analysis/types.ts';
import type { Quality } from '../../data/quality.ts';

const shownNames = 5;

export function renderQuality(quality: Quality & Pick<Coverage, 'masks'>): string {
  const { doubts, quarantine, lists, masks, moreActiveThanRegistered, deadWithFigures, folded } = quality;
  return [
    '',
    'Numbers kept out of sums, by rule',
    ...doubts.flatMap(({ name, statement, count, hosts }) => [
      `  · ${name}: ${servers(count)}. ${statement}`,
      ...first(hosts, ({ host, repeats }) => (repeats === null ? host : `${host} (as ${repeats})`)),
    ]),
    `  · Of the others, ${showCount(moreActiveThanRegistered.length)} tell more active than registered people: only the registered are believed.`,
    ...first(moreActiveThanRegistered, (host) => host),
    '',
    'Left out of lists, as they were last read',
    `  · ${showCount(lists.duplicates)} entries that the list already had, ${showCount(lists.selfEntries)} that name the source itself, ${showCount(lists.rejected)} that name nothing.`,
    ...first(lists.lists, ({ host, kind, duplicates, selfEntries, rejected }) => {
      const counts = [`${duplicates} twice`, `${selfEntries} self`, `${rejected} naming nothing`];
      return `${host} ${kind} (${counts.filter((text) => !text.startsWith('0 ')).join(', ')})`;
    }),
    '',
    'Names',
    `  · Masked in block lists: ${showCount(masks.digest)} known by digest, ${showCount(masks.shape)} by shape, ${showCount(masks.ambiguous)} that several known names fit, ${showCount(masks.unknown)} that none fits.`,
    `  · Below domains with more names than any operator has servers, counted nowhere: ${showCount(quarantine.hosts)}.`,
    ...first(quarantine.domains, ({ domain, names }) => `${domain} (${showCount(names)} names or more)`),
    `  · Of servers that are known by another name, and so count once: ${showCount(folded.length)}.`,
    ...first(folded, ({ name, host }) => `${name} (${host})`),
    `  · Of servers that do not answer, and whose earlier numbers are held: ${showCount(deadWithFigures.length)}.`,
    ...first(deadWithFigures, (host) => host),
  ].join('\n');
}

function first<Item>(items: readonly Item[], show: (item: Item) => string): string[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, shownNames).map((item) => plainText(show(item)));
  const rest = items.length > shownNames ? `, and ${showCount(items.length - shownNames)} more` : '';
  return [`      ${shown.join(', ')}${rest}`];
}

function servers(count: number): string {
  return `${showCount(count)} ${count === 1 ? 'server' : 'servers'}`;
}
