/**
 * Which hosts the text of a rule names. Per software, because servers differ: a Mastodon rule takes the subdomains
 * with it, a Lemmy rule does not (the kinds are declared in rules/rule.ts).
 */
import { namesAbove } from '../data/host.ts';
import { append } from './multimap.ts';
import type { NameIndex } from './names.ts';
import type { Matching } from './rules.ts';

/** A rule's text, taken apart once. */
export interface RuleTarget {
  /** exact: the name · subtree: it and all below it · below: all below it · scan: what `fits` · masked: nothing. */
  kind: 'exact' | 'subtree' | 'below' | 'scan' | 'masked';
  /** The name without a leading `*.`; of a scan or a mask the text. */
  name: string;
  /** Length that decides which of several rules is the longest. */
  length: number;
  /** Whether a name is meant, where only looking at every name tells. */
  fits?: (name: string) => boolean;
  /** What every name that fits begins with; '' where nothing does. */
  beginning?: string;
}

/** @returns how a text is to be matched; a masked name matches nothing */
export function readTarget(text: string, matching: Matching): RuleTarget {
  const below = text.startsWith('*.') ? text.slice(2) : undefined;
  const name = below ?? text;
  const isPlain = !/[*?]/.test(name);
  const scan = (fits: (name: string) => boolean, beginning = ''): RuleTarget => ({
    kind: 'scan',
    name: text,
    length: text.length,
    fits,
    beginning,
  });
  const beforeWildcard = text.replace(/[*?].*$/s, '');
  if (matching === 'substring' && isPlain)
    return scan((known) => known.includes(below === undefined ? text : `.${below}`));
  if (matching === 'glob' && !isPlain) return scan((known) => matchesGlob(known, text), beforeWildcard);
  if (matching === 'mask' && text.includes('*')) return scan((known) => matchesMask(known, text), beforeWildcard);
  if (matching === 'stem' && /^[^*?]+\.\*$/.test(name)) return scan((known) => matchesGlob(`.${known}`, `*.${name}`));
  if (!isPlain) return { kind: 'masked', name: text, length: text.length };
  if (below !== undefined && matching === 'glob') return { kind: 'below', name, length: name.length };
  return { kind: below !== undefined || takesSubdomains(matching) ? 'subtree' : 'exact', name, length: name.length };
}

/** Calls `visit` with every node the target names; a node may come more than once. O(matches), for a scan O(names that begin as it must). */
export function eachMatch(target: RuleTarget, names: NameIndex, visit: (node: number) => void): void {
  if (target.kind === 'masked') return;
  const { fits } = target;
  if (fits !== undefined) {
    names.eachBeginning(target.beginning ?? '', (name, node) => {
      if (fits(name)) visit(node);
    });
    return;
  }
  const node = target.kind === 'below' ? undefined : names.find(target.name);
  if (node !== undefined) visit(node);
  if (target.kind !== 'exact') names.eachBelow(target.name, visit);
}

/** Calls `visit` with every text without inner wildcards that may name `name`, and the rules for which it does. */
export function eachTextNaming(
  name: string,
  visit: (text: string, length: number, kind: 'any' | 'subtree') => void,
): void {
  for (const above of namesAbove(name)) {
    visit(above, above.length, above === name ? 'any' : 'subtree');
    visit(`*.${above}`, above.length, above === name ? 'subtree' : 'any');
  }
}

/**
 * Looks among texts that a person gave for what a rule is about.
 * @param given hosts, or texts of rules
 * @returns for the text of a rule, those of them that are this very text, or a server the rule takes. O(found), for globs O(given)
 */
export function matchGiven(
  given: readonly string[],
  names: NameIndex,
): (text: string, matching: Matching) => ReadonlySet<string> {
  const byText = new Map<string, string[]>();
  const byName = new Map<string, string[]>();
  const below = new Map<string, string[]>();
  for (const from of given) {
    append(byText, from, from);
    if (/[*?]/.test(from)) continue;
    const node = names.find(from);
    for (const name of node === undefined ? [from] : names.namesOf(node)) {
      append(byName, name, from);
      for (const above of namesAbove(name)) if (above !== name) append(below, above, from);
    }
  }
  return (text, matching) => {
    const found = new Set(byText.get(text));
    const add = (froms: readonly string[] = []) => {
      for (const from of froms) found.add(from);
    };
    const { kind, name, fits } = readTarget(text, matching);
    if (kind === 'exact' || kind === 'subtree') add(byName.get(name));
    if (kind === 'below' || kind === 'subtree') add(below.get(name));
    if (fits !== undefined) for (const [known, froms] of byName) if (fits(known)) add(froms);
    return found;
  };
}

/** @returns whether a rule on a name also takes what is below it */
function takesSubdomains(matching: Matching): boolean {
  return matching === 'suffix' || matching === 'longest' || matching === 'stem';
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

/** `*` one letter or digit: how a name that another server masked is read. */
function matchesMask(name: string, mask: string): boolean {
  if (name.length !== mask.length) return false;
  for (let at = 0; at < mask.length; at++) {
    if (mask[at] === '*' ? !/[a-z0-9]/.test(name[at]!) : mask[at] !== name[at]) return false;
  }
  return true;
}
