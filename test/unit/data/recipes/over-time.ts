/** The slow, obvious answers to questions about change: from the planted visits, replayed one by one. */
import type { Snapshot } from '../../../../data/snapshot/types.ts';
import type { Disclosure, ListKind, Outcome, Visit } from '../../../../data/types.ts';
import { listKinds } from '../../../../data/types.ts';
import { type Row, serverOf } from './now.ts';
import type { Planted } from './planted.ts';

const iso = (time: number) => new Date(time).toISOString();
const monthOf = (time: number) => Date.UTC(new Date(time).getUTCFullYear(), new Date(time).getUTCMonth());
const monthAfter = (month: number) => Date.UTC(new Date(month).getUTCFullYear(), new Date(month).getUTCMonth() + 1);

interface WholeList {
  at: number;
  targets: Set<string>;
}

/** For each server in figures, its block list every time it was seen whole; names that are in no figure left out. */
function wholeLists({ crawls, snapshot }: Planted): Map<string, WholeList[]> {
  const lists = new Map<string, WholeList[]>();
  for (const { host, finishedAt, blocks } of crawls.flatMap(({ visits }) => visits)) {
    if (blocks.disclosure !== 'published' || hasOptedOut(snapshot, host)) continue;
    const isSetAside = (name: string) => /^n\d+\.troll\./.test(name) && serverOf(snapshot.hosts, name) === undefined;
    const targets = blocks.entries.map(({ target }) => target as string).filter((name) => !isSetAside(name));
    lists.set(host, [...(lists.get(host) ?? []), { at: finishedAt, targets: new Set(targets) }]);
  }
  return lists;
}

function hasOptedOut({ hosts }: Snapshot, name: string): boolean {
  return serverOf(hosts, name)?.reason.blocks === 'opted-out';
}

export function churn(planted: Planted): Row[] {
  const lists = [...wholeLists(planted).values()];
  const times = lists.flat().map(({ at }) => at);
  const rows: Row[] = [];
  for (let month = monthOf(Math.min(...times)); month <= Math.max(...times); month = monthAfter(month)) {
    let [added, removed, standing, notObserved, seen, notSeen] = [0, 0, 0, 0, 0, 0];
    for (const states of lists) {
      for (const [number, later] of states.entries()) {
        const earlier = states[number - 1];
        if (monthOf(later.at) !== month || earlier === undefined) continue;
        added += [...later.targets].filter((target) => !earlier.targets.has(target)).length;
        removed += [...earlier.targets].filter((target) => !later.targets.has(target)).length;
      }
      const last = states.filter(({ at }) => at < monthAfter(month)).at(-1);
      if (last === undefined) continue;
      if (last.at >= month) [standing, seen] = [standing + last.targets.size, seen + 1];
      else [notObserved, notSeen] = [notObserved + last.targets.size, notSeen + 1];
    }
    rows.push([iso(month), added, removed, standing, notObserved, seen, notSeen]);
  }
  return rows;
}

export function coverageOfCrawls({ crawls }: Planted): Row[] {
  return crawls.flatMap(({ id, startedAt, visits }) =>
    listKinds.map((kind: ListKind) => {
      const count = (wanted: Disclosure, reason?: Outcome) =>
        visits.filter((it) => it[kind].disclosure === wanted && (reason === undefined || it[kind].reason === reason))
          .length;
      return [
        ...[id, 'crawl', iso(startedAt), kind, visits.length, count('published'), count('partial'), count('withheld')],
        ...[count('withheld', 'robots-disallowed'), count('withheld', 'opted-out')],
        ...[count('unsupported'), count('unreached')],
      ];
    }),
  );
}

export function hidden({ crawls, snapshot }: Planted, earlier: number, later: number): Row[] {
  const visits = crawls.flatMap(({ visits }) => visits).filter(({ blocks }) => blocks.disclosure !== 'unreached');
  const hosts = [...new Set(visits.map(({ host }) => host))].filter((host) => !hasOptedOut(snapshot, host));
  const lastBy = (host: string, time: number): Visit | undefined =>
    visits.filter((it) => it.host === host && it.finishedAt <= time).at(-1);
  const published = hosts.filter((host) => lastBy(host, earlier)?.blocks.disclosure === 'published');
  const again = published.filter((host) => lastBy(host, later) !== lastBy(host, earlier)).length;
  const rows = published
    .map((host) => lastBy(host, later)!)
    .filter(({ blocks }) => blocks.disclosure === 'withheld')
    .map(({ host, blocks, finishedAt }) => [host, blocks.reason, iso(finishedAt), published.length, again]);
  return rows.length === 0 ? [[null, null, null, published.length, again]] : rows;
}

export function growth({ crawls, snapshot }: Planted, asked: string): Row[] {
  const said = crawls
    .flatMap(({ visits }) => visits)
    .filter(({ host, facts }) => host === asked && facts !== null && !hasOptedOut(snapshot, host));
  return said.map(({ finishedAt, facts }, number) => {
    const before = said[number - 1]?.facts?.users ?? null;
    const more = facts!.users === null || before === null ? null : facts!.users - before;
    return [iso(finishedAt), facts!.software, facts!.version, facts!.users, facts!.mau, facts!.posts, more];
  });
}
