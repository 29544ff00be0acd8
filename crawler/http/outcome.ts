/** What an answer or an error came to, and what follows from it. Tables; nothing here does anything. */
import type { Outcome } from '../../data/types.ts';

/**
 * @param status HTTP status of a final answer (RFC 9110 section 15), redirects excepted
 * @returns `ok` for 2xx: the body decides the rest
 */
export function outcomeOfStatus(status: number): Outcome {
  const named = namedStatuses[status];
  if (named !== undefined) return named;
  if (status >= 200 && status < 300) return 'ok';
  if (status >= 400 && status < 500) return 'client-error';
  return status >= 500 && status < 600 ? 'server-error' : 'malformed';
}

const namedStatuses: Readonly<Record<number, Outcome>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  410: 'gone',
  429: 'rate-limited',
};

/** RFC 9110 section 15.4, without 300 and 304: we offer no choice and send no condition. */
export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/**
 * @returns what a failed exchange came to, or undefined when the error is not the network's: a bug, or this machine's
 */
export function outcomeOfError(error: unknown): Outcome | undefined {
  // undici leaves the code out where the answer does not even start as HTTP.
  if (error instanceof Error && error.name === 'HTTPParserError') return 'malformed';
  const code = codeOf(error);
  if (code === undefined) return undefined;
  return errorCodes[code] ?? errorFamilies.find(({ pattern }) => pattern.test(code))?.outcome;
}

/** Code of the error our own address check raises. */
export const privateAddressCode = 'ERR_PRIVATE_ADDRESS';

const errorCodes: Readonly<Record<string, Outcome>> = {
  [privateAddressCode]: 'private-address',
  // undici
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_SOCKET: 'connection-failed',
  UND_ERR_INFO: 'connection-failed',
  ERR_STREAM_PREMATURE_CLOSE: 'connection-failed',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  UND_ERR_RES_EXCEEDED_MAX_SIZE: 'too-large',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'malformed',
  // the socket
  ECONNREFUSED: 'connection-failed',
  ECONNRESET: 'connection-failed',
  ECONNABORTED: 'connection-failed',
  EPIPE: 'connection-failed',
  EHOSTUNREACH: 'connection-failed',
  EHOSTDOWN: 'connection-failed',
  ENETUNREACH: 'connection-failed',
  ENETDOWN: 'connection-failed',
  EADDRNOTAVAIL: 'connection-failed',
  EINVAL: 'connection-failed',
  ETIMEDOUT: 'timeout',
  EPROTO: 'tls-failed',
  // names: getaddrinfo and c-ares
  ENOTFOUND: 'no-address',
  ENODATA: 'no-address',
  ENONAME: 'no-address',
  ESERVFAIL: 'no-address',
  EREFUSED: 'no-address',
  EBADNAME: 'no-address',
  EBADRESP: 'no-address',
  EFORMERR: 'no-address',
  ENOTIMP: 'no-address',
  ETIMEOUT: 'no-address',
  EAI_AGAIN: 'no-address',
  EAI_FAIL: 'no-address',
  EAI_NODATA: 'no-address',
  EAI_NONAME: 'no-address',
};

/** Families whose members are many; OpenSSL names its verification errors without a prefix. */
const errorFamilies: readonly { pattern: RegExp; outcome: Outcome }[] = [
  { pattern: /^ERR_(TLS|SSL)_/, outcome: 'tls-failed' },
  { pattern: /(CERT|CRL|ISSUER|SIGNATURE|HOSTNAME_MISMATCH|INVALID_CA|INVALID_PURPOSE)/, outcome: 'tls-failed' },
];

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = (error as { code?: unknown }).code;
  if (typeof code === 'string') return code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error.cause === undefined ? undefined : codeOf(error.cause);
}

export interface NextStep {
  /** read: use the answer · record: note it and go on with the next request · stop-host: send this host nothing more in this visit */
  next: 'read' | 'record' | 'stop-host';
  /** A second try may be worth it, if `retryDelay` grants one. */
  mayRetry: boolean;
}

/** What a visit does after each outcome. */
export const nextSteps: Readonly<Record<Outcome, NextStep>> = {
  ok: { next: 'read', mayRetry: false },
  'robots-disallowed': { next: 'record', mayRetry: false },
  moved: { next: 'record', mayRetry: false },
  'redirect-loop': { next: 'record', mayRetry: false },
  unauthorized: { next: 'record', mayRetry: false },
  forbidden: { next: 'record', mayRetry: false },
  'not-found': { next: 'record', mayRetry: false },
  gone: { next: 'record', mayRetry: false },
  // "Not now" is meant for us, not for one path.
  'rate-limited': { next: 'stop-host', mayRetry: true },
  'client-error': { next: 'record', mayRetry: false },
  'server-error': { next: 'record', mayRetry: true },
  'no-address': { next: 'stop-host', mayRetry: false },
  'private-address': { next: 'stop-host', mayRetry: false },
  'connection-failed': { next: 'stop-host', mayRetry: false },
  'tls-failed': { next: 'stop-host', mayRetry: false },
  // A server that let us wait twice is busy; more requests would not help it.
  timeout: { next: 'stop-host', mayRetry: true },
  'too-large': { next: 'record', mayRetry: false },
  'not-json': { next: 'record', mayRetry: false },
  malformed: { next: 'record', mayRetry: false },
  aborted: { next: 'stop-host', mayRetry: false },
};
