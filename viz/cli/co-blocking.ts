/**
 * The earlier snapshot that an impact is compared with, to tell who else may block the same. It costs a second snapshot and
 * a second graph, so it is fetched only where the scenario has something to ask of it.
 */
import { createOption, type Option } from 'commander';
import {
  type CoBlockingAnswers,
  coBlockingAnswers,
  whyUnasked,
  withCoBlocking,
} from '../../analysis/co-blocking/co-blocking.ts';
import { buildGraph, type Graph } from '../../analysis/graph.ts';
import { turnRound } from '../../analysis/parallel/turn-round.ts';
import type { Impact } from '../../analysis/types.ts';
import { blocklistsAt } from '../../data/blocklists.ts';
import { UserError } from '../../data/errors.ts';
import { isoTime } from '../../data/iso-time.ts';
import { recall } from '../../data/snapshot/recall.ts';
import { type Referred, refer } from '../../data/snapshot/reference.ts';
import { observedSpan } from '../../data/snapshot.ts';
import type { Store } from '../../data/store.ts';
import type { EpochMs } from '../../data/types.ts';
import { noteReissue, withStore } from './database.ts';

interface Options {
  db: string;
  /** Which snapshot the graph is of, as a person named it; undefined for what is known now. */
  snapshot?: string;
  /** Which to compare with; undefined for one of a month before, if there is one. */
  since?: string;
}

const dayMs = 24 * 60 * 60 * 1000;
/** A month before the snapshot; where the observations do not reach so far back, at least this. */
const usualDays = [30, 25];

export function sinceOption(): Option {
  return createOption(
    '--since <which>',
    'earlier snapshot, to tell from what came since who else may block the same: an id, or a date such as 2026-10-20 (default: a month before, where there is one)',
  );
}

/** @returns the impact, with `coBlocking` where it was asked for or where there is something to compare */
export async function compareWithEarlier(impact: Impact, graph: Graph, options: Options): Promise<Impact> {
  if (options.since === undefined && whyUnasked(graph, impact.scenario) !== null) return impact;
  const answers = await loadAnswers(graph, options);
  return answers === null ? impact : withCoBlocking(impact, answers);
}

/** As `compareWithEarlier` for many impacts, which are compared only where an earlier snapshot is named. */
export async function comparisonFor(graph: Graph, options: Options): Promise<(impact: Impact) => Impact> {
  const answers = options.since === undefined ? null : await loadAnswers(graph, options);
  return (impact) => (answers === null ? impact : withCoBlocking(impact, answers));
}

/** @returns null where nobody named an earlier snapshot and the observations do not reach back a month */
async function loadAnswers(graph: Graph, { db, snapshot, since }: Options): Promise<CoBlockingAnswers | null> {
  const { asOf } = graph.snapshot;
  return withStore(db, 'read', async (store) => {
    const referred = await referEarlier(store, asOf, since);
    if (referred === null) return null;
    noteReissue(referred);
    const earlier = referred.snapshot;
    const lists = await blocklistsAt(store, { asOf: snapshot === undefined ? undefined : asOf });
    const listsThen = await blocklistsAt(store, { asOf: earlier.asOf });
    return coBlockingAnswers({ graph, lists }, { graph: buildGraph(earlier), lists: listsThen });
  });
}

async function referEarlier(store: Store, asOf: EpochMs, since: string | undefined): Promise<Referred | null> {
  if (since === undefined) {
    const span = await observedSpan(store);
    const days = usualDays.find((count) => span !== null && span.oldest <= asOf - count * dayMs);
    return days === undefined
      ? null
      : { snapshot: await recall(store, { asOf: asOf - days * dayMs, turnRound }), reissueOf: null };
  }
  const referred = await refer(store, since, turnRound);
  if (referred.snapshot.asOf < asOf) return referred;
  throw new UserError(
    `Expected an earlier time to compare with, but ${isoTime(referred.snapshot.asOf)} is not before ${isoTime(asOf)}, the time of the answer.`,
    { hint: 'Give an earlier date with --since, or a later --snapshot.' },
  );
}
