/** Ways to the network. The only file that imports values from undici. */
import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction, type Socket } from 'node:net';
import { Agent, buildConnector } from 'undici';
import type { Network } from '../effects.ts';
import type { CrawlSettings } from '../settings.ts';
import { isPublicAddress } from './address.ts';
import { privateAddressCode } from './outcome.ts';

/** A connection outlives the rest between two requests by this much, so that one visit needs one handshake. */
const keepAliveSlackMs = 2000;
/** c-ares, per try and name server. */
const dnsTimeoutMs = 3000;

/** Gives every address of a name, or rejects with the `code` of the DNS failure. */
export type ResolveName = (hostname: string) => Promise<string[]>;

/** Addresses remembered for connections to come, of visits under way; a name is looked up again for every visit. */
const mostRemembered = 50_000;

/**
 * To the public network. `resolve` checks every address of a name; connections go to those addresses only, so that a
 * name cannot change its mind in between. One connection a host, closed when idle. No proxy: the environment is not read.
 */
export function publicNetwork(
  settings: Pick<CrawlSettings, 'connectTimeoutMs' | 'minGapMs'>,
  resolveName: ResolveName = lookUp,
): Network {
  const checked = new Map<string, string[]>();
  const options = { timeout: settings.connectTimeoutMs, lookup: remembered(checked) };
  const connect = buildConnector(options as buildConnector.BuildOptions);
  // An address written as a name is not looked up, and would pass unchecked.
  const { dispatcher, leave } = oneConnectionAHost(settings, (target, callback) =>
    isIP(target.hostname.replace(/^\[|\]$/g, '')) === 0
      ? connect(target, callback)
      : callback(privateAddressError(target.hostname), null),
  );
  return {
    dispatcher,
    async resolve(host) {
      checked.delete(host);
      const addresses = checkAddresses(host, await resolveName(host));
      if (checked.size >= mostRemembered) checked.delete(checked.keys().next().value!);
      checked.set(host, addresses);
      return addresses;
    },
    leave,
    close: () => dispatcher.close(),
  };
}

/**
 * Each request waits for the one before. A connection is closed once its visit is over, or must be: of thousands that idle
 * on, most of the memory of a crawl would be, and places that others wait for at small servers.
 */
export function oneConnectionAHost(
  { minGapMs }: Pick<CrawlSettings, 'minGapMs'>,
  connect: buildConnector.connector,
): { dispatcher: Agent; leave(host: string): void } {
  const keepAliveMs = minGapMs + keepAliveSlackMs;
  const open = new Map<string, Socket>();
  const dispatcher = new Agent({
    ...{ connections: 1, pipelining: 1, keepAliveTimeout: keepAliveMs, keepAliveMaxTimeout: keepAliveMs },
    connect(target, callback) {
      connect(target, (...result) => {
        const [error, socket] = result;
        if (error === null) {
          open.set(target.hostname, socket);
          socket.once('close', () => open.get(target.hostname) === socket && open.delete(target.hostname));
        }
        callback(...result);
      });
    },
  });
  return { dispatcher, leave: (host) => void open.get(host)?.destroy() };
}

/**
 * To one server on this machine: every `https://…` goes to 127.0.0.1:`port` over http with the Host header kept.
 * For simulated networks and tests.
 * @param addressesOf what each name resolves to; unless given, a name counts as an address of its own
 */
export function loopbackNetwork(port: number, addressesOf: ResolveName = async (hostname) => [hostname]): Network {
  const agent = new Agent({ keepAliveTimeout: 1000, keepAliveMaxTimeout: 1000 });
  const dispatcher = agent.compose((dispatch) => ({ origin, headers, ...rest }, handler) => {
    const host = String(origin).replace(/^https?:\/\//, '');
    const kept = { ...(headers as Record<string, string> | null | undefined), host };
    return dispatch({ ...rest, origin: `http://127.0.0.1:${port}`, headers: kept }, handler);
  });
  return { dispatcher, resolve: addressesOf, close: () => dispatcher.close() };
}

/** One address that is not public condemns the name: no public server publishes one. */
function checkAddresses(hostname: string, addresses: string[]): string[] {
  if (addresses.length === 0) throw failure(hostname, 'has no address', 'ENODATA');
  if (!addresses.every(isPublicAddress)) throw privateAddressError(hostname);
  return addresses;
}

/** For the connector: what was checked, and nothing else. What is used is remembered longest. */
function remembered(checked: Map<string, string[]>): LookupFunction {
  return (hostname, options, callback) => {
    const addresses = checked.get(hostname) ?? [];
    if (checked.delete(hostname)) checked.set(hostname, addresses);
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    if (found.length === 0) callback(failure(hostname, 'was not looked up', 'ENODATA'), '', 0);
    else if (options.all) callback(null, found);
    else callback(null, found[0]!.address, found[0]!.family);
  };
}

const resolver = new Resolver({ timeout: dnsTimeoutMs, tries: 2 });

/** c-ares rather than getaddrinfo: it has a timeout, does not queue behind four threads, and reads no hosts file. */
async function lookUp(hostname: string): Promise<string[]> {
  const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const [first] = answers;
  if (addresses.length === 0 && first.status === 'rejected') throw first.reason;
  return addresses;
}

function privateAddressError(hostname: string): Error {
  return failure(hostname, 'leads to an address that is not public', privateAddressCode);
}

function failure(hostname: string, what: string, code: string): Error {
  return Object.assign(new Error(`${hostname} ${what}`), { code });
}
