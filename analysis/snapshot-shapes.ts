/** What the files of a snapshot say of it, each for itself. */
import { each, has, isCount, isFlag, isText, listOf, oneOf, orNull, type Shape } from './container/shapes.ts';

export const isUnit = oneOf('active', 'registered');

export const isSnapshotRef: Shape = has({
  id: isText,
  asOf: (value) => isText(value) && !Number.isNaN(Date.parse(value as string)),
});

export const areCommunities: Shape = listOf(has({ name: isText, size: isCount, audience: orNull(isCount) }));

export const isCoverage: Shape = has({
  ...{ hosts: isCount, visited: isCount, dead: isCount, unvisited: isCount, maskedUnresolved: isCount },
  lists: has({ peers: each(isCount), blocks: each(isCount), allows: each(isCount), counts: each(isCount) }),
  audience: has({ known: isCount, inferred: isCount, unknown: isCount, unit: isUnit }),
  masks: each(isCount),
  noPeerLists: isFlag,
});
