/** What a survey gives: one question, asked of every server. A published contract as in `types.ts`. */
import type { Host } from '../data/types.ts';
import type { Coverage, SnapshotRef } from './types.ts';

export interface SurveyedServer {
  host: Host;
  software: string | null;
  /** Monthly active people on it; null where not known. */
  audience: number | null;
  /** Over two-sided ties: people on the other servers, the servers, and how many of these have no known size. */
  reach: SurveySum;
  /** What of it would be cut, or is. people is null where all that is cut has no known size, and where it is withheld. */
  cut: SurveySum;
  /** cut / reach, in people; null where one of the two is not known. */
  share: number | null;
  /** The share would be about single people: few of them on few servers. */
  withheld: boolean;
}

export interface SurveySum {
  people: number | null;
  servers: number;
  unsized: number;
}

export interface Survey {
  schema: 'faultline.survey/1';
  snapshot: SnapshotRef;
  /**
   * list: what these entries would cut, imported by each server alone · declared: what each server's own list cuts today ·
   * since: what went out of reach since that snapshot, in the people of that time.
   */
  question:
    | { kind: 'list'; block: string[]; lists: { name: string; entries: number }[] }
    | { kind: 'declared' }
    | { kind: 'since'; from: SnapshotRef };
  /** Known servers that a list would cut, and the people on them; null for other questions. */
  listed: { servers: number; people: number } | null;
  /** Largest share first, then by name; those without a share at the end. */
  servers: SurveyedServer[];
  totals: {
    /** Rows in `servers`. */
    servers: number;
    /** Of them, whom it cuts off from any server. */
    affected: number;
    /** Of them, without a share: too few people to tell of, or sizes that nobody knows. */
    withheld: number;
    unknown: number;
    /** Share of an average person's reach that is cut: Σ A share / Σ A; null where no size is known. */
    shareOfPeople: number | null;
    /** Servers that answer and stand in no row: no tie that both sides list (then), or for declared lists no list. */
    leftOut: number;
  };
  /** Of the shares of all rows that have one, withheld ones among them; empty with fewer than five. */
  quantiles: { quantile: number; share: number }[];
  coverage: Coverage;
  limits: string[];
  sentences: string[];
}

/** How one other server stands to the one that is asked about, over two-sided ties that nothing cuts today. */
export interface AroundServer {
  host: Host;
  software: string | null;
  audience: number | null;
  /** Whether the two have such a tie. */
  tied: boolean;
  /** What a block of this server alone would take of the people in reach; null without a tie, or where not known or withheld. */
  share: number | null;
  /** As of a survey. */
  withheld: boolean;
  /** The list takes it. */
  listed: boolean;
  /** Servers that both have such a tie with, and those of them that the list leaves. */
  commonPeers: { now: number; left: number };
}

export interface Around {
  schema: 'faultline.survey-around/1';
  snapshot: SnapshotRef;
  host: Host;
  /** The list, where one was given. */
  question: { block: string[]; lists: { name: string; entries: number }[] };
  reach: SurveySum;
  /** Servers with a tie or a common peer: the largest share first, then by name; those without a share after. */
  servers: AroundServer[];
  coverage: Coverage;
  limits: string[];
  sentences: string[];
}
