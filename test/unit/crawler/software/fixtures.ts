/** The stored answers of servers, one folder a case: see any SOURCE.md. */
import { readdirSync, readFileSync } from 'node:fs';

export interface StoredAnswer {
  status: number;
  /** Names in lower case. */
  headers?: Record<string, string>;
  json?: unknown;
  /** Where the request asked for text. */
  text?: string;
}

export interface Fixture {
  adapter: string;
  name: string;
  source: string;
  /** `consent` where the server gave permission. */
  visited: { host: string; nodeinfo: unknown; consent?: boolean };
  /** By `METHOD path`, and for a POST the body behind it. */
  answers: Record<string, StoredAnswer>;
  expected: { asked: string[]; facts: object; aliases: string[] } & Record<string, unknown>;
}

const root = new URL('../../../fixtures/software/', import.meta.url);
const folders = (url: URL): string[] =>
  readdirSync(url, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? entry.name : []))
    .sort();

export const fixtures: Fixture[] = folders(root).flatMap((adapter) =>
  folders(new URL(`${adapter}/`, root)).map((name) => {
    const read = (file: string) => readFileSync(new URL(`${adapter}/${name}/${file}`, root), 'utf8');
    return {
      adapter,
      name,
      source: read('SOURCE.md'),
      visited: JSON.parse(read('visited.json')),
      answers: JSON.parse(read('answers.json')),
      expected: JSON.parse(read('expected.json')),
    };
  }),
);
