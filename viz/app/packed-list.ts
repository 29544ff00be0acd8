/**
 * A blocklist as a link holds it: name and entries as JSON, deflated (RFC 1951), in base64url (RFC 4648 §5).
 * What comes out of a link is a stranger's: its size is bounded while it is unpacked, and its form is read, not trusted.
 */
import type { ListEntry, NamedList } from '../../analysis/types.ts';

/** A list this large never fitted a link; what inflates to more is no list. */
const maxTextBytes = 4 * 1024 * 1024;
const maxEntries = 100_000;
const maxNameLength = 200;
const maxTargetLength = 300;
const maxActionLength = 100;

export async function packList({ name, entries }: NamedList): Promise<string> {
  const json = JSON.stringify([name, ...entries.map(({ target, action }) => [target, action])]);
  const deflated = new Blob([json]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return toBase64Url(new Uint8Array(await new Response(deflated).arrayBuffer()));
}

/** @returns undefined for text that holds no list */
export async function unpackList(packed: string): Promise<NamedList | undefined> {
  try {
    const bytes = fromBase64Url(packed);
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    return readList(JSON.parse(await readText(inflated)));
  } catch {
    return undefined;
  }
}

async function readText(stream: ReadableStream<Uint8Array>): Promise<string> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let bytes = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.length;
    if (bytes > maxTextBytes) {
      void reader.cancel().catch(() => undefined);
      throw new RangeError(`expected a list of at most ${maxTextBytes} bytes, got more`);
    }
    text += decoder.decode(value, { stream: true });
  }
}

function readList(value: unknown): NamedList | undefined {
  if (!Array.isArray(value)) return undefined;
  const [name, ...rows] = value as unknown[];
  const entries = rows.slice(0, maxEntries).flatMap(readEntry);
  if (typeof name !== 'string' || entries.length === 0) return undefined;
  return { name: name.slice(0, maxNameLength), entries };
}

function readEntry(row: unknown): ListEntry[] {
  if (!Array.isArray(row)) return [];
  const [target, action] = row as unknown[];
  if (typeof target !== 'string' || typeof action !== 'string') return [];
  return target.length > maxTargetLength || action.length > maxActionLength ? [] : [{ target, action }];
}

/** Bytes a call may take as arguments, in every browser. */
const chunkBytes = 8192;

function toBase64Url(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    binary += String.fromCharCode(...bytes.subarray(at, at + chunkBytes));
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
