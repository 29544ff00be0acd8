/**
 * The model of follows, fitted: gravity with size exponents left free, languages, softwares, circles and evidence as
 * multipliers, and where asked the popularity of each server as an author and the activity of its people as readers.
 * G. Krings et al. Urban gravity: a model for inter-city telecommunication flows. J. Stat. Mech. L07003, 2009.
 * B. Karrer, M. E. J. Newman. Stochastic blockmodels and community structure in networks. Phys. Rev. E 83, 016107, 2011.
 */
import { circlesOf } from '../circles.ts';
import { type FollowModel, relationOf } from '../follows.ts';
import type { Graph } from '../graph.ts';
import { type Cells, type Factor, fitProportions } from '../kernels/proportional-fit.ts';
import { languagesOf } from '../languages.ts';
import { sizeBinCount } from '../size-bins.ts';
import { softwareClass, softwareClassCount } from '../software-class.ts';
import { sum } from '../sum.ts';
import { evidenceNames } from '../ties.ts';
import { balanceSoftware } from './balance.ts';
import type { CalibrationPairs } from './pairs.ts';
import { addPopularity } from './popularity.ts';

const sweeps = 25;
const relations = 3;

export interface FitOptions {
  popularity: boolean;
  /** Language of each node, as in `Languages.of`. */
  language: Int8Array;
  /** Whether the pairs of this server are fitted on; all when left out. */
  uses?: (server: number) => boolean;
}

export function fitFollows(
  graph: Graph,
  pairs: CalibrationPairs,
  { popularity, language, uses }: FitOptions,
): FollowModel {
  const isUsed = uses ?? (() => true);
  const nodes = traitsOf(graph, language);
  const traits = listTraits(nodes);
  const names = Object.keys(traits) as TraitName[];
  const { cells, factors, scale } = tabulate(
    graph,
    names.map((name) => traits[name]),
    pairs,
    isUsed,
  );
  const fitted = fitProportions(cells, factors, sweeps);
  const multipliers = Object.fromEntries(names.map((name, at) => [name, fitted[at]!])) as Multipliers;
  const bare = compose(graph, nodes, scale, multipliers);
  const model = popularity ? addPopularity(bare, pairs, isUsed) : bare;
  return balanceSoftware(graph, model, pairs);
}

type Multipliers = Record<TraitName, Float64Array>;

interface NodeTraits {
  bin: Uint8Array;
  /** Position among the languages; the last is "not known". */
  language: Uint8Array;
  languageCount: number;
  software: Uint8Array;
  circle: Int32Array;
}

function traitsOf(graph: Graph, labels: Int8Array): NodeTraits {
  const { list } = languagesOf(graph);
  return {
    bin: graph.ties.bins,
    language: Uint8Array.from(labels, (language) => (language === -1 ? list.length : language)),
    languageCount: list.length + 1,
    software: Uint8Array.from(graph.snapshot.hosts, ({ software }) => softwareClass(software)),
    circle: circlesOf(graph),
  };
}

/** What the pairs are told apart by; each is one multiplier of the model. */
interface Trait {
  levels: number;
  of(reader: number, author: number, evidence: number): number;
}

type TraitName =
  | 'level'
  | 'readerSize'
  | 'authorSize'
  | 'sizes'
  | 'alike'
  | 'languages'
  | 'circles'
  | 'readerSoftware'
  | 'authorSoftware'
  | 'sameSoftware'
  | 'evidence';

function listTraits(nodes: NodeTraits): Record<TraitName, Trait> {
  const { bin, language, languageCount, software, circle } = nodes;
  return {
    level: { levels: 1, of: () => 0 },
    readerSize: { levels: sizeBinCount, of: (reader) => bin[reader]! },
    authorSize: { levels: sizeBinCount, of: (_, author) => bin[author]! },
    sizes: { levels: sizeBinCount ** 2, of: (reader, author) => bin[reader]! * sizeBinCount + bin[author]! },
    alike: { levels: relations, of: (reader, author) => likeness(nodes, language[reader]!, language[author]!) },
    languages: {
      levels: languageCount ** 2,
      of: (reader, author) => language[reader]! * languageCount + language[author]!,
    },
    circles: { levels: relations, of: (reader, author) => relationOf(circle[reader]!, circle[author]!) },
    readerSoftware: { levels: softwareClassCount, of: (reader) => software[reader]! },
    authorSoftware: { levels: softwareClassCount, of: (_, author) => software[author]! },
    sameSoftware: { levels: 2, of: (reader, author) => Number(software[reader] === software[author]) },
    evidence: { levels: evidenceNames.length, of: (_, __, evidence) => evidence },
  };
}

