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
  304: 'not-modified',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not-found',
  410: 'gone',
  429: 'rate-limited',
};

/** RFC 9110 section 15.4, without 300, since we take no choice, and 304, which answers a condition. */
export function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/**
 * What a failed exchange came to. What other machines can cause has no closed list of codes, so that a code nobody
 * wrote down is a connection that failed: a strange server must not end a crawl.
 * @returns undefined when the error is a bug, or says that this machine has no sockets left (`isOutOfSockets`): recorded
 * as an outcome, that would make every server look dead
 */
export function outcomeOfError(error: unknown): Outcome | undefined {
  if (!(error instanceof Error) || isOurs(error)) return undefined;
  // undici leaves the code out where the answer does not even start as HTTP.
  if (error.name === 'HTTPParserError') return 'malformed';
  const code = codeOf(error);
  if (code === undefined) return 'connection-failed';
  if (errorCodes[code] !== undefined) return errorCodes[code];
  return x509Codes.has(code) || /^ERR_(TLS|SSL|OSSL)_/.test(code) ? 'tls-failed' : 'connection-failed';
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

/** Verification errors of OpenSSL as Node names them: `X509_CODE` in its src/crypto/crypto_common.cc. */
const x509Codes: ReadonlySet<string> = new Set([
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'CERT_SIGNATURE_FAILURE',
  'CRL_SIGNATURE_FAILURE',
  'CERT_NOT_YET_VALID',
  'CERT_HAS_EXPIRED',
  'CRL_NOT_YET_VALID',
  'CRL_HAS_EXPIRED',
  'ERROR_IN_CERT_NOT_BEFORE_FIELD',
  'ERROR_IN_CERT_NOT_AFTER_FIELD',
  'ERROR_IN_CRL_LAST_UPDATE_FIELD',
  'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
  'OUT_OF_MEM',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'INVALID_CA',
  'PATH_LENGTH_EXCEEDED',
  'INVALID_PURPOSE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'HOSTNAME_MISMATCH',
  'UNSPECIFIED',
]);

/** This process, or this machine, has as many files and sockets open as it may. */
export function isOutOfSockets(error: unknown): boolean {
  return /^E[MN]FILE$/.test(codeOf(error) ?? '');
}

/** A programming error, or a limit of this machine. */
function isOurs(error: Error): boolean {
  const isBug = [TypeError, RangeError, ReferenceError, SyntaxError].some((kind) => error instanceof kind);
  if (isBug || isOutOfSockets(error) || /^(UND_)?ERR_INVALID_/.test(codeOf(error) ?? '')) return true;
  return error.cause instanceof Error && isOurs(error.cause);
}

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
  'not-modified': { next: 'read', mayRetry: false },
  'robots-disallowed': { next: 'record', mayRetry: false },
  'opted-out': { next: 'stop-host', mayRetry: false },
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
  'not-kept': { next: 'record', mayRetry: false },
};
