/**
 * Effects of declared actions as bits, so that millions of rules combine with `|`.
 * Names as in `Effect` (types.ts). Absent bits mean "nothing happens".
 */
/** Content written on the target is refused at the source. */
export const cutIn = 1;
/** The source stops sending content to the target. */
export const cutOut = 2;
/** Follow rows between the two are deleted. */
export const sever = 4;
/** The target's posts are hidden at the source from people who do not follow their author. */
export const hideIn = 8;
/** The meaning is assumed: no source was read for this software and word. */
export const assumed = 16;
/** A declared rule matches, whatever it does; tells "no rule" from "a rule without effect on reach". */
export const declared = 32;
/** Where signed fetches are demanded, those of the target are refused, though nothing else of it is. */
export const refuseFetch = 64;

export const cutEitherWay = cutIn | cutOut;