function likeness({ languageCount }: Pick<NodeTraits, 'languageCount'>, a: number, b: number): number {
  const known = (language: number) => (language === languageCount - 1 ? -1 : language);
  return relationOf(known(a), known(b));
}

/** Pairs alike in every trait are one cell, so that a sweep costs what the traits allow and not what the servers are. */
function tabulate(
  { audience }: Graph,
  traits: readonly Trait[],
  pairs: CalibrationPairs,
  isUsed: (server: number) => boolean,
): { cells: Cells; factors: Factor[]; scale: number } {
  const cellOf = new Map<number, number>();
  const observed: number[] = [];
  const exposure: number[] = [];
  const levels: number[][] = traits.map(() => []);
  const add = (reader: number, author: number, evidence: number, mask: number, follows: number) => {
    let key = 0;
    for (const { levels: count, of } of traits) key = key * count + of(reader, author, evidence);
    let cell = cellOf.get(key);
    if (cell === undefined) {
      cell = observed.length;
      cellOf.set(key, cell);
      observed.push(0);
      exposure.push(0);
      traits.forEach(({ of }, at) => {
        levels[at]!.push(of(reader, author, evidence));
      });
    }
    observed[cell]! += follows;
    exposure[cell]! += audience.people[reader]! * audience.people[author]! * mask;
  };
  for (let at = 0; at < pairs.server.length; at++) {
    const server = pairs.server[at]!;
    if (!isUsed(server)) continue;
    const other = pairs.other[at]!;
    add(server, other, pairs.evidence[at]!, pairs.mask[at]!, pairs.out[at]!);
    add(other, server, pairs.evidence[at]!, pairs.mask[at]!, pairs.in[at]!);
  }
  const total = { observed: sum(observed), exposure: sum(exposure) };
  const scale = total.exposure === 0 ? 1 : total.observed / total.exposure;
  return {
    cells: { observed: Float64Array.from(observed), exposure: Float64Array.from(exposure, (value) => value * scale) },
    factors: traits.map(({ levels: count }, at) => ({ levels: count, of: Uint16Array.from(levels[at]!) })),
    scale,
  };
}

function compose({ audience, order }: Graph, traits: NodeTraits, scale: number, found: Multipliers): FollowModel {
  const people = (node: number) => (Number.isNaN(audience.people[node]!) ? 0 : audience.people[node]!);
  const { bin, language, languageCount, software, circle } = traits;
  const groupCount = languageCount * sizeBinCount * softwareClassCount;
  const affinity = new Float64Array(groupCount ** 2);
  for (let a = 0; a < groupCount; a++) {
    const [languageA, binA, softwareA] = splitGroup(a);
    for (let b = 0; b < groupCount; b++) {
      const [languageB, binB, softwareB] = splitGroup(b);
      affinity[a * groupCount + b] =
        found.alike[likeness(traits, languageA, languageB)]! *
        found.languages[languageA * languageCount + languageB]! *
        found.sizes[binA * sizeBinCount + binB]! *
        found.readerSoftware[softwareA]! *
        found.authorSoftware[softwareB]! *
        found.sameSoftware[Number(softwareA === softwareB)]!;
    }
  }
  const nodes = Array.from({ length: order }, (_, node) => node);
  return {
    kind: 'fitted',
    reader: Float64Array.from(nodes, (node) => people(node) * found.readerSize[bin[node]!]!),
    author: Float64Array.from(nodes, (node) => scale * found.level[0]! * people(node) * found.authorSize[bin[node]!]!),
    group: Uint16Array.from(nodes, (node) => groupOf(language[node]!, bin[node]!, software[node]!)),
    groupCount,
    affinity,
    circle,
    kinship: found.circles,
    evidence: found.evidence,
  };
}

function groupOf(language: number, bin: number, software: number): number {
  return (language * sizeBinCount + bin) * softwareClassCount + software;
}

function splitGroup(group: number): [language: number, bin: number, software: number] {
  const rest = Math.floor(group / softwareClassCount);
  return [Math.floor(rest / sizeBinCount), rest % sizeBinCount, group % softwareClassCount];
}
