/** A map of a server in the middle and others around it, the first the heaviest tie, and the scene that looks from it. */
import type { MapFile, Tie } from '../../../../analysis/types.ts';
import type { Host } from '../../../../data/types.ts';
import type { Mark } from '../../../../viz/map/marks.ts';
import { plainScene, type Scene } from '../../../../viz/map/scene.ts';
import { type DrawnServer, mapOf } from '../../../fixtures/maps.ts';

export function tie(host: string, weight: number, contact: Tie['contact'] = 'open'): Tie {
  const estimate = { share: weight, low: weight, high: weight, grade: 'A' as const };
  return { host: host as Host, weight, estimate, evidence: 'E2', contact, audience: 1 };
}

/** @param weights of the ties, by server; those with 0 have none */
export function lookedFrom(
  weights: readonly number[],
  marks: Partial<Record<number, Mark>> = {},
  servers: Partial<DrawnServer>[] = [],
): { map: MapFile; scene: Scene; ties: Tie[] } {
  const around = weights.map((weight, at) => {
    const angle = (at / weights.length) * 2 * Math.PI;
    return {
      x: 100 * Math.cos(angle),
      y: 100 * Math.sin(angle),
      audience: 1000 * weight,
      community: 0,
      ...servers[at],
    };
  });
  const map = mapOf({ servers: [{ x: 0, y: 0, audience: 5000, community: 0 }, ...around], communities: ['Here'] });
  const ties = weights.flatMap((weight, at) => (weight === 0 ? [] : [tie(map.hosts[at + 1]!, weight)]));
  const plain = plainScene(map);
  const drawn = plain.marks.map((mark, position): Mark => (position === 0 ? 'focus' : (marks[position] ?? mark)));
  const lit = new Set(drawn.keys());
  return { map, ties, scene: { ...plain, focus: map.hosts[0]!, marks: drawn, lit } };
}
