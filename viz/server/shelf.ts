/**
 * The snapshots that can be asked about: the one that is served, and those an archive can open. Only ids that stand in
 * the list are opened, so that nobody has the program freeze times of their own choosing.
 */
import type { Graph } from '../../analysis/graph.ts';
import { UserError } from '../../data/errors.ts';
import type { SnapshotChanges, SnapshotEntry } from '../shared/snapshot-changes.ts';
import { type HeldSnapshot, holdSnapshot } from './held-snapshot.ts';
import { KeptPromises } from './kept-promises.ts';
import { Refusal } from './problems.ts';

/** Where other snapshots come from. What it throws as a UserError is told to whoever asked. */
export interface Archive {
  list(): Promise<SnapshotEntry[]>;
  open(id: string): Promise<Graph>;
  /** @param from not after `to` */
  compare(from: SnapshotEntry, to: SnapshotEntry): Promise<SnapshotChanges>;
}

/** Beside the one that is served. A graph of tens of thousands of servers takes some hundred megabytes. */
const mostHeld = 3;
/** Small: what changed, by host. */
const mostCompared = 20;

export class Shelf {
  readonly served: HeldSnapshot;
  readonly #archive: Archive | undefined;
  readonly #held = new KeptPromises<HeldSnapshot>(mostHeld);
  readonly #compared = new KeptPromises<SnapshotChanges>(mostCompared);

  constructor(served: HeldSnapshot, archive: Archive | undefined) {
    this.served = served;
    this.#archive = archive;
  }

  /** @param id undefined for the one that is served. @throws Refusal when there is no such snapshot */
  async hold(id: string | undefined): Promise<HeldSnapshot> {
    if (id === undefined || id === this.served.graph.ref.id) return this.served;
    return this.#held.get(id, async () => {
      await this.#find(id);
      return holdSnapshot(await asked(() => this.#archive!.open(id)), this.served.map());
    });
  }

  /** By time, then by id. */
  async list(): Promise<SnapshotEntry[]> {
    const { ref, coverage } = this.served.graph;
    const served = { ...ref, hosts: coverage.hosts, visited: coverage.visited };
    const others = this.#archive === undefined ? [] : await asked(() => this.#archive!.list());
    const all = [served, ...others.filter(({ id }) => id !== served.id)];
    return all.sort((a, b) => Date.parse(a.asOf) - Date.parse(b.asOf) || (a.id < b.id ? -1 : 1));
  }

  /** @throws Refusal when there is no such snapshot, UserError when the later one comes first */
  async compare(fromId: string, toId: string): Promise<SnapshotChanges> {
    const [from, to] = [await this.#find(fromId), await this.#find(toId)];
    if (Date.parse(from.asOf) > Date.parse(to.asOf)) {
      throw new UserError(`Expected the earlier snapshot first, but ${from.id} (${from.asOf}) is after ${to.id}.`, {
        hint: 'Give the two the other way round.',
      });
    }
    if (from.id === to.id) return { from: refOf(from), to: refOf(to), hosts: [], sentences: [] };
    return this.#compared.get(`${from.id} ${to.id}`, () => asked(() => this.#archive!.compare(from, to)));
  }

  async #find(id: string): Promise<SnapshotEntry> {
    const found = (await this.list()).find((entry) => entry.id === id);
    if (found !== undefined) return found;
    throw new Refusal(404, {
      error: `There is no snapshot ${JSON.stringify(id.slice(0, 100))} here.`,
      hint: 'GET /api/snapshots lists those that can be asked about.',
    });
  }
}

export function refOf({ id, asOf }: SnapshotEntry): { id: string; asOf: string } {
  return { id, asOf };
}

/** The question was right, and the state of the archive does not allow an answer: 409 (RFC 9110 section 15.5.10). */
async function asked<Value>(ask: () => Promise<Value>): Promise<Value> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new Refusal(409, { error: error.message, hint: error.hint });
  }
}
