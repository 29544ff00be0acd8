/**
 * Which rows of a server's own list apply to a name, by the ways of matching that software has.
 *
 * exact: that name (Lemmy 0.19 `check_apub_id_valid`) · suffix: it or a parent (Akkoma 3.16, GoToSocial 0.20) ·
 * longest: of those, the longest rule alone (Mastodon 4.3 `DomainBlock.rule_for`) · misskey: suffix for blocked and
 * silenced, exact for the rest · pattern: exact, and `*.d` for d and all below (Pleroma 2.7) · glob: exact, and `*.d`
 * for all below d (Friendica 2024.09, fnmatch).
 */
import type { Server, TrueBlock } from './types.ts';

export type Matching = 'exact' | 'suffix' | 'longest' | 'misskey' | 'pattern' | 'glob';

/** @returns the rows that apply to the name; for `longest` at most those of one rule */
export function rowsMatching(server: Server, name: string, matching: Matching): readonly TrueBlock[] {
  const rows = rowsByTarget(server);
  const exact = rows.get(name) ?? [];
  const starred = (names: readonly string[]) => names.flatMap((above) => rows.get(`*.${above}`) ?? []);
  switch (matching) {
    case 'longest':
      return [name, ...parentsOf(name)].map((above) => rows.get(above)).find((found) => found !== undefined) ?? [];
    case 'misskey': {
      const above = parentsOf(name).flatMap((parent) => rows.get(parent) ?? []);
      return [...exact, ...above.filter(({ action }) => action === 'blocked' || action === 'silenced')];
    }
    case 'suffix':
      return [
        ...[name, ...parentsOf(name)].flatMap((above) => rows.get(above) ?? []),
        ...starred([name, ...parentsOf(name)]),
      ];
    case 'pattern':
      return [...exact, ...starred([name, ...parentsOf(name)])];
    case 'glob':
      return [...exact, ...starred(parentsOf(name))];
    case 'exact':
      return exact;
  }
}

/** @returns every name above the host, nearest first: `a.b.example` gives `b.example`, `example` */
export function parentsOf(host: string): string[] {
  const labels = host.split('.');
  return labels.slice(1).map((_, position) => labels.slice(position + 1).join('.'));
}

const rowsCache = new WeakMap<Server, Map<string, TrueBlock[]>>();

function rowsByTarget(server: Server): Map<string, TrueBlock[]> {
  const known = rowsCache.get(server);
  if (known !== undefined) return known;
  const rows = new Map<string, TrueBlock[]>();
  for (const block of server.blocks) rows.set(block.target, [...(rows.get(block.target) ?? []), block]);
  rowsCache.set(server, rows);
  return rows;
}
