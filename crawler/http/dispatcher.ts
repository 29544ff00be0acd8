/** Ways to the network. The only file that imports values from undici. */
import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, buildConnector, type Dispatcher } from 'undici';
import type { CrawlSettings } from '../settings.ts';
import { isPublicAddress } from './address.ts';
import { privateAddressCode } from './outcome.ts';

/** A connection outlives the rest between two requests by this much, so that one visit needs one handshake. */
const keepAliveSlackMs = 2000;
/** c-ares, per try and name server. */
const dnsTimeoutMs = 3000;

/** Gives every address of a name, or rejects with the `code` of the DNS failure. */
export type ResolveName = (hostname: string) => Promise<string[]>;

/**
 * To the public network: every address of a name is resolved and checked, and the connection goes to one of those
 * addresses, so that a name cannot change its mind in between. One connection a host, closed when idle.
 * The caller closes it.
 */
export function publicDispatcher(
  settings: Pick<CrawlSettings, 'connectTimeoutMs' | 'minGapMs'>,
  resolve: ResolveName = resolveName,
): Dispatcher {
  const options = { timeout: settings.connectTimeoutMs, lookup: checkedLookup(resolve) };
  const connect = buildConnector(options as buildConnector.BuildOptions);
  const keepAliveMs = settings.minGapMs + keepAliveSlackMs;
  return new Agent({
    connections: 1,
    pipelining: 1,
    keepAliveTimeout: keepAliveMs,
    keepAliveMaxTimeout: keepAliveMs,
    // An address written as a name is not looked up, and would pass unchecked.
    connect: (target, callback) =>
      isIP(target.hostname.replace(/^\[|\]$/g, '')) === 0
        ? connect(target, callback)
        : callback(privateAddressError(target.hostname), null),
  });
}

/**
 * To one server on this machine: every `https://…` goes to 127.0.0.1:`port` over http with the Host header kept.
 * For simulated networks and tests. The caller closes it.
 */
export function loopbackDispatcher(port: number): Dispatcher {
  const agent = new Agent({ keepAliveTimeout: 1000, keepAliveMaxTimeout: 1000 });
  return agent.compose((dispatch) => ({ origin, headers, ...rest }, handler) => {
    const { host } = new URL(String(origin));
    const kept = { ...(headers as Record<string, string> | null | undefined), host };
    return dispatch({ ...rest, origin: `http://127.0.0.1:${port}`, headers: kept }, handler);
  });
}

/** One address that is not public condemns the name: no public server publishes one. */
function checkedLookup(resolve: ResolveName): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const found = addresses.map((address) => ({ address, family: isIP(address) }));
        if (found.length === 0) callback(failure(hostname, 'has no address', 'ENODATA'), '', 0);
        else if (!addresses.every(isPublicAddress)) callback(privateAddressError(hostname), '', 0);
        else if (options.all) callback(null, found);
        else callback(null, found[0]!.address, found[0]!.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}

const resolver = new Resolver({ timeout: dnsTimeoutMs, tries: 2 });

/** c-ares rather than getaddrinfo: it has a timeout, does not queue behind four threads, and reads no hosts file. */
async function resolveName(hostname: string): Promise<string[]> {
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
