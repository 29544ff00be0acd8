/** The registry of tasks, a line each: what the second thread can do. */
import { compareRows } from '../kernels/csr-diff.ts';
import { findCommunities } from '../kernels/leiden-runs.ts';
import { meetRows } from '../kernels/mutual-merge.ts';
import { sumOwnLists } from '../kernels/own-list-loss.ts';
import { sumRows } from '../kernels/reach-sums.ts';
import { compareCandidates, comparePairs } from '../kernels/shared-peers.ts';
import { countTargets, turnColumns } from '../kernels/transpose.ts';
import type { AnyTask } from './job.ts';

export const tasks: readonly AnyTask[] = [
  compareCandidates,
  comparePairs,
  compareRows,
  countTargets,
  findCommunities,
  meetRows,
  sumOwnLists,
  sumRows,
  turnColumns,
];
