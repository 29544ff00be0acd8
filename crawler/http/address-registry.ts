/**
 * Every row of the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890), whether or not its addresses can be
 * reached globally: no server of the fediverse lives in one. And what those registries leave to others: multicast, what
 * was withdrawn, and IPv6 outside 2000::/3, which is assigned to nobody.
 */

export interface AddressRange {
  network: string;
  prefix: number;
  source: string;
  what: string;
}

export const nonPublicRanges: readonly AddressRange[] = [
  { network: '0.0.0.0', prefix: 8, source: 'RFC 791 section 3.2', what: 'this network' },
  { network: '10.0.0.0', prefix: 8, source: 'RFC 1918', what: 'private' },
  { network: '100.64.0.0', prefix: 10, source: 'RFC 6598', what: 'shared by the customers of a carrier' },
  { network: '127.0.0.0', prefix: 8, source: 'RFC 1122 section 3.2.1.3', what: 'loopback' },
  { network: '169.254.0.0', prefix: 16, source: 'RFC 3927', what: 'link local, and where clouds keep their metadata' },
  { network: '172.16.0.0', prefix: 12, source: 'RFC 1918', what: 'private' },
  { network: '192.0.0.0', prefix: 24, source: 'RFC 6890 section 2.1', what: 'protocol assignments' },
  { network: '192.0.0.0', prefix: 29, source: 'RFC 7335', what: 'IPv4 service continuity' },
  { network: '192.0.0.8', prefix: 32, source: 'RFC 7600', what: 'dummy address' },
  { network: '192.0.0.9', prefix: 32, source: 'RFC 7723', what: 'Port Control Protocol, anycast' },
  { network: '192.0.0.10', prefix: 32, source: 'RFC 8155', what: 'TURN, anycast' },
  { network: '192.0.0.170', prefix: 31, source: 'RFC 8880', what: 'NAT64 and DNS64 discovery' },
  { network: '192.0.2.0', prefix: 24, source: 'RFC 5737', what: 'documentation' },
  { network: '192.31.196.0', prefix: 24, source: 'RFC 7535', what: 'AS112' },
  { network: '192.52.193.0', prefix: 24, source: 'RFC 7450', what: 'AMT' },
  { network: '192.88.99.0', prefix: 24, source: 'RFC 7526', what: '6to4 relay, anycast, withdrawn' },
  { network: '192.88.99.2', prefix: 32, source: 'RFC 6751', what: '6a44 relay, anycast' },
  { network: '192.168.0.0', prefix: 16, source: 'RFC 1918', what: 'private' },
  { network: '192.175.48.0', prefix: 24, source: 'RFC 7534', what: 'AS112' },
  { network: '198.18.0.0', prefix: 15, source: 'RFC 2544', what: 'benchmarks' },
  { network: '198.51.100.0', prefix: 24, source: 'RFC 5737', what: 'documentation' },
  { network: '203.0.113.0', prefix: 24, source: 'RFC 5737', what: 'documentation' },
  { network: '224.0.0.0', prefix: 4, source: 'RFC 5771', what: 'multicast' },
  { network: '240.0.0.0', prefix: 4, source: 'RFC 1112 section 4', what: 'reserved' },
  { network: '255.255.255.255', prefix: 32, source: 'RFC 8190, RFC 919', what: 'broadcast' },
  { network: '::', prefix: 128, source: 'RFC 4291 section 2.5.2', what: 'unspecified' },
  { network: '::1', prefix: 128, source: 'RFC 4291 section 2.5.3', what: 'loopback' },
  { network: '::', prefix: 96, source: 'RFC 4291 section 2.5.5.1', what: 'IPv4-compatible, withdrawn' },
  { network: '::ffff:0:0', prefix: 96, source: 'RFC 4291 section 2.5.5.2', what: 'IPv4-mapped' },
  { network: '64:ff9b::', prefix: 96, source: 'RFC 6052', what: 'NAT64' },
  { network: '64:ff9b:1::', prefix: 48, source: 'RFC 8215', what: 'NAT64 of one network' },
  { network: '100::', prefix: 64, source: 'RFC 6666', what: 'discard' },
  { network: '100:0:0:1::', prefix: 64, source: 'RFC 9780', what: 'dummy prefix' },
  { network: '2001::', prefix: 23, source: 'RFC 2928', what: 'protocol assignments' },
  { network: '2001::', prefix: 32, source: 'RFC 4380', what: 'Teredo' },
  { network: '2001:1::1', prefix: 128, source: 'RFC 7723', what: 'Port Control Protocol, anycast' },
  { network: '2001:1::2', prefix: 128, source: 'RFC 8155', what: 'TURN, anycast' },
  { network: '2001:1::3', prefix: 128, source: 'RFC 9665', what: 'DNS-SD registration, anycast' },
  { network: '2001:2::', prefix: 48, source: 'RFC 5180', what: 'benchmarks' },
  { network: '2001:3::', prefix: 32, source: 'RFC 7450', what: 'AMT' },
  { network: '2001:4:112::', prefix: 48, source: 'RFC 7535', what: 'AS112' },
  { network: '2001:10::', prefix: 28, source: 'RFC 4843', what: 'ORCHID, withdrawn' },
  { network: '2001:20::', prefix: 28, source: 'RFC 7343', what: 'ORCHIDv2' },
  { network: '2001:30::', prefix: 28, source: 'RFC 9374', what: 'drone remote identification' },
  { network: '2001:db8::', prefix: 32, source: 'RFC 3849', what: 'documentation' },
  { network: '2002::', prefix: 16, source: 'RFC 3056', what: '6to4' },
  { network: '2620:4f:8000::', prefix: 48, source: 'RFC 7534', what: 'AS112' },
  { network: '3fff::', prefix: 20, source: 'RFC 9637', what: 'documentation' },
  { network: '5f00::', prefix: 16, source: 'RFC 9602', what: 'SRv6 segment identifiers' },
  { network: 'fc00::', prefix: 7, source: 'RFC 4193', what: 'unique local' },
  { network: 'fe80::', prefix: 10, source: 'RFC 4291 section 2.5.6', what: 'link local' },
  { network: 'fec0::', prefix: 10, source: 'RFC 3879', what: 'site local, withdrawn' },
  { network: 'ff00::', prefix: 8, source: 'RFC 4291 section 2.7', what: 'multicast' },
  { network: '::', prefix: 3, source: 'RFC 4291 section 2.4', what: 'not global unicast' },
  { network: '4000::', prefix: 2, source: 'RFC 4291 section 2.4', what: 'not assigned' },
  { network: '8000::', prefix: 1, source: 'RFC 4291 section 2.4', what: 'not assigned' },
];
