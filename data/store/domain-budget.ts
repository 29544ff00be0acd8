/**
 * How many names one registrable domain may have: whoever owns a domain can answer with any number of generated names,
 * and other servers' lists then hold them by the thousand.
 *
 * What is counted is what one source brings: servers of one registrable domain that name more new servers below another
 * than the budget allows are a flood, and quarantine it. Many lists that name a few each are a hoster. A quarantine hides
 * names, and does not keep them out: new names from sources within the budget are entered, and count as soon as two
 * sources vouch for them (view `quarantined_hosts`). Ten budgets are the most a domain may have in the file.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import hosting from '../seeds/hosting.json' with { type: 'json' };
import type { EpochMs, Host, QuarantinedDomain } from '../types.ts';
import { appendRows } from './append.ts';

/** New names below one registrable domain that one source may bring, where no crawl says otherwise. */
export const defaultMaxNamesPerDomain = 100;

const budgetsPerDomain = 10;

/** Below these, as below a public suffix, every name may be somebody else's. */
const hostingDomains = new Set(hosting.domains.map(({ domain }) => domain));

interface Quarantine {
  firstAt: EpochMs;
  names: number;
}

export class DomainBudget {
  maxNames = defaultMaxNamesPerDomain;
  /** Names in the file, by domain. */
  readonly #counts = new Map<string, number>();
  readonly #quarantined = new Map<string, Quarantine>();
  /** Domains whose quarantine differs from what the file says, and whether the file says anything. */
  readonly #changed = new Map<string, { isNew: boolean }>();
  /** New names by domain, and by the domain of who brought them, since the file was opened. */
  readonly #brought = new Map<string, Map<string, number>>();
  readonly #floods = new Set<string>();
  readonly #newFloods: [domain: string, source: string][] = [];
  /** Names the list that is being read names beyond those in the file. */
  readonly #leftOut = new Map<string, number>();

  static async load(connection: DuckDBConnection): Promise<DomainBudget> {
    const budget = new DomainBudget();
    const read = async <Row>(sql: string) => (await (await connection.run(sql)).getRowsJS()) as Row[];
    for (const [domain, names, firstAt] of await read<[string, number, EpochMs]>(
      'SELECT domain, names, epoch_ms(first_at)::DOUBLE FROM quarantined_domains',
    )) {
      budget.#quarantined.set(domain, { names, firstAt });
    }
    for (const [domain, source] of await read<[string, string]>('SELECT domain, source_domain FROM floods')) {
      budget.#floods.add(pair(domain, source));
    }
    return budget;
  }

  /** Whether a name not in the file may be entered; counts it either way. The domain itself is one name, and always may. */
  admits(host: Host, domain: string, from: { source: string; at: EpochMs }): boolean {
    if (domain === host || hostingDomains.has(domain)) return true;
    const isFlood = this.#countBrought(domain, from.source) > this.maxNames;
    const count = this.#counts.get(domain) ?? 0;
    if (!isFlood && count < this.maxNames * budgetsPerDomain) {
      this.#counts.set(domain, count + 1);
      return true;
    }
    if (isFlood) this.#noteFlood(domain, from.source);
    const leftOut = (this.#leftOut.get(domain) ?? 0) + 1;
    this.#leftOut.set(domain, leftOut);
    this.#quarantine(domain, count + leftOut, from.at);
    return false;
  }

  /** A name that is entered whatever the budget says. */
  count(host: Host, domain: string): void {
    if (domain !== host) this.#counts.set(domain, (this.#counts.get(domain) ?? 0) + 1);
  }

  isQuarantined(host: Host, domain: string): boolean {
    return domain !== host && this.#quarantined.has(domain);
  }

  startList(): void {
    this.#leftOut.clear();
  }

  /** Writes what changed. @returns the domains that are newly quarantined, by name */
  async save(connection: DuckDBConnection): Promise<QuarantinedDomain[]> {
    await appendRows(connection, 'floods', ['text', 'text'], this.#newFloods);
    const changed = [...this.#changed.keys()].sort();
    if (changed.length === 0) return [];
    for (const domain of changed) {
      if (this.#changed.get(domain)?.isNew) continue;
      await connection.run('DELETE FROM quarantined_domains WHERE domain = $1', [domain]);
    }
    const rows = changed.map((domain) => {
      const { names, firstAt } = this.#quarantined.get(domain)!;
      return [domain, names, firstAt];
    });
    await appendRows(connection, 'quarantined_domains', ['text', 'number', 'time'], rows);
    const fresh = changed.filter((domain) => this.#changed.get(domain)?.isNew);
    return fresh.map((domain) => ({ domain, names: this.#quarantined.get(domain)!.names }));
  }

  /** After the transaction held. */
  keep(): void {
    this.#changed.clear();
    this.#newFloods.length = 0;
  }

  #countBrought(domain: string, source: string): number {
    const bySource = this.#brought.get(domain) ?? new Map<string, number>();
    this.#brought.set(domain, bySource);
    const brought = (bySource.get(source) ?? 0) + 1;
    bySource.set(source, brought);
    return brought;
  }

  #noteFlood(domain: string, source: string): void {
    if (this.#floods.has(pair(domain, source))) return;
    this.#floods.add(pair(domain, source));
    this.#newFloods.push([domain, source]);
  }

  #quarantine(domain: string, names: number, at: EpochMs): void {
    const before = this.#quarantined.get(domain);
    if (before !== undefined && names <= before.names) return;
    if (!this.#changed.has(domain)) this.#changed.set(domain, { isNew: before === undefined });
    this.#quarantined.set(domain, { names, firstAt: before?.firstAt ?? at });
  }
}

/**
 * Quarantine is not for life: a domain that is known to host for others by now, or has no more names than this crawl
 * allows, is free again. @returns whether any was
 */
export async function endQuarantines(connection: DuckDBConnection, maxNames: number): Promise<boolean> {
  const ended = await connection.run(
    `DELETE FROM quarantined_domains WHERE names <= $1 OR list_contains($2::VARCHAR[], domain) RETURNING domain`,
    [maxNames, JSON.stringify([...hostingDomains])],
  );
  if ((await ended.getRowsJS()).length === 0) return false;
  await connection.run('DELETE FROM floods WHERE domain NOT IN (SELECT domain FROM quarantined_domains)');
  return true;
}

function pair(domain: string, source: string): string {
  return `${domain} ${source}`;
}
