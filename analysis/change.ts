/** A plan applied: how the host stands to every server before and after. Today's rules are never touched. */
import { assumed, cutEitherWay, hideIn, sever } from './effects.ts';
import type { Graph } from './graph.ts';
import { type ActRow, combine } from './policies.ts';
import { rowLeft } from './rules-by-node.ts';
import type { Plan } from './scenario.ts';
import { type Today, todayOf } from './today.ts';
import type { FollowsFate } from './types.ts';
import { type Contact, contactOf, type Standing, standingFrom } from './visibility.ts';

export interface Change {
  /** Today's rules of the host on each node, and of each node on the host, without allowlist modes. */
  rulesBy: ActRow;
  rulesOn: ActRow;
  before: Standing;
  after: Standing;
  contactBefore: Contact;
  contactAfter: Contact;
  /** The nodes to which the host stands differently after, ascending; nothing changes for the rest. */
  nodes: number[];
}

/** What is lifted is lifted first, then the rest is added. */
export function applyPlan(graph: Graph, plan: Plan, today: Today = todayOf(graph, plan.node)): Change {
  const { node, entries, closedTo } = plan;
  const { rulesBy, rulesOn } = today;
  const newBy = copyRow(rulesBy);
  const newOn = copyRow(rulesOn);
  liftRules(graph, plan, today, newBy, newOn);
  for (const { side, rule, length, nodes, lifted } of entries) {
    if (side === 'allow' || lifted !== null) continue;
    for (const other of nodes) combine(side === 'ours' ? newBy : newOn, other, rule, length);
  }
  const before = today.standing;
  const after = standingFrom(graph, node, newBy.effect, newOn.effect, closedTo);
  const nodes: number[] = [];
  for (let other = 0; other < graph.order; other++) {
    if (before.ours[other] !== after.ours[other] || before.theirs[other] !== after.theirs[other]) nodes.push(other);
  }
  const contactAfter = contactOf(graph, after);
  return { rulesBy, rulesOn, before, after, contactBefore: today.contact, contactAfter, nodes };
}

function liftRules(graph: Graph, { entries }: Plan, { rulesBy, ownRules }: Today, newBy: ActRow, newOn: ActRow): void {
  const ours = entries.filter(({ side, lifted }) => side === 'ours' && lifted !== null && lifted.size > 0);
  const lifted = new Set(ours.flatMap((entry) => [...entry.lifted!]));
  for (const other of new Set(ours.flatMap(({ nodes }) => nodes))) {
    const left = rowLeft(graph, ownRules().get(other)!, lifted, rulesBy.spared[other]!);
    newBy.effect[other] = left.effect[0]!;
    newBy.length[other] = left.length[0]!;
  }
  for (const entry of entries) {
    if (entry.side !== 'theirs' || entry.lifted === null) continue;
    for (const other of entry.nodes) {
      newOn.effect[other] = 0;
      newOn.length[other] = 0;
    }
  }
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

/** @returns whether posts of the node arrive, hidden today from people who do not follow their author and no longer after */
export function isShown({ before, after, contactBefore, contactAfter }: Change, node: number): boolean {
  const newly = (after.ours[node]! & hideIn) === 0 && (before.ours[node]! & hideIn) !== 0;
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

/** What becomes of the follows with the servers that are newly cut. */
export function followsAfter({ entries, closedTo, node }: Plan, change: Change): FollowsFate {
  const cut = change.nodes.filter((other) => isCut(change, other));
  if (cut.length === 0) return null;
  if (cut.some((other) => isSevered(change, other))) return 'deleted';
  const guessed = entries.some(
    ({ side, rule, nodes, lifted }) =>
      side !== 'allow' && lifted === null && guesses(rule.effect) && nodes.some((other) => isCut(change, other)),
  );
  const shutOut = cut.some((other) => other !== node && guesses(closedTo?.(other) ?? 0));
  return guessed || shutOut ? 'unknown' : 'kept';
}

/** What became of the follows with the servers that open, when they were cut. */
export function followsBefore({ policies }: Graph, { entries, node }: Plan, change: Change): FollowsFate {
  const opened = change.nodes.filter((other) => isOpened(change, other));
  if (opened.length === 0) return null;
  const { ours, theirs } = change.before;
  if (opened.some((other) => ((ours[other]! | theirs[other]!) & sever) !== 0)) return 'deleted';
  const guessed = entries.some(({ lifted, nodes }) => {
    const guesswork = [...(lifted ?? [])].some((at) => guesses(policies.ruleAt(at).rule.effect));
    return guesswork && nodes.some((other) => isOpened(change, other));
  });
  const letIn = opened.some((other) => guesses(policies.closedTo(node, other)));
  return guessed || letIn ? 'unknown' : 'kept';
}

/** Nobody read what it does to follows. */
function guesses(effect: number): boolean {
  return (effect & assumed) !== 0 && (effect & cutEitherWay) !== 0;
}

function copyRow({ effect, length, spared }: ActRow): ActRow {
  return { effect: effect.slice(), length: length.slice(), spared };
}
