/** Entity tags of lists that a replay has read: "not modified" confirms those, and no others. */
import type { Host, RecordedVisit, Visit } from '../data/types.ts';

export class ReadTags {
  readonly #tags = new Map<Host, Record<string, string>>();

  /** By path. */
  of(host: Host): Readonly<Record<string, string>> {
    return this.#tags.get(host) ?? {};
  }

  /** @param visit what was read from `recorded`, with the same requests */
  add(recorded: RecordedVisit, visit: Visit): void {
    const tags = { ...this.of(visit.host) };
    for (const [position, { url, method, outcome, etag, brings }] of visit.requests.entries()) {
      if (method !== 'GET' || outcome !== 'ok') continue;
      const path = url.slice(`https://${visit.host}`.length);
      const isKept = recorded.requests[position]?.kept !== undefined;
      const isRead = brings.every((part) => part === 'facts' || visit[part].disclosure === 'published');
      if (etag !== null && isKept && isRead) tags[path] = etag;
      else delete tags[path];
    }
    if (Object.keys(tags).length > 0) this.#tags.set(visit.host, tags);
    else this.#tags.delete(visit.host);
  }
}
