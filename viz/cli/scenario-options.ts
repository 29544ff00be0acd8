/** A scenario as a person writes it on the command line. */
import { findNode, type Graph, hostOf } from '../../analysis/graph.ts';
import { actionsOf } from '../../analysis/rules.ts';
import type { ListEntry, Scenario } from '../../analysis/types.ts';
import { UserError } from '../../data/errors.ts';

export interface ScenarioOptions {
  block: string[];
  limit: string[];
  /** Each `word:hosts`. */
  action: string[];
  blockedBy: string[];
  lift: string[];
  liftedBy: string[];
  threshold?: number;
  except: string[];
  allowlist: string[];
}

export const scenarioOptionNames = [
  'block',
  'limit',
  'action',
  'blockedBy',
  'lift',
  'liftedBy',
  'threshold',
  'except',
  'allowlist',
] as const satisfies readonly (keyof ScenarioOptions)[];

/** @throws UserError without a host, or for an action that names no server */
export function readScenarioOptions(host: string | undefined, options: ScenarioOptions): Scenario {
  if (host === undefined) {
    throw new UserError('impact needs the host whose people you ask about, and none was given.', {
      hint: 'For example: faultline impact my.server --block other.server',
    });
  }
  const { block, limit, blockedBy, lift, liftedBy, except, allowlist, threshold } = options;
  const actions = options.action.flatMap(readAction);
  return {
    host,
    ...(block.length > 0 && { block }),
    ...(limit.length > 0 && { limit }),
    ...(actions.length > 0 && { actions }),
    ...(blockedBy.length > 0 && { blockedBy }),
    ...(lift.length > 0 && { lift }),
    ...(liftedBy.length > 0 && { liftedBy }),
    ...(threshold !== undefined && { threshold }),
    ...(except.length > 0 && { except }),
    ...(allowlist.length > 0 && { allowlist }),
  };
}

export function hostBesideScenarios(host: string): UserError {
  return new UserError(`${host} was given beside --scenarios, where each line names its own host.`, {
    hint: 'Leave one of the two out.',
  });
}

/** @throws UserError for a word that the software of the host, where it is known, does not have */
export function checkActions(graph: Graph, { host, actions = [] }: Scenario): void {
  if (actions.length === 0) return;
  const node = findNode(graph, host);
  const { software } = graph.snapshot.hosts[node]!;
  const words = actionsOf(software);
  const unknown = actions.find(({ action }) => !words.includes(action.toLowerCase()));
  if (words.length === 0 || unknown === undefined) return;
  throw new UserError(
    `${hostOf(graph, node)} runs ${software}, which has no action ${JSON.stringify(unknown.action)}.`,
    {
      hint: `Its actions are: ${words.join(', ')}.`,
    },
  );
}

function readAction(text: string): ListEntry[] {
  const [, action = '', names = ''] = /^([^:]*):(.*)$/s.exec(text) ?? [];
  const targets = names.split(',').filter((name) => name.trim() !== '');
  if (action.trim() === '' || targets.length === 0) {
    throw new UserError(`--action expects a word and servers, as in silence:a.example; got ${JSON.stringify(text)}.`, {
      hint: 'The word is one of the software of the host, such as suspend, reject or quarantine.',
    });
  }
  return targets.map((target) => ({ target, action: action.trim() }));
}
