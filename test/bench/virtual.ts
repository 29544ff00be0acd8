/** The crawl's own schedule in virtual time: what it would need on a machine and a network that cost no time. */
import { Schedule } from '../../crawler/schedule.ts';
import type { Host } from '../../data/types.ts';
import type { PlannedVisit } from './ideal.ts';
import { visitMs } from './ideal.ts';

interface Limits {
  places: number;
  minGapMs: number;
  requestTimeoutMs: number;
}

/** @returns clock milliseconds from the first visit's start to the last one's end */
export function virtualCrawlMs(visits: readonly PlannedVisit[], limits: Limits): number {
  const byHost = new Map(visits.map((visit) => [visit.host, visit]));
  const schedule = new Schedule(limits.places);
  schedule.add([...byHost.keys()]);
  const active: { host: Host; endsAt: number }[] = [];
  const restedAt = new Map<string, number>();
  let now = 0;
  for (;;) {
    while (active.length < limits.places) {
      const visit = nextVisit(schedule, byHost);
      if (visit === undefined) break;
      active.push({ host: visit.host, endsAt: endOf(visit, now, restedAt, limits) });
    }
    const done = takeFirst(active);
    if (done === undefined) return now;
    now = done.endsAt;
    schedule.release(done.host);
  }
}

function nextVisit(schedule: Schedule, byHost: ReadonlyMap<Host, PlannedVisit>): PlannedVisit | undefined {
  for (let host = schedule.next(); host !== undefined; host = schedule.next()) {
    const visit = byHost.get(host)!;
    if (visit.address === null || schedule.occupy(host, [visit.address])) return visit;
  }
  return undefined;
}

/** When it ends that begins now; notes from when its domain and address may be asked again. */
function endOf(visit: PlannedVisit, now: number, restedAt: Map<string, number>, limits: Limits): number {
  if (visit.requests === 0) return now;
  const lanes = [visit.domain, ...(visit.address === null ? [] : [visit.address])];
  const begin = Math.max(now, ...lanes.map((lane) => restedAt.get(lane) ?? 0));
  const endsAt = begin + visitMs(visit, limits);
  for (const lane of lanes) restedAt.set(lane, endsAt + limits.minGapMs);
  return endsAt;
}

function takeFirst(active: { host: Host; endsAt: number }[]): { host: Host; endsAt: number } | undefined {
  let first = 0;
  for (let at = 1; at < active.length; at++) if (active[at]!.endsAt < active[first]!.endsAt) first = at;
  return active.splice(first, 1)[0];
}
