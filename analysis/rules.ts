/**
 * What a declared action does, by the software that declares it and its word. The facts are tables with a source in
 * every row, one file each: rules/table.ts for actions, rules/allowlists.ts, rules/signed-fetch.ts, rules/words.ts.
 *
 * A word that no row knows is read as a synonym, and is marked assumed when even that fails.
 */
import { assumed, cutIn, cutOut, hideIn } from './effects.ts';
import { allowlists } from './rules/allowlists.ts';
import type { Rule } from './rules/rule.ts';
import { table } from './rules/table.ts';
import { genericWords, ownWords, synonyms } from './rules/words.ts';

export type { Matching, Origin, Rule } from './rules/rule.ts';

/** The words a software uses for its full block and its soft limit, and what its allowlist mode does to everyone else. */
export interface Vocabulary {
  block: string;
  /** null: this software has no action that hides without cutting. */
  limit: string | null;
  allowlist: Rule;
}

const full = cutIn | cutOut | hideIn;
const maxSoftware = 1_000;
const maxWords = 1_000;
const byWord = new Map<string, Map<string, Rule>>();
for (const [software, actions, effect, matching, peers, origin] of table) {
  const rule: Rule = { effect, matching, unlists: peers === 'unlisted', origin };
  for (const name of software) for (const action of actions) learn(name, action, rule);
}

const allowlistOf = new Map(
  allowlists.flatMap(([software, , effect, matching]) => {
    const rule: Rule = { effect, matching, unlists: false, origin: 'decision' };
    return software.map((name) => [name, rule] as const);
  }),
);
const genericAllowlist: Rule = { effect: full | assumed, matching: 'exact', unlists: false, origin: 'decision' };
const bySoftware = new Map<string, Vocabulary>(
  ownWords.flatMap(([software, block, limit]) =>
    software.map((name) => [name, { block, limit, allowlist: allowlistOf.get(name) ?? genericAllowlist }] as const),
  ),
);
const generic: Vocabulary = { ...genericWords, allowlist: genericAllowlist };

/** @returns the words of a software (NodeInfo name, lower-case); the generic ones when it is not known */
export function vocabularyOf(software: string | null): Vocabulary {
  return (software === null ? undefined : bySoftware.get(software)) ?? generic;
}

/** @returns the words that were read in the source of a software, lower-case; none where nobody has read it */
export function actionsOf(software: string | null): string[] {
  return table.filter(([names]) => names.includes(software ?? '')).flatMap(([, actions]) => actions);
}

/** @returns what an action, in any software's word, does on a server that runs `software` */
export function ruleFor(software: string | null, action: string): Rule {
  const name = software ?? '';
  const known = byWord.get(name)?.get(action);
  if (known) return known;
  const word = action.toLowerCase();
  const rule = byWord.get(name)?.get(word) ?? readSynonym(software, word);
  learn(name, action, rule);
  return rule;
}

/** Words come from strangers, so only so many are remembered. */
function learn(software: string, action: string, rule: Rule): void {
  const words = byWord.get(software) ?? new Map<string, Rule>();
  if (byWord.size < maxSoftware && words.size < maxWords) byWord.set(software, words.set(action, rule));
}

function readSynonym(software: string | null, action: string): Rule {
  const words = vocabularyOf(software);
  const own = (word: string) => byWord.get(software ?? '')?.get(word);
  // All words of one software match alike: where the longest rule wins, it must win over every other.
  const matching = own(words.block)?.matching ?? 'exact';
  const guess = (effect: number): Rule => ({ effect: effect | assumed, matching, unlists: true, origin: 'decision' });
  if (synonyms.block.includes(action)) return own(words.block) ?? guess(full);
  if (synonyms.limit.includes(action)) return (words.limit !== null ? own(words.limit) : undefined) ?? guess(hideIn);
  if (synonyms.nothing.includes(action)) return { ...guess(0), effect: 0 };
  return guess(0);
}
