/** What stays visible across a new cut, in words. */
import type { Graph } from '../graph.ts';
import type { Residual } from '../residual.ts';
import type { Impact } from '../types.ts';
import { demandsSignature } from '../visibility.ts';
import { showCount } from './figures.ts';

const always = 'copies of old posts, public pages on the web';
const boosts = 'new posts through boosts on third servers';

/** @returns at most one sentence for each direction */
export function writeResidual(
  graph: Graph,
  { host, scenario }: Pick<Impact, 'host' | 'scenario'>,
  residual: { out: Residual; in: Residual },
): string[] {
  // A server that goes into allowlist mode often closes its pages and demands signed fetches with it.
  const out =
    scenario.allowlist === undefined
      ? say(`Still visible to them: ${always}`, residual.out, wordsOut(graph, host))
      : say('Still visible to them: copies of old posts', residual.out, wordsClosed);
  return [...out, ...say(`Still visible on ${host} from there: ${always}`, residual.in, wordsIn)];
}

type Words = Record<keyof Residual, string>;

function wordsOut(graph: Graph, host: string): Words {
  const signed = demandsSignature(graph, graph.names.find(host)!);
  const open = signed === false ? `${host} does not demand signed fetches` : 'the action stops only what is delivered';
  const closed = signed === true ? `${host} demands signed fetches` : `${host} refuses whom it blocks`;
  return {
    fetch: `${boosts}, because ${open}`,
    refused: `no ${boosts}, because ${closed}`,
    unknown: `${boosts}, unless ${host} demands signed fetches (not known)`,
  };
}

/** The authors are others, each with a rule of its own about signed fetches. */
const wordsIn: Words = {
  fetch: boosts,
  refused: `no ${boosts}, because fetches of whom is blocked are refused there`,
  unknown: `${boosts}, unless signed fetches are demanded there (not known)`,
};

const closed = 'what else an allowlist mode leaves open is not known';
const wordsClosed: Words = { fetch: closed, refused: closed, unknown: closed };

function say(begin: string, residual: Residual, words: Words): string[] {
  const parts = new Map<string, number>();
  for (const kind of ['fetch', 'refused', 'unknown'] as const) {
    const count = residual[kind].length;
    if (count > 0) parts.set(words[kind], (parts.get(words[kind]) ?? 0) + count);
  }
  if (parts.size === 0) return [];
  const counted = (count: number) => (parts.size === 1 ? '' : ` (${showCount(count)} of these servers)`);
  return [`${begin}; ${[...parts].map(([part, count]) => `${part}${counted(count)}`).join('; ')}.`];
}
