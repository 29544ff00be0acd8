/**
 * For every server, all follows that others have to it and all it has to others, as far as contact is open today: what
 * shares of threads and boosts are taken of. One pass over all pairs, once a snapshot.
 */
import { everyNode, sumFollows } from './follow-sums.ts';
import { perGraph } from './per-graph.ts';

export const strengthsOf = perGraph((graph) => sumFollows(graph, everyNode(graph.order)));
