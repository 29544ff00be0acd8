/**
 * Imported lists as the fragment of a link: `#lists=…,…&other.lists=…`, which no server is ever sent. A list is packed
 * when it is given, so that writing a link takes no time. What makes the link too long is named in it and not held:
 * this page still has it, and every other says what is missing.
 */
import type { GivenList } from '../shared/question.ts';
import { packList, unpackList } from './packed-list.ts';
import { words } from './words/words.ts';

/** What browsers, chats and mail programs carry. */
export const maxLinkLength = 32 * 1024;

/** The lists of a question, and of the one it is compared with. */
export interface LinkedLists {
  lists: readonly GivenList[];
  otherLists: readonly GivenList[];
}

/** A list as the page keeps it. */
export async function takeList(list: Omit<GivenList, 'packed'>): Promise<GivenList> {
  return { ...list, packed: await packList(list) };
}

/** @returns the fragment with its leading `#`, or '' */
export function writeLists({ lists, otherLists }: LinkedLists): string {
  let room = maxLinkLength;
  const write = (list: GivenList) => {
    const fits = list.packed.length < room;
    if (fits) room -= list.packed.length;
    return fits ? list.packed : nameOnly(list);
  };
  const parts = Object.entries({ lists, 'other.lists': otherLists })
    .filter(([, given]) => given.length > 0)
    .map(([key, given]) => `${key}=${given.map(write).join(',')}`);
  return parts.length === 0 ? '' : `#${parts.join('&')}`;
}

/** @returns names of the lists that a link to this question does not hold */
export function missingInLink(linked: LinkedLists): string[] {
  const parts = readParts(writeLists(linked));
  return [...linked.lists, ...linked.otherLists]
    .filter((list) => [...parts.lists, ...parts.otherLists].includes(nameOnly(list)))
    .map(({ name }) => name);
}

/**
 * @param kept lists that this page holds, from an earlier question of its own
 * @returns the lists of a fragment, and one sentence for each that cannot be had
 */
export async function readLists(
  hash: string,
  kept: readonly GivenList[],
): Promise<LinkedLists & { problems: string[] }> {
  const problems: string[] = [];
  const byPart = new Map(kept.flatMap((list) => [list.packed, nameOnly(list)].map((part) => [part, list] as const)));
  const read = async (part: string): Promise<GivenList[]> => {
    const before = byPart.get(part);
    if (before !== undefined) return [before];
    if (part.startsWith(nameMark)) {
      problems.push(words().scenario.listNotInLink(readName(part)));
      return [];
    }
    const list = await unpackList(part);
    if (list === undefined) problems.push(words().scenario.listUnreadable);
    return list === undefined ? [] : [{ ...list, packed: part, notes: [] }];
  };
  const readAll = async (parts: readonly string[]) => (await Promise.all(parts.map(read))).flat();
  const parts = readParts(hash);
  return { lists: await readAll(parts.lists), otherLists: await readAll(parts.otherLists), problems };
}

function readParts(hash: string): { lists: string[]; otherLists: string[] } {
  const found = { lists: [] as string[], otherLists: [] as string[] };
  for (const part of hash.replace(/^#/, '').split('&')) {
    const [key, value = ''] = part.split('=');
    const given = value.split(',').filter((text) => text !== '');
    if (key === 'lists') found.lists.push(...given);
    else if (key === 'other.lists') found.otherLists.push(...given);
  }
  return found;
}

const nameMark = '~';

function nameOnly({ name, entries }: GivenList): string {
  return `${nameMark}${entries.length}${nameMark}${encodeURIComponent(name)}`;
}

function readName(part: string): string {
  const written = part.slice(part.indexOf(nameMark, 1) + 1);
  try {
    return decodeURIComponent(written);
  } catch {
    return written;
  }
}
