/**
 * The model against what servers publish, on any snapshot: V1 to V5 of VALIDATION.md. Each figure says on how much it rests;
 * one that the snapshot has nothing to measure on says why.
 */
import type { Graph } from '../graph.ts';
import { type BlockKind, blockKinds, blocksFor, type ListRows, type TriedBlock } from './blocks-to-try.ts';
import { checkBothEnds, compareBothEnds } from './both-ends.ts';
import { type Check, checkIds } from './check.ts';
import {
  type CountedRow,
  countedRow,
  countedServers,
  type Direction,
  directions,
  fewestFollows,
  type PerDirection,
  perDirection,
} from './counted-rows.ts';
import { checkRows, type RowScore, type RowsScore, scoreRow, scoreRows } from './held-out-rows.ts';
import { groupByLanguage, groupEvenly, predictLeftOut } from './left-out.ts';
import {
  checkLosses,
  checkWorstLanguage,
  type Heard,
  type LossScore,
  scoreLosses,
  type TriedLoss,
  tryBlocks,
} from './losses.ts';
import { byPeople, byPeopleOfPeers } from './people-alone.ts';
import { checkRuledOut, findRuledOut, type RuledOut } from './ruled-out.ts';

export interface GraphChecks {
  /** Servers that answered and publish counts in full. */
  servers: number;
  /** In the order of their ids. */
  checks: Check[];
  ruledOut: RuledOut;
  /** V3, as the model tells rows. */
  rows: PerDirection<RowsScore>;
  /** V5 by kind of block, V4 by language left out. */
  kinds: PerDirection<(LossScore & { kind: BlockKind })[]>;
  languages: PerDirection<(LossScore & { language: string })[]>;
}

/** @param imported lists that people pass round, to be tried as blocks */
export function checkGraph(graph: Graph, imported: readonly ListRows[] = []): GraphChecks {
  const servers = countedServers(graph);
  const blocksOf = blocksFor(graph, imported);
  const parts = examine(graph, groupEvenly(servers), blocksOf);
  const byLanguage = groupByLanguage(graph, servers);
  const abroad = examine(
    graph,
    byLanguage.map((group) => group.servers),
    blocksOf,
  );
  const ruledOut = findRuledOut(graph);
  const kinds = perDirection((direction) =>
    blockKinds.map((kind) => ({ kind, ...scoreLosses(select(parts.losses, direction, (loss) => loss.kind === kind)) })),
  );
  const languages = perDirection((direction) =>
    byLanguage.map((group) => {
      const own = new Set(group.servers);
      const score = scoreLosses(select(abroad.losses, direction, ({ node }) => own.has(node)));
      return { language: group.language, ...score };
    }),
  );
  const without = whyNone(servers.length);
  const monolingual = byLanguage.length === 1 ? 'all servers that publish counts are of one language' : without;
  const checks = [
    ...checkRuledOut(ruledOut),
    ...checkBothEnds(compareBothEnds(graph)),
    ...directions.flatMap((direction) => [
      ...checkRows(parts.rows[direction].model, parts.rows[direction].plain, direction, without),
      ...checkLosses('V4', scoreLosses(select(abroad.losses, direction)), direction, monolingual),
      ...checkWorstLanguage(languages[direction], direction, monolingual),
      ...checkLosses('V5', scoreLosses(select(parts.losses, direction)), direction, without),
    ]),
  ];
  return {
    servers: servers.length,
    checks: checkIds.flatMap((id) => checks.filter((check) => check.id === id)),
    ruledOut,
    rows: perDirection((direction) => parts.rows[direction].model),
    kinds,
    languages,
  };
}

/** Why no held-out server can be judged by, where none can. */
function whyNone(servers: number): string {
  if (servers === 0) return 'no server publishes counts';
  return servers === 1
    ? 'only one server publishes counts'
    : `none of the ${servers} servers that publish counts has ${fewestFollows} follows to judge by`;
}

interface Examined {
  rows: PerDirection<{ model: RowsScore; plain: RowsScore }>;
  losses: TriedLoss[];
}

/** Every server told of by a model that has not seen the counts of its group; nothing where there is one group alone. */
function examine(
  graph: Graph,
  groups: readonly (readonly number[])[],
  blocksOf: (row: CountedRow) => TriedBlock[],
): Examined {
  const servers = groups.length < 2 ? [] : groups.flat();
  const plain = predictLeftOut(graph, [servers]);
  const model = predictLeftOut(graph, groups);
  const [people, peopleOfPeers] = [byPeople(graph.snapshot), byPeopleOfPeers(graph.snapshot, graph.ties.peers)];
  const scored: PerDirection<{ model: RowScore | null; plain: RowScore | null }>[] = [];
  const losses: TriedLoss[] = [];
  for (const node of servers) {
    const row = countedRow(graph, node);
    const heard: Heard = {
      people: people(node),
      'people of peers': peopleOfPeers(node),
      plain: plain(node),
      model: model(node),
    };
    scored.push(
      perDirection((direction) => ({
        model: scoreRow(row, heard.model, direction),
        plain: scoreRow(row, heard.plain, direction),
      })),
    );
    losses.push(...tryBlocks(row, heard, blocksOf(row)));
  }
  const rows = perDirection((direction) => ({
    model: scoreRows(scored.map((row) => row[direction].model)),
    plain: scoreRows(scored.map((row) => row[direction].plain)),
  }));
  return { rows, losses };
}

function select(
  losses: readonly TriedLoss[],
  direction: Direction,
  isWanted: (loss: TriedLoss) => boolean = () => true,
): TriedLoss[] {
  return losses.filter((loss) => loss.direction === direction && isWanted(loss));
}
