/** What an embedded map shows, in sentences: the text alternative, which everybody sees. */
import type { MapFile } from '../../analysis/types.ts';
import { litShare, type Scene } from '../map/scene.ts';
import { hasChanges, type Question } from '../shared/question.ts';
import type { EmbedFigures } from './embed-figures.ts';
import type { EmbedWords } from './words/embed-words.ts';

/** More names would be a list, not a sentence. */
const mostNames = 3;

export function describeMap({ host }: Question, words: EmbedWords): string {
  return host === null ? words.mapOf : words.mapFrom(host);
}

/** @returns `What if: a.example blocks b.example?`, or null where nothing would change */
export function describeQuestion(question: Question, words: EmbedWords): string | null {
  const { host, block, limit, blockedBy } = question;
  if (host === null || !hasChanges(question)) return null;
  const name = (names: readonly string[]) => listNames(names, words);
  const parts = [
    ...(block.length > 0 ? [words.blocks(host, name(block))] : []),
    ...(limit.length > 0 ? [words.limits(host, name(limit))] : []),
    ...(blockedBy.length > 0 ? [words.isBlockedBy(host, name(blockedBy))] : []),
  ];
  return words.whatIf(parts.join('; '));
}

/** @param answered the answers about the server looked from are in */
export function describeScene(
  map: MapFile,
  scene: Scene,
  { host }: Question,
  answered: boolean,
  words: EmbedWords,
  figures: EmbedFigures,
): string {
  const all = words.drawn(
    figures.count(map.hosts.length),
    figures.count(map.communities.length),
    map.communities.length === 1,
  );
  if (host === null) return `${all} ${words.sizes}`;
  if (!answered) return words.asking(host);
  if (!scene.contactKnown) return words.noContactKnown(host);
  const away = scene.marks.includes('focus') ? '' : ` ${words.notDrawn(host)}`;
  return `${words.from(host, figures.share(litShare))} ${words.sizes}${away}`;
}

function listNames(names: readonly string[], words: EmbedWords): string {
  const said = names.length > mostNames ? names.slice(0, mostNames - 1) : names;
  const rest = names.length - said.length;
  const parts = rest > 0 ? [...said, words.othersMore(rest)] : said;
  const last = parts.at(-1)!;
  return parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')}${words.and}${last}`;
}
