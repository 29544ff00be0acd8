import { freeze } from '../../data/snapshot.ts';
import { Store } from '../../data/store.ts';
import { compare, type Row } from './measure.ts';
import type { BenchWorld } from './world.ts';

/** Edges from the file into typed arrays, against the same edges as JavaScript rows. */
export async function storeRows({ file, snapshot }: BenchWorld, runs: number): Promise<Row[]> {
  const store = await Store.open(file, 'read');
  try {
    const frozen = await compare(runs, () => freeze(store), {
      'reading only the peer edges as rows': () =>
        store.rows('SELECT source_id, target_id FROM peers WHERE removed_at IS NULL'),
    });
    return [
      {
        what: `freeze a snapshot of ${snapshot.hosts.length} hosts`,
        unit: 'edges',
        amount: snapshot.peers.targets.length,
        ...frozen,
      },
    ];
  } finally {
    await store.close();
  }
}
