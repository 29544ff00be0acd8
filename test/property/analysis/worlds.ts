/** Small random fediverses for the properties: a handful of servers, some below others, with lists and rules of all kinds. */
import fc from 'fast-check';
import { buildGraph, type Graph } from '../../../analysis/graph.ts';
import { assess } from '../../../analysis/impact.ts';
import type { Impact, ListEntry, Scenario } from '../../../analysis/types.ts';
import { buildSnapshot, type ServerText, type WorldText } from '../../golden/world-w1.ts';
import { printable } from './print-world.ts';

/** Neighbours in the tree of names, and one that only looks like one: `ab.example` is not below `b.example`. */
export const names = [
  'a.example',
  's.a.example',
  't.s.a.example',
  'b.example',
  's.b.example',
  'ab.example',
  'c.example',
  'd.example',
];

export const software = [
  'mastodon',
  'misskey',
  'pleroma',
  'akkoma',
  'lemmy',
  'gotosocial',
  'piefed',
  'friendica',
  'hubzilla',
] as const;
/** Software that no administrator can close. */
const withoutAllowlist: ReadonlySet<string> = new Set(['friendica', 'hubzilla']);
/** Software that has no action which limits without cutting. */
export const withoutLimit: ReadonlySet<string> = new Set(['lemmy', 'piefed', 'friendica', 'hubzilla']);

const fullBlocks = {
  mastodon: 'suspend',
  misskey: 'blocked',
  pleroma: 'reject',
  akkoma: 'reject',
  lemmy: 'blocked',
  piefed: 'blocked',
  friendica: 'blocked',
  hubzilla: 'blocked',
};

/** Every word the software has, and some that only others have. */
export const words: Readonly<Record<string, readonly string[]>> = {
  mastodon: ['suspend', 'silence', 'noop', 'blocked', 'reject_media', 'frobnicate'],
  misskey: ['blocked', 'suspended', 'goneSuspended', 'softwareSuspended', 'silenced', 'mediaSilenced', 'suspend'],
  pleroma: [
    'reject',
    'quarantined_instances',
    'rejected_instances',
    'federated_timeline_removal',
    'media_removal',
    'suspend',
  ],
  akkoma: ['reject', 'quarantined_instances', 'followers_only', 'media_nsfw'],
  lemmy: ['blocked', 'suspend', 'silence'],
  gotosocial: ['suspend', 'limit'],
  piefed: ['blocked', 'suspend'],
  friendica: ['blocked'],
  hubzilla: ['blocked'],
};

export interface Shape {
  fewest?: number;
  most?: number;
  software?: readonly string[];
  /** Declared rules; none when false. */
  rules?: boolean;
  /** Every peer list is whole and fresh, so that no tie is guessed. */
  openLists?: boolean;
  /** Every server answers and publishes its monthly active people. */
  counted?: boolean;
  /** Allowlist modes and published counts may occur. */
  special?: boolean;
}

/**
 * Everything is drawn at once and fitted together after, so that the smallest world is found: each part shrinks whatever
 * the rest has become.
 */
export function worlds(shape: Shape = {}): fc.Arbitrary<WorldText> {
  const { fewest = 3, most = names.length, rules = true } = shape;
  return fc
    .record({
      present: fc.shuffledSubarray(names, { minLength: fewest, maxLength: most }),
      texts: fc.array(servers(shape), { minLength: names.length, maxLength: names.length }),
      rules: fc.array(fc.record({ source: fc.nat(), word: fc.nat(), target: targets }), { maxLength: rules ? 8 : 0 }),
    })
    .map((drawn) => {
      const { present } = drawn;
      const world = Object.fromEntries(present.map((name, at) => [name, keepPresent(drawn.texts[at]!, present)]));
      const ruleOf = ({ source, word, target }: (typeof drawn.rules)[number]): [string, string, string] => {
        const name = pick(present, source);
        return [name, pick(words[world[name]!.software!]!, word), target];
      };
      return printable({ servers: world, rules: drawn.rules.map(ruleOf) });
    });
}

