/**
 * How many questions one client may ask: an answer costs milliseconds of the one processor there is, and on a public
 * address somebody else is waiting. Files of the page are not counted.
 */
import { isIPv6 } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { BurstyRateLimiter, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { isLoopback } from './loopback.ts';

export interface RateLimit {
  perMinute: number;
  /** Beyond that, once in five minutes: a page that opens asks a dozen questions at once, and somebody may open several. */
  burst: number;
}

/** The operator, or a proxy on the same machine that counts by itself: ten a second stop only a script that ran wild. */
const loopbackLimit: RateLimit = { perMinute: 600, burst: 300 };
/** Two a second are more than a person asks; at 20 ms an answer one client then holds 4 % of a processor. */
const publicLimit: RateLimit = { perMinute: 120, burst: 60 };

const minuteS = 60;
const burstS = 5 * minuteS;

export function limitRate(limits = { loopback: loopbackLimit, public: publicLimit }): MiddlewareHandler {
  const limiters = { loopback: limiterOf(limits.loopback), public: limiterOf(limits.public) };
  return async (context, next) => {
    const address = addressOf(context);
    const kind = isLoopback(address) ? 'loopback' : 'public';
    const { isAdmitted, left, resetS } = await spend(limiters[kind], clientOf(address));
    const { perMinute } = limits[kind];
    // draft-ietf-httpapi-ratelimit-headers-02: three fields, as clients read them today.
    context.header('RateLimit-Limit', String(perMinute));
    context.header('RateLimit-Remaining', String(left));
    context.header('RateLimit-Reset', String(resetS));
    if (isAdmitted) return next();
    context.header('Retry-After', String(resetS));
    const error = `More than ${perMinute} questions came from your address within a minute.`;
    return context.json({ error, hint: `Ask again in ${resetS} ${resetS === 1 ? 'second' : 'seconds'}.` }, 429);
  };
}

function limiterOf({ perMinute, burst }: RateLimit): BurstyRateLimiter {
  return new BurstyRateLimiter(
    new RateLimiterMemory({ points: perMinute, duration: minuteS }),
    new RateLimiterMemory({ points: burst, duration: burstS }),
  );
}

async function spend(limiter: BurstyRateLimiter, client: string) {
  const told = (isAdmitted: boolean, { remainingPoints, msBeforeNext }: RateLimiterRes) => {
    return { isAdmitted, left: remainingPoints, resetS: Math.max(1, Math.ceil(msBeforeNext / 1000)) };
  };
  try {
    return told(true, await limiter.consume(client));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return told(false, refused);
  }
}

/** Of the connection, not of a header that anybody can write; a request made inside this process has none. */
function addressOf({ env }: Context): string {
  return (env as Partial<HttpBindings> | undefined)?.incoming?.socket.remoteAddress ?? '::1';
}

/** One customer has 2^64 addresses of IPv6 (RFC 6177): they count as one client. */
function clientOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - groups.length - after.length;
  return [...groups, ...Array<string>(zeros).fill('0'), ...after].slice(0, 4).join(':');
}
