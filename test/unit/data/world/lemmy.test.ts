import { expect, test } from 'vitest';
import type { RuleText } from '../../../../data/types.ts';
import { bodyOf, get, serverWith, world, worldWith } from './sample.ts';

const path = '/api/v3/federated_instances';
const lemmy = serverWith('lemmy', ({ allowlistMode, version }) => !allowlistMode && version === '0.19.5');
type Row = { domain: string; software?: string };
type Lists = Record<'linked' | 'allowed' | 'blocked', Row[]>;
const listsOf = (from = world) =>
  (bodyOf(get(lemmy.host, path, from)) as { federated_instances: Lists }).federated_instances;
const domains = (rows: Row[]) => rows.map(({ domain }) => domain);

test('a name is blocked or linked, never both, and a block on a name never met is shown', () => {
  const { linked } = listsOf();
  const met = domains(linked)[0]!;
  const blocks = [met, 'never-met.example'].map((target) => ({
    target: target as RuleText,
    action: 'blocked',
    comment: null,
    masked: false,
  }));
  const lists = listsOf(worldWith(lemmy, { blocks }).world);
  expect(domains(lists.blocked)).toEqual([met, 'never-met.example'].sort());
  expect(domains(lists.linked)).not.toContain(met);
  expect(lists.linked).toHaveLength(
    domains(linked).length - 1 + lemmy.blocks.filter(({ target }) => world.find(target) && knows(target)).length,
  );
});

function knows(target: string): boolean {
  const other = world.find(target)!.index;
  const tie = world.wantedFollowsBetween(lemmy.index, other) + world.wantedFollowsBetween(other, lemmy.index);
  const { offsets, targets } = world.seen;
  return tie > 0 || targets.subarray(offsets[lemmy.index]!, offsets[lemmy.index + 1]!).includes(other);
}

test('allowed names are linked too', () => {
  const allows = ['friend.example'] as unknown as RuleText[];
  const lists = listsOf(worldWith(lemmy, { allows, blocks: [], allowlistMode: true }).world);
  expect(domains(lists.allowed)).toEqual(['friend.example']);
  expect(domains(lists.linked)).toContain('friend.example');
});

test('what is not known of a server is left out of its row, not null', () => {
  const rows = Object.values(listsOf()).flat();
  expect(JSON.stringify(rows)).not.toContain('null');
  const dead = rows.find(({ domain }) => world.find(domain)?.condition === 'drops')!;
  expect(dead).not.toHaveProperty('software');
});

test('NodeInfo is 2.1 since 0.19.4, with the old path leading there, and 2.0 before', () => {
  expect(bodyOf(get(lemmy.host, '/nodeinfo/2.1'))).toMatchObject({ version: '2.1', software: { name: 'lemmy' } });
  expect(get(lemmy.host, '/nodeinfo/2.0.json')).toMatchObject({
    status: 301,
    headers: { location: `https://${lemmy.host}/nodeinfo/2.1` },
  });
  const old = worldWith(lemmy, { version: '0.18.5' });
  expect(bodyOf(get(lemmy.host, '/nodeinfo/2.0.json', old.world))).toMatchObject({ version: '2.0' });
});