function servers({ counted = false, openLists = false, special = true, ...shape }: Shape): fc.Arbitrary<ServerText> {
  const sometimes = <Value>(value: fc.Arbitrary<Value>) =>
    special
      ? fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
      : fc.constant(undefined);
  const people = fc.integer({ min: 0, max: 3000 });
  const some = fc.subarray(names);
  return fc
    .record({
      software: fc.constantFrom(...(shape.software ?? software)),
      mau: counted ? people : fc.option(people, { freq: 4 }),
      users: counted ? fc.constant(null) : fc.option(fc.integer({ min: 1, max: 6000 }), { freq: 3 }),
      liveness: counted
        ? fc.constant('alive' as const)
        : fc.constantFrom('alive' as const, 'alive' as const, 'alive' as const, 'dead' as const, 'unvisited' as const),
      peers: openLists
        ? fc.constant(undefined)
        : fc.oneof(fc.constant(undefined), fc.constant(undefined), fc.constant(null), some),
      listAgeMs: openLists ? fc.constant(0) : fc.constantFrom(0, 0, 0, 31 * 86_400_000),
      doubt: sometimes(fc.constantFrom('repeats-another' as const, 'invented-users' as const)),
      allows: sometimes(some),
      counts: sometimes(
        fc.dictionary(fc.constantFrom(...names), fc.record({ followsOut: fc.nat(40), followsIn: fc.nat(40) }), {
          maxKeys: 6,
        }),
      ),
    })
    .map(({ allows, counts, peers, doubt, ...rest }) => ({
      ...rest,
      ...(doubt === undefined ? {} : { doubt }),
      ...(peers === undefined ? {} : { peers }),
      ...(allows === undefined || withoutAllowlist.has(rest.software) ? {} : { allows }),
      ...(counts === undefined || rest.software !== 'misskey' ? {} : { counts }),
    }));
}

/** The same server, with none on its lists but those that are there; an allowlist names somebody. */
function keepPresent({ allows, counts, peers, ...rest }: ServerText, present: readonly string[]): ServerText {
  const isPresent = (name: string) => present.includes(name);
  const allowed = allows?.filter(isPresent) ?? [];
  const counted = Object.entries(counts ?? {}).filter(([name]) => isPresent(name));
  return {
    ...rest,
    ...(peers === undefined ? {} : { peers: peers?.filter(isPresent) ?? null }),
    ...(allowed.length === 0 ? {} : { allows: allowed, allowlistMode: true }),
    ...(counts === undefined ? {} : { counts: Object.fromEntries(counted) }),
  };
}

function pick<Value>(list: readonly Value[], at: number): Value {
  return list[at % list.length]!;
}

/** Names, patterns, and masked names, which on most software take nothing. */
export const targets = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...names) },
  { weight: 2, arbitrary: fc.constantFrom(...names).map((name) => `*.${name}`) },
  { weight: 1, arbitrary: fc.constantFrom('nowhere.example', 'x.e****le', '*.nowhere.example', 'a.ex***le') },
);

/** A question after which all is as before for a host with nothing below its name, so that the answer tells of today. */
export function changeNothing(host: string): Scenario {
  return { host, blocklist: [{ target: host, action: 'noop' }] };
}

/** A word by its place among those of the host's software. */
const entry = fc.record({ target: targets, word: fc.nat() });
const server = fc.constantFrom(...names);
/** A scenario of no host as yet. */
const drafts = fc.record({
  host: fc.nat(),
  block: fc.array(targets, { maxLength: 3 }),
  limit: fc.array(targets, { maxLength: 2 }),
  blockedBy: fc.array(server, { maxLength: 2 }),
  blocklist: fc.array(entry, { maxLength: 4 }),
  actions: fc.array(entry, { maxLength: 2 }),
  lift: fc.array(targets, { maxLength: 2 }),
  liftedBy: fc.array(server, { maxLength: 2 }),
  lists: sometimes(fc.array(fc.array(entry, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })),
  threshold: fc.integer({ min: 1, max: 3 }),
  except: sometimes(fc.array(targets, { maxLength: 2 })),
  allowlist: sometimes(fc.array(targets, { minLength: 1, maxLength: 3 })),
});
type Draft = typeof drafts extends fc.Arbitrary<infer Value> ? Value : never;

