/** The model of follows as flat arrays. */
import type { Elements } from '../container/layout.ts';
import type { Container } from '../container/open-container.ts';
import type { Dispersion } from '../fit/dispersion.ts';
import { type Fit, plainFollows } from '../follow-model.ts';
import type { FollowModel } from '../follows.ts';
import type { Base } from './base.ts';

/** The sections of a file that it is written to. */
export type FitSection = 'language' | 'reader' | 'author' | 'group' | 'affinity' | 'kinship' | 'evidence';

/** What is not one entry a server or a pair of groups. */
export interface FitMeta {
  kind: FollowModel['kind'];
  groupCount: number;
  dispersion: Dispersion;
  servers: readonly number[];
}

export function packFit({ model, dispersion, language, servers }: Fit): {
  meta: FitMeta;
  parts: Partial<Record<FitSection, Elements>>;
} {
  const { kind } = model;
  // The plain model is the sizes themselves.
  if (kind === 'plain') return { meta: { kind, groupCount: 1, dispersion, servers }, parts: { language } };
  const { reader, author, group, groupCount, affinity, kinship, evidence } = withUsedGroups(model);
  return {
    meta: { kind, groupCount, dispersion, servers },
    parts: { language, reader, author, group, affinity, kinship, evidence },
  };
}

export function readFit(
  file: Container<FitSection>,
  { kind, groupCount, dispersion, servers }: FitMeta,
  { circles, ...sizes }: Pick<Base, 'audience' | 'order' | 'circles'>,
): Fit {
  const language = file.take('language', Int8Array);
  if (kind === 'plain') return { model: plainFollows(sizes), dispersion, language, servers };
  const model: FollowModel = {
    ...{ kind, groupCount, circle: circles },
    reader: file.take('reader', Float64Array),
    author: file.take('author', Float64Array),
    group: file.take('group', Uint16Array),
    affinity: file.take('affinity', Float64Array),
    kinship: file.take('kinship', Float64Array),
    evidence: file.take('evidence', Float64Array),
  };
  return { model, dispersion, language, servers };
}

/** Most pairs of a language and a software have no server: their rows and columns would be the bulk of a base. */
function withUsedGroups(model: FollowModel): FollowModel {
  const used = [...new Set(model.group)].sort((a, b) => a - b);
  const place = new Map(used.map((group, at) => [group, at]));
  const affinity = new Float64Array(used.length ** 2);
  used.forEach((reader, row) => {
    used.forEach((author, column) => {
      affinity[row * used.length + column] = model.affinity[reader * model.groupCount + author]!;
    });
  });
  return { ...model, group: model.group.map((group) => place.get(group)!), groupCount: used.length, affinity };
}
