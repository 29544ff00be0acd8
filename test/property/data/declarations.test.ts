import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Declaration, type Declared, sumDeclarations, targetFilter } from '../../../data/export/declarations.ts';
import { isMasked, readHost } from '../../../data/host.ts';
import type { SnapshotHost } from '../../../data/snapshot/types.ts';
import type { RuleText } from '../../../data/types.ts';
import { host, rule } from '../../fixtures/observed.ts';

const shownName = host('shown.example');
const targets = ['shown.example', '*.shown.example', 'left.example', 'unmet.example', 'gov', 's***n.example', 'l**t.*'];
const declarerCount = 12;

const declaration = fc
  .record({
    source: fc.nat({ max: declarerCount - 1 }),
    target: fc.constantFrom(...targets).map(rule),
    action: fc.constantFrom('suspend', 'silence', 'once'),
    plain: fc.constantFrom(null, shownName, host('left.example')),
  })
  .map(({ plain, ...rest }): Declaration => ({ ...rest, resolved: isMasked(rest.target) ? plain : null }));
const declarations = fc
  .array(declaration, { maxLength: 200 })
  .map((found) => found.sort((a, b) => a.source - b.source));
const doubts = fc.array(fc.boolean(), { minLength: declarerCount, maxLength: declarerCount });

test('declarers are summed as by the slow, obvious version', () => {
  fc.assert(
    fc.property(declarations, doubts, (found, isDoubtful) => {
      const hosts = isDoubtful.map((doubtful) => ({ doubt: doubtful ? 'invented-users' : null }) as SnapshotHost);
      const mayShow = targetFilter([{ host: shownName, aliases: [] } as unknown as SnapshotHost]);
      expect(sumDeclarations(found, { hosts }, { mayShow })).toEqual(slowSums(found, isDoubtful));
    }),
    { seed: 135, numRuns: 500 },
  );
});

test('no text is shown that holds a whole name of a server that is not shown', () => {
  const label = fc.constantFrom('left', 'shown', '*', 'l*t', 'example', 'a', 'uk', 'co', 'com', '?');
  fc.assert(
    fc.property(fc.array(label, { minLength: 1, maxLength: 5 }), (labels) => {
      const text = labels.join('.') as RuleText;
      const mayShow = targetFilter([{ host: shownName, aliases: [] } as unknown as SnapshotHost]);
      const parts = text.split('.');
      const runs = parts.flatMap((_, from) => parts.map((_, to) => parts.slice(from, to + 1)));
      const names = runs.filter((run) => !/[*?]/.test(run.join('')) && readHost(run.join('.')) !== undefined);
      const foreign = names.filter((run) => run.join('.') !== shownName);
      if (mayShow(text) && names.length > 0) expect(names.map((run) => run.join('.'))).toEqual([shownName]);
      if (foreign.length === 0) expect(mayShow(text)).toBe(true);
    }),
    { seed: 136, numRuns: 2000 },
  );
});

function slowSums(found: Declaration[], isDoubtful: boolean[]): Declared {
  const counted = found.filter(({ source }) => !isDoubtful[source]);
  const distinct = (chosen: Declaration[]) => new Set(chosen.map(({ source }) => source)).size;
  const kinds = [...new Set(counted.map(({ target, action }) => `${target} ${action}`))].sort();
  const rowOf = (kind: string) => {
    const [target, action] = kind.split(' ') as [string, string];
    const named = counted.filter((it) => it.target === target && it.action === action);
    const masked = counted.filter(
      (it) => it.resolved === target && it.action === action && !named.some(({ source }) => source === it.source),
    );
    const isForeign = /left|unmet/.test(target) || named.some(({ resolved }) => resolved === 'left.example');
    const row = {
      target,
      action,
      masked: isMasked(target as RuleText),
      declaredBy: distinct(named),
      maskedBy: distinct(masked),
    };
    return { row, named, isShown: !isForeign && row.declaredBy >= 5 };
  };
  const rows = kinds.map(rowOf);
  const shown = rows.flatMap(({ row, isShown }) => (isShown ? row : []));
  const rest = rows.filter(({ isShown }) => !isShown);
  const sumUp = (action: string | null, chosen: typeof rest) => ({
    action,
    targets: chosen.length,
    declarations: chosen.flatMap(({ named }) => named).length,
    declaredBy: distinct(chosen.flatMap(({ named }) => named)),
  });
  const enough = ({ targets, declaredBy }: { targets: number; declaredBy: number }) => targets >= 5 && declaredBy >= 5;
  const actions = ['once', 'silence', 'suspend'];
  const of = (action: string) => rest.filter(({ row }) => row.action === action);
  const large = actions.map((action) => sumUp(action, of(action))).filter(enough);
  const small = actions.filter((action) => !large.some((sum) => sum.action === action)).flatMap(of);
  return {
    shown: shown.sort((a, b) => compare(a.target, b.target) || compare(a.action, b.action)),
    folded: [...large, ...[sumUp(null, small)].filter(enough)],
  };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
