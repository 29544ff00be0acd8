import { isIP } from 'node:net';
import { expect, test } from 'vitest';
import { isPublicAddress } from '../../../../crawler/http/address.ts';
import { nonPublicRanges } from '../../../../crawler/http/address-registry.ts';

test.each([
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '128.0.0.1',
  '169.253.255.255',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.167.255.255',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2001:4860:4860::8888',
  '2606:4700::1111',
  '2a00:1450::1',
  '2001:200::1',
  '2003::1',
  '3ffe:ffff::1',
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  ['0.0.0.0', 'this network'],
  ['10.1.2.3', 'private'],
  ['100.64.0.1', 'carrier'],
  ['127.0.0.1', 'loopback'],
  ['127.255.255.254', 'loopback'],
  ['169.254.169.254', 'cloud metadata'],
  ['172.16.0.1', 'private'],
  ['172.31.255.255', 'private'],
  ['192.0.0.8', 'protocol'],
  ['192.0.2.1', 'documentation'],
  ['192.88.99.1', '6to4 relay'],
  ['192.168.1.1', 'private'],
  ['198.18.0.1', 'benchmark'],
  ['198.19.255.255', 'benchmark'],
  ['198.51.100.1', 'documentation'],
  ['203.0.113.1', 'documentation'],
  ['224.0.0.1', 'multicast'],
  ['255.255.255.255', 'broadcast'],
  ['::', 'unspecified'],
  ['::1', 'loopback'],
  ['::ffff:8.8.8.8', 'mapped, even of a public one'],
  ['::ffff:127.0.0.1', 'mapped'],
  ['::ffff:7f00:1', 'mapped'],
  ['::7f00:1', 'compatible'],
  ['64:ff9b::7f00:1', 'NAT64'],
  ['64:ff9b:1::1', 'local NAT64'],
  ['100::1', 'discard'],
  ['2001::1', 'Teredo'],
  ['2001:10::1', 'ORCHID'],
  ['2001:db8::1', 'documentation'],
  ['2002:7f00:1::', '6to4'],
  ['3fff::1', 'documentation'],
  ['5f00::1', 'SRv6'],
  ['fc00::1', 'unique local'],
  ['fd12:3456::1', 'unique local'],
  ['fe80::1', 'link local'],
  ['fe80::1%eth0', 'link local with a zone'],
  ['fec0::1', 'site local'],
  ['ff02::1', 'multicast'],
])('%s (%s) is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

/** The registries as published, each row by its last address. */
test.each([
  '0.255.255.255',
  '10.255.255.255',
  '100.127.255.255',
  '127.255.255.255',
  '169.254.255.255',
  '172.31.255.255',
  '192.0.0.7',
  '192.0.0.8',
  '192.0.0.9',
  '192.0.0.10',
  '192.0.0.170',
  '192.0.0.171',
  '192.0.0.255',
  '192.0.2.255',
  '192.31.196.255',
  '192.52.193.255',
  '192.88.99.2',
  '192.88.99.255',
  '192.168.255.255',
  '192.175.48.255',
  '198.19.255.255',
  '198.51.100.255',
  '203.0.113.255',
  '239.255.255.255',
  '255.255.255.255',
  '::1',
  '::',
  '::ffff:ffff:ffff',
  '64:ff9b::ffff:ffff',
  '64:ff9b:1:ffff:ffff:ffff:ffff:ffff',
  '100::ffff:ffff:ffff:ffff',
  '100:0:0:1:ffff:ffff:ffff:ffff',
  '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff',
  '2001:0:ffff:ffff:ffff:ffff:ffff:ffff',
  '2001:1::1',
  '2001:1::2',
  '2001:1::3',
  '2001:2:0:ffff:ffff:ffff:ffff:ffff',
  '2001:3:ffff:ffff:ffff:ffff:ffff:ffff',
  '2001:4:112:ffff:ffff:ffff:ffff:ffff',
  '2001:1f:ffff:ffff:ffff:ffff:ffff:ffff',
  '2001:2f:ffff:ffff:ffff:ffff:ffff:ffff',
  '2001:3f:ffff:ffff:ffff:ffff:ffff:ffff',
  '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff',
  '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  '2620:4f:8000:ffff:ffff:ffff:ffff:ffff',
  '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff',
  '5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
  'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
])('%s, the last address of a row of the registries, is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test('what is no address is not public', () => {
  for (const text of [
    '',
    'a.example',
    '1.2.3',
    '0x7f.1',
    '127.1',
    '[::1]',
    '2130706433',
    '1.1.1.1 ',
    '2606:4700::1%eth0',
  ]) {
    expect(isPublicAddress(text)).toBe(false);
  }
});

test('every row of the table is a network with its source, and closed from its first address', () => {
  for (const { network, prefix, source } of nonPublicRanges) {
    expect(isIP(network)).not.toBe(0);
    expect(prefix).toBeGreaterThan(0);
    expect(source).toMatch(/RFC \d+/);
    expect(isPublicAddress(network)).toBe(false);
  }
});
