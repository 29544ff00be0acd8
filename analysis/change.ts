/** A plan applied: how the host stands to every server before and after. Today's rules are never touched. */
import { assumed, cutEitherWay, hideIn, sever } from './effects.ts';
import type { Graph } from './graph.ts';
import { type ActRow, combine } from './policies.ts';
import type { Plan } from './scenario.ts';
import { type Contact, contactOf, type Standing, standingFrom } from './visibility.ts';

export interface Change {
  /** Today's rules of the host on each node, and of each node on the host, without allowlist modes. */
  rulesBy: ActRow;
  rulesOn: ActRow;
  before: Standing;
  after: Standing;
  contactBefore: Contact;
  contactAfter: Contact;
}

export function applyPlan(graph: Graph, { node, entries, closedTo }: Plan): Change {
  const { policies } = graph;
  const rulesBy = policies.rulesBy(node);
  const rulesOn = policies.rulesOn(node);
  const newBy = copyRow(rulesBy);
  const newOn = copyRow(rulesOn);
  for (const { side, rule, length, nodes } of entries) {
    if (side === 'allow') continue;
    for (const other of nodes) combine(side === 'ours' ? newBy : newOn, other, rule, length);
  }
  const before = standingFrom(graph, node, rulesBy.effect, rulesOn.effect);
  const after = standingFrom(graph, node, newBy.effect, newOn.effect, closedTo);
  return {
    rulesBy,
    rulesOn,
    before,
    after,
    contactBefore: contactOf(graph, before),
    contactAfter: contactOf(graph, after),
  };
}

/** @returns whether posts of the node, or to it, stop */
export function isCut({ contactBefore, contactAfter }: Change, node: number): boolean {
  return contactBefore.in[node]! > contactAfter.in[node]! || contactBefore.out[node]! > contactAfter.out[node]!;
}

/** @returns whether posts that do not arrive today would, either way, and none stop */
export function isOpened(change: Change, node: number): boolean {
  const { contactBefore, contactAfter } = change;
  const gains = contactAfter.in[node]! > contactBefore.in[node]! || contactAfter.out[node]! > contactBefore.out[node]!;
  return gains && !isCut(change, node);
}

/** @returns whether posts of the node still arrive and are newly hidden from people who do not follow their author */
export function isHidden({ before, after, contactBefore, contactAfter }: Change, node: number): boolean {
  const newly = (after.ours[node]! & hideIn) !== 0 && (before.ours[node]! & hideIn) === 0;
  return newly && contactBefore.in[node] === 1 && contactAfter.in[node] === 1;
}

/** @returns whether the node is cut by a rule that deletes follows, so that lifting it does not bring them back */
export function isSevered(change: Change, node: number): boolean {
  const newly = (before: number, after: number) => (after & sever) !== 0 && (before & sever) === 0;
  const { before, after } = change;
  return (
    isCut(change, node) &&
    (newly(before.ours[node]!, after.ours[node]!) || newly(before.theirs[node]!, after.theirs[node]!))
  );
}

/**
 * deleted: some follows are · kept: all are · unknown: something cuts of which nobody read what it does to follows ·
 * null: nothing is newly cut.
 */
export type FollowsFate = 'deleted' | 'kept' | 'unknown' | null;

export function followsAfter({ entries, closedTo, node }: Plan, change: Change): FollowsFate {
  const cut: number[] = [];
  for (let other = 0; other < change.contactBefore.in.length; other++) if (isCut(change, other)) cut.push(other);
  if (cut.length === 0) return null;
  if (cut.some((other) => isSevered(change, other))) return 'deleted';
  const guesses = (effect: number) => (effect & assumed) !== 0 && (effect & cutEitherWay) !== 0;
  const guessed = entries.some(
    ({ side, rule, nodes }) => side !== 'allow' && guesses(rule.effect) && nodes.some((other) => isCut(change, other)),
  );
  const shutOut = cut.some((other) => other !== node && guesses(closedTo?.(other) ?? 0));
  return guessed || shutOut ? 'unknown' : 'kept';
}

function copyRow({ effect, length, spared }: ActRow): ActRow {
  return { effect: effect.slice(), length: length.slice(), spared };
}
