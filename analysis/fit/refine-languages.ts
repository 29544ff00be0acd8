/**
 * The language of servers that publish counts, by the counts: of the follows between such a server and those of a
 * language, how many there are for the size of these servers (a location quotient). Large servers are known everywhere,
 * so that whom they know says little, and a wrong label on one of them spoils what is fitted on it.
 */
import type { Graph } from '../graph.ts';
import { languagesOf } from '../languages.ts';
import { sum } from '../sum.ts';
import type { CalibrationPairs } from './pairs.ts';

/** Fewer follows than this decide nothing. */
const fewestFollows = 30;
/** How many times as large the quotient of another language must be to replace the label there was. */
const clearly = 1.5;
/** Size without which a language is too small to be told by its quotient, as a share of all partners. */
const leastShare = 0.01;

/** @returns per node the position in `languagesOf(graph).list`, or -1 */
export function refineLanguages(graph: Graph, pairs: CalibrationPairs): Int8Array {
  const { list, of } = languagesOf(graph);
  const labels = of.slice();
  pairs.servers.forEach((server, at) => {
    const follows = new Float64Array(list.length);
    const sizes = new Float64Array(list.length);
    for (let pair = pairs.offsets[at]!; pair < pairs.offsets[at + 1]!; pair++) {
      const language = of[pairs.other[pair]!]!;
      if (language === -1) continue;
      follows[language]! += pairs.out[pair]! + pairs.in[pair]!;
      sizes[language]! += graph.audience.people[pairs.other[pair]!]! * pairs.mask[pair]!;
    }
    const [counted, size] = [sum(follows), sum(sizes)];
    if (counted < fewestFollows) return;
    const quotients = follows.map((value, language) =>
      sizes[language]! < leastShare * size ? 0 : value / sizes[language]!,
    );
    const first = quotients.indexOf(Math.max(...quotients));
    const before = of[server]!;
    if (before === -1 || quotients[first]! > clearly * quotients[before]!) labels[server] = first;
  });
  return labels;
}
