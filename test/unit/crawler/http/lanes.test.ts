import { expect, test } from 'vitest';
import { addressLane, addressLanes } from '../../../../crawler/http/lanes.ts';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002:0003::', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:db8::2:0:0:0:1', '2001:db8:0:2::/64'],
  ['::1', '0:0:0:0::/64'],
  ['1::', '1:0:0:0::/64'],
  ['a.example', 'a.example'],
])('%s is paced with %s', (address, lane) => {
  expect(addressLane(address)).toBe(lane);
});

test('a host of many addresses has each lane once, in a fixed order', () => {
  expect(addressLanes(['2001:db8::2', '192.0.2.1', '2001:db8::1'])).toEqual(['192.0.2.1', '2001:db8:0:0::/64']);
});
