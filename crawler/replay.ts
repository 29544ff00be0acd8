/**
 * Every visit on record once more, with the readers of this version. On the version that crawled, the same comes out.
 */
import type { Host, KnownHost, RecordedPass, RecordedVisit, ReplayedVisit } from '../data/types.ts';
import { version } from '../data/version.ts';
import { unheardOf } from './known.ts';
import { NameReader } from './names/name-reader.ts';
import { ReadTags } from './read-tags.ts';
import { isUnreadable, type RereadOptions, reread } from './reread.ts';
import { type CrawlSettings, resolveSettings } from './settings.ts';

/** What is on record. */
export interface ReplaySource {
  /** Oldest first. */
  passes(): Promise<RecordedPass[]>;
  /** In the order in which they were recorded, a few at a time. */
  visitsOf(pass: RecordedPass): AsyncIterable<RecordedVisit[]>;
}

/** Where it goes. */
export interface ReplayTarget {
  /** @returns what is known of each host by then */
  begin(pass: RecordedPass): Promise<KnownHost[]>;
  record(visits: readonly ReplayedVisit[]): Promise<void>;
  finish(pass: RecordedPass): Promise<void>;
}

export interface ReplaySummary {
  passes: number;
  /** Visits read again. */
  visits: number;
  /** Visits of crawls that kept no answers: the new file has their requests, and nothing of what they said. */
  unreadVisits: number;
  /** Imports: their folders are not kept, and nothing of them is in the new file but that they were made. */
  imports: number;
  /** Requests that the readers of today wanted, of which no answer was kept. */
  notKept: number;
}

export interface ReplayOptions extends Pick<RereadOptions, 'adapterOf'> {
  source: ReplaySource;
  target: ReplayTarget;
  /** Ends the replay before the next few visits, with the signal's reason. */
  signal?: AbortSignal;
}

/** @throws what source and target throw, the signal's reason, and bugs */
export async function replay({ source, target, signal, adapterOf }: ReplayOptions): Promise<ReplaySummary> {
  const summary: ReplaySummary = { passes: 0, visits: 0, unreadVisits: 0, imports: 0, notKept: 0 };
  const tags = new ReadTags();
  const names = new NameReader();
  for (const recorded of await source.passes()) {
    const pass = { ...recorded, settings: noteReader(recorded) };
    const known = new Map<Host, KnownHost>((await target.begin(pass)).map((each) => [each.host, each]));
    const settings = settingsOf(recorded);
    for await (const visits of source.visitsOf(recorded)) {
      signal?.throwIfAborted();
      const replayed: ReplayedVisit[] = [];
      for (const unread of visits) {
        if (recorded.kind === 'import' || isUnreadable(unread)) {
          replayed.push({ unread });
          if (recorded.kind === 'crawl') summary.unreadVisits += 1;
          continue;
        }
        const before = { ...(known.get(unread.host) ?? unheardOf(unread.host)), etags: tags.of(unread.host) };
        const { visit, notKept } = await reread(unread, {
          known: before,
          settings,
          names,
          ...(adapterOf && { adapterOf }),
        });
        if (visit.reason !== 'aborted') tags.add(unread, visit);
        replayed.push({ id: unread.id, visit });
        summary.visits += 1;
        summary.notKept += notKept;
      }
      await target.record(replayed);
    }
    await target.finish(pass);
    summary.passes += 1;
    if (recorded.kind === 'import') summary.imports += 1;
  }
  return summary;
}

/** The settings say who crawled, and who read the answers where that is somebody else. */
function noteReader({ kind, settings }: RecordedPass): Record<string, unknown> {
  if (kind === 'import') return settings;
  const { readBy, ...noted } = settings;
  return noted.version === version ? noted : { ...noted, readBy: version };
}

/** What a crawl was told, with the defaults of today for what its version did not know. */
function settingsOf({ settings }: RecordedPass): CrawlSettings {
  const known = Object.keys(resolveSettings());
  const told = Object.entries(settings).filter(([name]) => known.includes(name));
  return resolveSettings(Object.fromEntries(told) as Partial<CrawlSettings>);
}
