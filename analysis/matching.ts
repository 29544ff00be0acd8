/**
 * Which hosts the text of a rule names. Per software, because servers differ: a Mastodon rule takes the subdomains
 * with it, a Lemmy rule does not (the kinds are declared in rules.ts).
 */
import { namesAbove } from '../data/host.ts';
import type { NameIndex } from './names.ts';
import type { Matching } from './rules.ts';

/** A rule's text, taken apart once. */
export interface RuleTarget {
  kind: 'exact' | 'subtree' | 'glob' | 'masked';
  /** The name without a leading `*.`. */
  name: string;
  /** Length that decides which of several rules is the longest. */
  length: number;
}

/** @returns how a text is to be matched; a masked name matches nothing */
export function readTarget(text: string, matching: Matching): RuleTarget {
  const below = text.startsWith('*.') ? text.slice(2) : undefined;
  const name = below ?? text;
  if (/[*?]/.test(name)) return { kind: matching === 'glob' ? 'glob' : 'masked', name: text, length: text.length };
  const subtree = below !== undefined || takesSubdomains(matching);
  return { kind: subtree ? 'subtree' : 'exact', name, length: name.length };
}

/** Calls `visit` with every node the target names; a node may come more than once. O(matches), for globs O(names). */
export function eachMatch(target: RuleTarget, names: NameIndex, visit: (node: number) => void): void {
  if (target.kind === 'masked') return;
  if (target.kind === 'glob') {
    names.eachName((name, node) => {
      if (matchesGlob(name, target.name)) visit(node);
    });
    return;
  }
  const node = names.find(target.name);
  if (node !== undefined) visit(node);
  if (target.kind === 'subtree') names.eachBelow(target.name, visit);
}

/** Calls `visit` with every text without inner wildcards that names `name`, under rules that match in that way. */
export function eachTextNaming(
  name: string,
  visit: (text: string, length: number, matching: 'any' | 'subtree') => void,
): void {
  for (const above of namesAbove(name)) {
    visit(above, above.length, above === name ? 'any' : 'subtree');
    visit(`*.${above}`, above.length, 'any');
  }
}

/** @returns whether a rule on a name also takes what is below it */
export function takesSubdomains(matching: Matching): boolean {
  return matching === 'suffix' || matching === 'longest';
}

/** `*` any text, `?` one character. Linear in practice and never exponential: rule texts are written by strangers. */
export function matchesGlob(name: string, glob: string): boolean {
  let at = 0;
  let position = 0;
  let star = -1;
  let resume = 0;
  while (position < name.length) {
    if (glob[at] === '*') {
      star = at++;
      resume = position;
    } else if (glob[at] === '?' || glob[at] === name[position]) {
      at++;
      position++;
    } else if (star !== -1) {
      at = star + 1;
      position = ++resume;
    } else return false;
  }
  while (glob[at] === '*') at++;
  return at === glob.length;
}
