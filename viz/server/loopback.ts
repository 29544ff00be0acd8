/** Whether an address is this machine and nothing else (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3). */
import { BlockList, isIP, isIPv6 } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** @param address an IP address; of names, `localhost` alone is this machine (RFC 6761 section 6.3) */
export function isLoopback(address: string): boolean {
  if (isIP(address) === 0) return address.toLowerCase() === 'localhost';
  return loopback.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}