/** A host that acts on others in every way its software has; nothing at all where nothing is left to do. */
function settle(world: WorldText, draft: Draft): Scenario | undefined {
  const host = pick(Object.keys(world.servers), draft.host);
  const own = world.servers[host]!.software!;
  const others = (list: readonly string[]) => list.filter((name) => name !== host);
  const spell = ({ target, word }: { target: string; word: number }) => ({ target, action: pick(words[own]!, word) });
  const scenario = withoutContradictions({
    ...draft,
    host,
    block: others(draft.block),
    limit: withoutLimit.has(own) ? [] : others(draft.limit),
    blockedBy: others(draft.blockedBy),
    blocklist: draft.blocklist.map(spell),
    actions: draft.actions.filter(({ target }) => target !== host).map(spell),
    lift: others(draft.lift),
    liftedBy: others(draft.liftedBy),
    lists: draft.lists.map((list) => list.map(spell)),
  });
  const { host: _, threshold: __, except: ___, lists = [], ...rest } = scenario;
  return lists.length > 0 || Object.values(rest).some((list) => list.length > 0) ? scenario : undefined;
}

export function scenarios(world: WorldText): fc.Arbitrary<Scenario> {
  return drafts.map((draft) => settle(world, draft)).filter((scenario) => scenario !== undefined);
}

/** Empty four times out of five. */
function sometimes<Value>(lists: fc.Arbitrary<Value[]>): fc.Arbitrary<Value[]> {
  return fc.oneof({ weight: 4, arbitrary: fc.constant<Value[]>([]) }, { weight: 1, arbitrary: lists });
}

/** Leaves out what would be refused. */
function withoutContradictions({
  lists: texts,
  threshold,
  blocklist,
  except,
  ...given
}: Required<Omit<Scenario, 'lists'>> & { lists: ListEntry[][] }): Scenario {
  const { block, blockedBy, allowlist } = given;
  const lift = allowlist.length > 0 ? [] : given.lift.filter((name) => !block.includes(name));
  const liftedBy = given.liftedBy.filter((name) => !blockedBy.includes(name));
  const lists = texts.map((entries, at) => ({ name: `list ${at}`, entries }));
  const some = { ...given, lift, liftedBy };
  if (lists.length === 0) return { ...some, blocklist, ...(blocklist.length > 0 && { except }) };
  return { ...some, lists, threshold: Math.min(threshold, lists.length), except };
}

export interface Question {
  world: WorldText;
  scenario: Scenario;
}

export function questions(shape: Shape = {}): fc.Arbitrary<Question> {
  return fc
    .record({ world: worlds(shape), draft: drafts })
    .map(({ world, draft }) => ({ world, scenario: settle(world, draft) }))
    .filter((question): question is Question => question.scenario !== undefined);
}

/** A world with a host that asks, and a few names to act on. */
export function choices(
  shape: Shape = {},
): fc.Arbitrary<{ world: WorldText; host: string; first: string[]; second: string[] }> {
  const others = fc.array(targets, { minLength: 1, maxLength: 3 });
  return fc
    .record({ world: worlds(shape), at: fc.nat(), first: others, second: others })
    .map(({ world, at, first, second }) => {
      const host = pick(Object.keys(world.servers), at);
      const without = (list: string[]) => list.filter((name) => name !== host);
      return { world, host, first: without(first), second: without(second) };
    })
    .filter(({ first, second }) => first.length > 0 && second.length > 0);
}

export function graphOf(world: WorldText): Graph {
  return buildGraph(buildSnapshot(world));
}

export function ask(world: WorldText, scenario: Scenario): Impact {
  return assess(graphOf(world), scenario);
}

/** The word of the full block of the server's software. */
export function fullBlockOf(world: WorldText, host: string): string {
  return fullBlocks[world.servers[host]!.software as keyof typeof fullBlocks] ?? 'suspend';
}
