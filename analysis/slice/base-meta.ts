/** What of a base is not one entry a server, and is not flat: written as JSON. */
import type { Communities } from '../communities.ts';
import { has, isCount, isText, listOf, oneOf, orNull, type Shape } from '../container/shapes.ts';
import { areCommunities, isCoverage, isSnapshotRef, isUnit } from '../snapshot-shapes.ts';
import type { Base } from './base.ts';
import type { FitMeta } from './fit-binary.ts';

export interface BaseMeta
  extends Pick<Base, 'ref' | 'contentHash' | 'coverage' | 'model' | 'note' | 'counting' | 'closed'> {
  unit: Base['audience']['unit'];
  softwares: (string | null)[];
  communities: Omit<Communities['list'][number], 'nodes'>[];
  fit: FitMeta;
}

const isKind = oneOf('fitted', 'plain');
const areCovered = orNull(has({ in: isCount, out: isCount }));
const isScatter = has({ tie: isCount, kind: isCount });

export const baseMeta: Readonly<Record<keyof BaseMeta, Shape>> = {
  ref: isSnapshotRef,
  contentHash: isText,
  coverage: isCoverage,
  model: oneOf('plain', 'gravity', 'full'),
  note: has({
    ...{ kind: isKind, servers: isCount, covered: areCovered },
    mainLanguage: orNull(has({ language: isText, servers: isCount })),
  }),
  counting: listOf(isCount),
  closed: listOf(isCount),
  unit: isUnit,
  softwares: listOf(orNull(isText)),
  communities: areCommunities,
  fit: has({
    ...{ kind: isKind, groupCount: isCount, servers: listOf(isCount) },
    dispersion: has({ in: isScatter, out: isScatter, covered: areCovered }),
  }),
};
