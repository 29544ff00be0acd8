/** What a rule says, whatever software it comes from: the columns that all the tables of this folder share. */

/**
 * How the text of a rule names hosts.
 * exact: that host · suffix: that host and all below it · longest: as suffix, and of several matching rules of one
 * server only the longest counts · stem: as suffix, and `name.*` is that name under every ending · pattern: that host,
 * and with a leading `*.` all below it · glob: `*` stands for any text and `?` for one sign, so that `*.name` takes what
 * is below and not the name · mask: every `*` stands for one letter or digit · substring: a piece of any address, and
 * `*.name` is the piece `.name`. Everywhere but in these last three a leading `*.` means "and all below".
 */
export type Matching = 'exact' | 'suffix' | 'longest' | 'stem' | 'pattern' | 'glob' | 'mask' | 'substring';

/**
 * Who sets it. decision: a person, on that name · unanswered: the software, on a server that does not answer or says
 * that it is gone · software: the software, on every server that runs a software a person has named.
 */
export type Origin = 'decision' | 'unanswered' | 'software';

export interface Rule {
  /** Bits of effects.ts. */
  effect: number;
  matching: Matching;
  /** A target of this action is left out of the server's own published peer list. */
  unlists: boolean;
  origin: Origin;
}
