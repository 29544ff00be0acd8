/** Masking in the simulated fediverse and resolving here, written apart, fit together. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHost } from '../../../data/host.ts';
import { type MaskingSoftware, resolveShapes } from '../../../data/mask-shapes.ts';
import type { Host, RuleText } from '../../../data/types.ts';
import { maskAkkoma, maskGotosocial } from '../../../data/world/masks.ts';
import { host } from '../../fixtures/observed.ts';

const masks: Record<MaskingSoftware, (name: string) => string> = { akkoma: maskAkkoma, gotosocial: maskGotosocial };
/** Few letters and lengths, so that many names look alike behind a mask. */
const part = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 5 });
const names = fc
  .tuple(fc.array(part, { minLength: 1, maxLength: 2 }), fc.constantFrom('example', 'co.uk', 'ab'))
  .map(([parts, suffix]) => host([...parts, suffix].join('.')));

/** Every known name, and every name above one that could be a host. */
function candidatesOf(known: readonly Host[]): Set<Host> {
  const above = known.flatMap((name) => name.split('.').map((_, at, labels) => readHost(labels.slice(at).join('.'))));
  return new Set(above.filter((name) => name !== undefined));
}

test.each(Object.keys(masks) as MaskingSoftware[])(
  '%s: one name behind a mask is it, several are ambiguous, others are never named',
  (software) => {
    let [resolvedCount, ambiguousCount] = [0, 0];
    fc.assert(
      fc.property(
        fc.uniqueArray(names, { minLength: 1, maxLength: 40, size: 'max' }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 10 }),
        fc.array(names, { maxLength: 5 }),
        (known, picks, strangers) => {
          const candidates = candidatesOf(known);
          const planted = [...picks.map((at) => known[at % known.length]!), ...strangers];
          const asked = new Set(
            planted.map((name) => masks[software](name) as RuleText).filter((text) => text.includes('*')),
          );
          const resolved = resolveShapes(software, asked, known);
          for (const name of planted) {
            const text = masks[software](name) as RuleText;
            if (!asked.has(text)) continue;
            const fits = [...candidates].filter((candidate) => masks[software](candidate) === text);
            expect(resolved.get(text)).toBe(fits.length > 1 ? 'ambiguous' : fits[0]);
            if (candidates.has(name) && fits.length === 1) expect(resolved.get(text)).toBe(name);
            if (fits.length === 1) resolvedCount++;
            if (fits.length > 1) ambiguousCount++;
          }
          for (const name of resolved.values()) expect(name === 'ambiguous' || candidates.has(name)).toBe(true);
        },
      ),
      { numRuns: 500, seed: 4 },
    );
    expect(Math.min(resolvedCount, ambiguousCount)).toBeGreaterThan(50);
  },
);
