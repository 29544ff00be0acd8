/** The database that a replay makes: passes and visits as they are on record, and whatever was read from them anew. */
import { listConsents } from '../consent.ts';
import { makeDatabase } from '../store/new-file.ts';
import { type Observation, toObservation } from '../store/observation.ts';
import { Store } from '../store.ts';
import type { Host, KnownHost, RecordedPass, RecordedVisit, ReplayedVisit } from '../types.ts';

export class NewDatabase {
  readonly #file: string;
  readonly #old: Store;
  /** Names that a person gave, by their number, and not entered yet. */
  #seeds: [id: number, host: Host][] = [];
  /** Of the pass that is under way. */
  #store: Store | undefined;
  #crawlId = 0;

  private constructor(file: string, old: Store) {
    this.#file = file;
    this.#old = old;
  }

  /** @param old what is on record; it stays open until `complete` */
  static async make(file: string, old: Store): Promise<NewDatabase> {
    const made = new NewDatabase(file, old);
    await makeDatabase(file);
    made.#store = await Store.open(file, 'write');
    // Who asked to be forgotten is left out from the first visit on.
    for (const [salt, hash] of (await old.rows('SELECT salt, hash FROM forgotten')) as [string, string][]) {
      await made.#store.rows('INSERT INTO forgotten VALUES ($1, $2)', [salt, hash]);
    }
    const seeds = await old.rows('SELECT id, host FROM hosts WHERE known_since IS NULL ORDER BY id');
    made.#seeds = seeds as [number, Host][];
    return made;
  }

  async begin(pass: RecordedPass): Promise<KnownHost[]> {
    // What one process counts of the names of a domain is counted from its start: a pass was one.
    await this.close();
    this.#store = await Store.open(this.#file, 'write');
    await this.#enterSeeds();
    this.#crawlId = await this.#store.beginCrawl(pass.startedAt, pass.settings, pass.kind);
    return this.#store.knownHosts(pass.startedAt);
  }

  async record(visits: readonly ReplayedVisit[]): Promise<void> {
    const observations = visits.map((each) =>
      'unread' in each ? asOnRecord(each.unread) : numbered(each.id, toObservation(each.visit)),
    );
    await this.#store!.recordObservations(this.#crawlId, observations);
  }

  async finish({ summary }: RecordedPass): Promise<void> {
    if (summary !== null) await this.#store!.finishCrawl(this.#crawlId, summary);
  }

  /** After the last pass: what people told. */
  async complete(): Promise<void> {
    const store = this.#store!;
    await store.addHosts(this.#seeds.map(([, host]) => host));
    for (const { host, note, addedAt } of await listConsents(this.#old)) {
      await store.addConsent(host, { note, at: addedAt });
    }
    await this.close();
  }

  async close(): Promise<void> {
    await this.#store?.close();
  }

  /** In the order of numbers, those that were named before what comes next was met. */
  async #enterSeeds(): Promise<void> {
    const [next] = await this.#store!.rows('SELECT coalesce(max(id) + 1, 0)::DOUBLE FROM hosts');
    let free = next![0] as number;
    const due: Host[] = [];
    for (const [id, host] of this.#seeds) {
      if (id > free) break;
      if (id === free) free += 1;
      due.push(host);
    }
    this.#seeds = this.#seeds.slice(due.length);
    if (due.length > 0) await this.#store!.addHosts(due);
  }
}

/** Nothing of what it saw is known; that it was made, and what was asked, is. */
function asOnRecord(visit: RecordedVisit): Observation {
  return { host: visit.host, observedAt: visit.finishedAt, visit: unkept(visit), facts: null, aliases: [], lists: [] };
}

function unkept(visit: RecordedVisit): RecordedVisit {
  return { ...visit, requests: visit.requests.map(({ kept, ...request }) => request) };
}

function numbered(id: number, observation: Observation): Observation {
  return observation.visit === null ? observation : { ...observation, visit: { ...observation.visit, id } };
}
