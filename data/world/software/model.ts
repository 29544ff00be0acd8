/** Everything a simulated fediverse knows about one server software. */
import type { Host, InstanceFacts, ListKind, ObservedLists, OptOut } from '../../types.ts';
import type { Emulator } from '../answer.ts';
import type { RobotsFile } from '../robots-file.ts';
import type { Matching } from '../rule-rows.ts';
import type { Level } from '../shared-lists.ts';
import type { Server, World } from '../types.ts';

export type Usage = Pick<InstanceFacts, 'users' | 'mau' | 'activeHalfyear' | 'posts'>;

/** What an administrator may have set up otherwise. */
export type Setup = Partial<
  Pick<Server, 'counts' | 'peersOpen' | 'blocksShown' | 'allowlistMode' | 'optsOut' | 'robots' | 'rationaleShown'>
>;

export interface SoftwareModel {
  /** Servers in ten thousand, and in ten thousand of those whose people write Japanese. */
  readonly share: number;
  readonly japaneseShare: number;
  /** Relative shares of the versions in use. */
  readonly versions: Readonly<Record<string, number>>;
  /** People against those of other software at the same rank; 1 unless it runs on small machines for few. */
  readonly sizeFactor?: number;
  /** Its people follow communities on forums, and little else. */
  readonly isForum?: true;
  /** It knows other servers by the addresses of their people, not by URLs. */
  readonly readsAddresses?: true;
  /** What its administrators call their measures; absent where they have none that others could feel. */
  readonly words?: Readonly<Record<Level, readonly string[]>>;
  /** exact unless told. */
  readonly matching?: Matching;
  /** Its lists may hold `*.name`. */
  readonly knowsPatterns?: true;
  /** Where an action stops other posts than its level says: both ways at the level `full`, and none below it. */
  readonly stops?: Readonly<Record<string, 'in' | 'out' | 'nothing'>>;
  /** What allowlist mode stops of those not allowed; both ways unless told. */
  readonly allowlistStops?: 'in';
  /** The action that deletes every follow between the two servers' people. */
  readonly severs?: string;
  /** Limited federation deletes follows too. */
  readonly allowlistSevers?: true;
  /** It has either an allowlist or a blocklist, never both. */
  readonly eitherList?: true;
  /** Marks servers that stopped answering by itself, in a word for each condition. */
  readonly notices?: Readonly<Partial<Record<Server['condition'], string>>>;

  /** How its administrators set it up where they differ from a server left as it came. */
  setup?(version: string, random: () => number): Setup;
  /** As shipped; everything may be fetched unless told. */
  robots?(server: Server): RobotsFile;
  readonly emulate: Emulator;
  /** The numbers of its NodeInfo document; those of the truth unless told. */
  usage?(server: Server): Usage;
  /**
   * What a correct crawler takes from beyond NodeInfo's common fields.
   * @param mayFetch whether robots.txt leaves a path to us
   */
  facts?(server: Server, mayFetch: (path: string) => boolean): Partial<InstanceFacts>;
  /** How `optsOut` is said. */
  readonly optOut?: OptOut;
  aliases?(server: Server): Host[];
  /** What a correct crawler reads when robots.txt does not stand in the way; none of the lists unless told. */
  expectLists?(world: World, server: Server): ObservedLists;
  /** The path on which each list stands or falls; a list without one comes with NodeInfo, or is never asked for. */
  listPaths?(server: Server): Partial<Record<ListKind, string>>;
}
