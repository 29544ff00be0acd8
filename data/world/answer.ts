/** One HTTP exchange as the emulators see it, and the shapes of answer they share. */
import { createHash } from 'node:crypto';
import type { Server, World } from './types.ts';

export interface Ask {
  method: string;
  path: string;
  query: URLSearchParams;
  contentType: string | null;
  /** Of the header If-None-Match. */
  ifNoneMatch: string | null;
  /** Parsed JSON body of a POST; undefined when there is none, or it is no JSON. */
  body: unknown;
}

export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Gives the answer of one software to one request, or undefined where it knows no such path. */
export type Emulator = (world: World, server: Server, ask: Ask) => Answer | undefined;

export const jsonType = 'application/json; charset=utf-8';

export function json(value: unknown, { status = 200, headers = {} }: Partial<Omit<Answer, 'body'>> = {}): Answer {
  return { status, headers: { 'content-type': jsonType, ...headers }, body: JSON.stringify(value) };
}

/** A status and nothing else: no body and no type. */
export function bare(status: number): Answer {
  return { status, headers: {}, body: '' };
}

export function page(title: string, status = 200): Answer {
  const body = `<!DOCTYPE html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

export function plain(text: string, status = 200): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text };
}

/** With a weak entity tag of its body; 304 and no body to who has that already (RFC 9110 section 13.1.2). */
export function tagged(ask: Ask, answer: Answer): Answer {
  const etag = `W/"${createHash('sha1').update(answer.body).digest('hex')}"`;
  if (ask.ifNoneMatch === etag) return { status: 304, headers: { etag }, body: '' };
  return { ...answer, headers: { ...answer.headers, etag } };
}

export function redirect(location: string): Answer {
  return { status: 301, headers: { location, 'content-type': 'text/html' }, body: '' };
}
