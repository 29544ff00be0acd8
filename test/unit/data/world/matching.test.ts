import { describe, expect, test } from 'vitest';
import type { Host, RuleText } from '../../../../data/types.ts';
import { maskAkkoma, maskGotosocial, maskMastodon } from '../../../../data/world/masks.ts';
import { hasSevered, rowsOn } from '../../../../data/world/matching.ts';
import type { WorldSoftware } from '../../../../data/world/types.ts';
import { isAtLeast } from '../../../../data/world/versions.ts';
import { serverWith } from './sample.ts';

const declarer = (software: WorldSoftware, rules: Record<string, string>) => ({
  ...serverWith(software),
  blocks: Object.entries(rules).map(([target, action]) => ({
    target: target as RuleText,
    action,
    comment: null,
    masked: false,
  })),
});

describe('which rows of a list apply to a host', () => {
  test.each<[WorldSoftware, Record<string, string>, string, string[]]>([
    ['mastodon', { 'b.example': 'suspend' }, 'b.example', ['suspend']],
    ['mastodon', { 'b.example': 'suspend' }, 'a.b.example', ['suspend']],
    ['mastodon', { 'b.example': 'suspend' }, 'notb.example', []],
    ['mastodon', { 'b.example': 'suspend', 'a.b.example': 'noop' }, 'a.b.example', ['noop']],
    ['mastodon', { 'b.example': 'suspend', 'a.b.example': 'silence' }, 'x.a.b.example', ['silence']],
    ['misskey', { 'b.example': 'blocked' }, 'a.b.example', ['blocked']],
    ['misskey', { 'b.example': 'suspended' }, 'a.b.example', []],
    ['misskey', { 'b.example': 'mediaSilenced' }, 'b.example', ['mediaSilenced']],
    ['akkoma', { 'b.example': 'reject' }, 'a.b.example', ['reject']],
    ['akkoma', { '*.b.example': 'reject' }, 'b.example', ['reject']],
    ['pleroma', { 'b.example': 'reject' }, 'a.b.example', []],
    ['pleroma', { '*.b.example': 'reject' }, 'b.example', ['reject']],
    ['pleroma', { '*.b.example': 'reject' }, 'x.a.b.example', ['reject']],
    ['lemmy', { 'b.example': 'blocked' }, 'b.example', ['blocked']],
    ['lemmy', { 'b.example': 'blocked' }, 'a.b.example', []],
    ['gotosocial', { 'b.example': 'suspend' }, 'a.b.example', ['suspend']],
    ['friendica', { '*.b.example': 'blocked' }, 'a.b.example', ['blocked']],
    ['friendica', { '*.b.example': 'blocked' }, 'b.example', []],
    ['sharkey', { 'b.example': 'blocked' }, 'a.b.example', ['blocked']],
    ['snac', { 'b.example': 'blocked' }, 'a.b.example', []],
  ])('%s with %j on %s: %j', (software, rules, host, actions) => {
    expect(rowsOn(declarer(software, rules), host as Host).map(({ action }) => action)).toEqual(actions);
  });
});

test('only suspensions of Mastodon and GoToSocial, and a Mastodon allowlist, delete follows', () => {
  const other = serverWith('misskey');
  expect(hasSevered(declarer('mastodon', { [other.host]: 'suspend' }), other)).toBe(true);
  expect(hasSevered(declarer('mastodon', { [other.host]: 'silence' }), other)).toBe(false);
  expect(hasSevered(declarer('gotosocial', { [other.host]: 'suspend' }), other)).toBe(true);
  expect(hasSevered(declarer('friendica', { [other.host]: 'blocked' }), other)).toBe(false);
  expect(hasSevered(declarer('akkoma', { [other.host]: 'reject' }), other)).toBe(false);
  const limited = { ...declarer('mastodon', {}), allowlistMode: true };
  expect(hasSevered({ ...limited, allows: [] }, other)).toBe(true);
  expect(hasSevered({ ...limited, allows: [other.host as unknown as RuleText] }, other)).toBe(false);
});

test.each([
  ['bad.example', 'bad.*****le', 'bad.****ple', 'b*d.*x**pl*'],
  ['spam.bad.example', 'spam.***.***mple', 'spa*.***.****ple', 's*am*b**.e**m*le'],
  ['b.example', 'b.e****le', 'b.e***ple', 'b*ex*m**e'],
  ['ab.ex', 'ab.*x', 'a*.ex', 'a*.e*'],
])(
  '%s is masked as %s by Mastodon, as %s by Akkoma and as %s by GoToSocial',
  (plain, byMastodon, byAkkoma, byGotosocial) => {
    expect(maskGotosocial(plain)).toBe(byGotosocial);
    expect(maskMastodon(plain)).toBe(byMastodon);
    expect(maskAkkoma(plain)).toBe(byAkkoma);
  },
);

test.each([
  ['4.4.5+glitch', '4.4.0', true],
  ['4.3.14', '4.4.0', false],
  ['4.10.0', '4.9.9', true],
  ['2025.4.1', '2024.9.0', true],
  ['4.4', '4.4.0', true],
])('%s is at least %s: %s', (version, wanted, answer) => {
  expect(isAtLeast(version, wanted)).toBe(answer);
});
