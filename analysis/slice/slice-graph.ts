/**
 * A graph of one server and all others as it stands to them: what can be asked of the server alone is answered as by the
 * whole graph. What others do among themselves is not in it, and `whole` says so.
 */
import { type Csr, rowsOf, type SnapshotCount, type SnapshotFacts } from '../../data/snapshot/types.ts';
import { notesOf } from '../answer-limits.ts';
import { circlesOf } from '../circles.ts';
import { communitiesOf } from '../communities.ts';
import type { CountIndex } from '../counts.ts';
import { declarationsOf } from '../declarations-of.ts';
import { fitOf } from '../follow-model.ts';
import type { Graph } from '../graph.ts';
import { modelNoteOf } from '../model-note.ts';
import { indexPolicies } from '../policies.ts';
import { writeInForce } from '../report/in-force-sentence.ts';
import { sizeBin } from '../size-bins.ts';
import type { TieModel } from '../ties.ts';
import type { Base } from './base.ts';
import type { Slice } from './slice.ts';

export function graphOfSlice(base: Base, slice: Slice): Graph {
  const { ref, order, names, audience, live, coverage, model, draws } = base;
  const ties = tiesOf(base, slice);
  const snapshot: SnapshotFacts = {
    id: ref.id,
    contentHash: base.contentHash,
    asOf: Date.parse(ref.asOf),
    hosts: base.hosts.map((host, node) => (node === slice.node ? slice.facts : host)),
    blocks: [...slice.blocks],
    allows: [...slice.allows],
    counts: [...(slice.counts.own ?? []), ...slice.counts.on],
  };
  const graph: Graph = {
    ...{ snapshot, ref, order, names, audience, ties, live, coverage, model, draws },
    policies: indexPolicies(snapshot, names, new Set(base.closed)),
    counts: countsOf(base, slice),
    whole: false,
  };
  fitOf.tell(graph, base.fit);
  modelNoteOf.tell(graph, base.note);
  circlesOf.tell(graph, base.circles);
  communitiesOf.tell(graph, base.communities);
  const { sums, facts } = slice;
  if (sums !== null) {
    declarationsOf.tell(graph, () => sums);
    notesOf.tell(graph, [writeInForce(facts.host, sums.inForce)]);
  }
  return graph;
}

function tiesOf({ order, audience, tells, prior }: Base, slice: Slice): TieModel {
  const row = (targets: Uint32Array) => singleRow(order, slice.node, targets);
  return {
    peers: rowsOf(row(slice.peers)),
    listedBy: rowsOf(row(slice.listedBy)),
    unlists: row(slice.unlists),
    unlistedBy: row(slice.unlistedBy),
    bins: Uint8Array.from(audience.people, sizeBin),
    tells,
    prior,
  };
}

function singleRow(order: number, node: number, targets: Uint32Array): Csr {
  return { order, offsets: new Uint32Array(order + 1).fill(targets.length, node + 1), targets };
}

function countsOf({ counting }: Base, { node, counts: { own, on } }: Slice): CountIndex {
  const bySource = new Map<number, SnapshotCount>(on.map((row) => [row.source, row]));
  const byTarget = new Map<number, SnapshotCount>((own ?? []).map((row) => [row.target, row]));
  return {
    sources: counting,
    rowsOf: (source) => (source === node ? (own ?? undefined) : undefined),
    rowOn(source, target) {
      if (source === node) return byTarget.get(target);
      return target === node ? bySource.get(source) : undefined;
    },
  };
}
