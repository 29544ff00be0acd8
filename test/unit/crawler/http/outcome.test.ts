import { expect, test } from 'vitest';
import { isRedirect, nextSteps, outcomeOfError, outcomeOfStatus } from '../../../../crawler/http/outcome.ts';
import { robotsVerdicts } from '../../../../crawler/http/robots.ts';
import { disclosureOf } from '../../../../crawler/software/lists.ts';
import { outcomes } from '../../../../data/types.ts';

test.each([
  [200, 'ok'],
  [204, 'ok'],
  [206, 'ok'],
  [300, 'malformed'],
  [304, 'not-modified'],
  [400, 'client-error'],
  [401, 'unauthorized'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [405, 'client-error'],
  [410, 'gone'],
  [418, 'client-error'],
  [429, 'rate-limited'],
  [451, 'client-error'],
  [500, 'server-error'],
  [502, 'server-error'],
  [503, 'server-error'],
  [599, 'server-error'],
  [600, 'malformed'],
  [199, 'malformed'],
] as const)('status %i is %s', (status, outcome) => {
  expect(outcomeOfStatus(status)).toBe(outcome);
});

test('five statuses redirect', () => {
  expect([300, 301, 302, 303, 304, 305, 307, 308].filter(isRedirect)).toEqual([301, 302, 303, 307, 308]);
});

test.each([
  ['ECONNREFUSED', 'connection-failed'],
  ['ECONNRESET', 'connection-failed'],
  ['EHOSTUNREACH', 'connection-failed'],
  ['UND_ERR_SOCKET', 'connection-failed'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'timeout'],
  ['ENOTFOUND', 'no-address'],
  ['ENODATA', 'no-address'],
  ['ESERVFAIL', 'no-address'],
  ['ETIMEOUT', 'no-address'],
  ['EAI_AGAIN', 'no-address'],
  ['CERT_HAS_EXPIRED', 'tls-failed'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-failed'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-failed'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-failed'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-failed'],
  ['EPROTO', 'tls-failed'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls-failed'],
  ['UND_ERR_RES_CONTENT_LENGTH_MISMATCH', 'malformed'],
  ['UND_ERR_HEADERS_OVERFLOW', 'too-large'],
  ['ERR_PRIVATE_ADDRESS', 'private-address'],
  ['PATH_LENGTH_EXCEEDED', 'tls-failed'],
  ['UNSPECIFIED', 'tls-failed'],
  ['CERT_CHAIN_TOO_LONG', 'tls-failed'],
  ['ERR_OSSL_EVP_UNSUPPORTED', 'tls-failed'],
  ['EACCES', 'connection-failed'],
  ['EPERM', 'connection-failed'],
  ['EAFNOSUPPORT', 'connection-failed'],
  ['ENETRESET', 'connection-failed'],
  ['ENOTCONN', 'connection-failed'],
  ['ECANCELLED', 'connection-failed'],
  ['EOF', 'connection-failed'],
  ['UND_ERR_DESTROYED', 'connection-failed'],
  ['A_CODE_NOBODY_WROTE_DOWN', 'connection-failed'],
] as const)('an error with code %s is %s', (code, outcome) => {
  expect(outcomeOfError(Object.assign(new Error('x'), { code }))).toBe(outcome);
  expect(outcomeOfError(new Error('outer', { cause: Object.assign(new Error('x'), { code }) }))).toBe(outcome);
  expect(outcomeOfError(new AggregateError([Object.assign(new Error('x'), { code })]))).toBe(outcome);
});

test('an answer that is no HTTP is malformed, with or without a code', () => {
  for (const code of ['HPE_INVALID_CONSTANT', undefined]) {
    expect(outcomeOfError(Object.assign(new Error('x'), { name: 'HTTPParserError', code }))).toBe('malformed');
  }
});

test('an error without a code is a connection that failed', () => {
  expect(outcomeOfError(new Error('the other side did something strange'))).toBe('connection-failed');
});

test.each([
  ['a bug', new TypeError('x')],
  ['a bug behind another error', new Error('outer', { cause: new RangeError('x') })],
  ['a wrong argument', Object.assign(new Error('x'), { code: 'UND_ERR_INVALID_ARG' })],
  ['a wrong argument of Node', Object.assign(new Error('x'), { code: 'ERR_INVALID_ARG_VALUE' })],
  ['this machine without sockets', Object.assign(new Error('x'), { code: 'EMFILE' })],
  ['what is no error', 'x'],
  ['nothing', undefined],
])('%s is no outcome', (_, error) => {
  expect(outcomeOfError(error)).toBeUndefined();
});

test('every outcome has a next step, a robots verdict and a disclosure', () => {
  for (const table of [nextSteps, robotsVerdicts, disclosureOf]) {
    expect(Object.keys(table).sort()).toEqual([...outcomes].sort());
  }
});

test('only what was read, now or before, is published, and nothing the server refuses is tried again', () => {
  expect(outcomes.filter((outcome) => disclosureOf[outcome] === 'published')).toEqual(['ok', 'not-modified']);
  expect(outcomes.filter((outcome) => nextSteps[outcome].mayRetry)).toEqual([
    'rate-limited',
    'server-error',
    'timeout',
  ]);
});
