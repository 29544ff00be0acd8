/** What a person would not notice in an answer is refused before: a question that contradicts itself, or asks nothing. */
import { UserError } from '../data/errors.ts';
import type { Host } from '../data/types.ts';
import { type Graph, hostOf } from './graph.ts';
import type { Scenario } from './types.ts';

/**
 * @param scenario with names normalised
 * @throws UserError when the host acts on itself, when something is done and undone, or for lists without entries
 */
export function checkScenario(graph: Graph, node: number, scenario: Scenario): void {
  const { block = [], limit = [], actions = [], blockedBy = [], lift = [], liftedBy = [], allowlist = [] } = scenario;
  const host = hostOf(graph, node);
  const acted = { block, limit, actions: actions.map(({ target }) => target), blockedBy, lift, liftedBy };
  for (const [field, names] of Object.entries(acted)) {
    const self = names.find((name) => graph.names.find(name) === node);
    if (self !== undefined) throw namesItself(field, self, host);
  }
  refuseBoth(graph, { block, lift }, 'A block also takes effect beside a limit that stands; leave one of the two out.');
  refuseBoth(graph, { blockedBy, liftedBy }, 'Ask for one of the two.');
  if (allowlist.length > 0 && lift.length > 0) {
    throw new UserError(`The scenario lifts rules of ${host} and shuts out all that is not on its allowlist.`, {
      hint: 'Ask for one of the two: contact with what is on no allowlist does not open by a lift.',
    });
  }
  checkLists(scenario);
}

function checkLists({ blocklist = [], lists = [], threshold, except = [] }: Scenario): void {
  if (blocklist.length > 0 && lists.length > 0) {
    throw new UserError('The scenario has both a blocklist and lists: expected one of the two.', {
      hint: 'Add the blocklist to the lists, with a name.',
    });
  }
  const empty = lists.find(({ entries }) => entries.length === 0);
  if (empty !== undefined) {
    throw new UserError(`The list ${JSON.stringify(empty.name)} has no entry.`, { hint: 'Leave it out.' });
  }
  const [twice] = lists.filter(({ name }, at) => lists.findIndex((list) => list.name === name) !== at);
  if (twice !== undefined) {
    throw new UserError(`Two lists are called ${JSON.stringify(twice.name)}.`, {
      hint: 'Give each list once, under a name of its own.',
    });
  }
  if (threshold !== undefined && (!Number.isInteger(threshold) || threshold < 1)) {
    throw new UserError(`The threshold is ${threshold}: expected how many lists must name an entry, from 1.`, {
      hint: 'With 1 every entry of every list is imported.',
    });
  }
  if (threshold !== undefined && lists.length === 0) {
    throw new UserError('The scenario has a threshold and no lists to count.', {
      hint: 'Give the lists by name, or leave the threshold out.',
    });
  }
  if (except.length > 0 && blocklist.length + lists.length === 0) {
    throw new UserError('The scenario has exceptions from an import, and imports no list.', {
      hint: 'Give a list, or leave the exceptions out.',
    });
  }
}

/** @throws UserError when more independent lists would have to agree than there are */
export function checkAgreement(threshold: number, independent: number, given: number): void {
  if (independent === 0 || threshold <= independent) return;
  const copies = independent === given ? '' : `, of ${given} of which some are near-copies and count once`;
  throw new UserError(
    `An entry would have to be on ${threshold} lists, and there are only ${independent}${copies}: nothing would be imported.`,
    { hint: 'Lower the threshold, or give more lists.' },
  );
}

function namesItself(field: string, name: string, host: Host): UserError {
  const alias = name === host ? '' : `, which is ${host}`;
  return new UserError(`The scenario names ${name}${alias} itself in ${field}: a server does not act on itself.`, {
    hint: 'Leave it out; a pattern or a list that also takes it does it no harm.',
  });
}

function refuseBoth(graph: Graph, fields: Record<string, readonly string[]>, hint: string): void {
  const [[done, names], [undone, others]] = Object.entries(fields) as [[string, string[]], [string, string[]]];
  const key = (name: string) => graph.names.find(name) ?? name;
  const keys = new Set(others.map(key));
  const both = names.find((name) => keys.has(key(name)));
  if (both === undefined) return;
  throw new UserError(`The scenario names ${both} both in ${done} and in ${undone}.`, { hint });
}
