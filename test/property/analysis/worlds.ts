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

export function worlds(shape: Shape = {}): fc.Arbitrary<WorldText> {
  const { fewest = 3, most = names.length, rules = true } = shape;
  return fc.shuffledSubarray(names, { minLength: fewest, maxLength: most }).chain((present) =>
    fc.array(servers(present, shape), { minLength: present.length, maxLength: present.length }).chain((texts) => {
      const world = Object.fromEntries(present.map((name, at) => [name, texts[at]!]));
      return fc
        .array(ruleIn(world), { maxLength: rules ? 8 : 0 })
        .map((list): WorldText => printable({ servers: world, rules: list }));
    }),
  );
}

function servers(present: readonly string[], shape: Shape): fc.Arbitrary<ServerText> {
  const { counted = false, openLists = false, special = true } = shape;
  const sometimes = <Value>(value: fc.Arbitrary<Value>) =>
    special
      ? fc.oneof({ weight: 6, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
      : fc.constant(undefined);
  const people = fc.integer({ min: 0, max: 3000 });
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
        : fc.oneof(fc.constant(undefined), fc.constant(undefined), fc.constant(null), fc.subarray([...present])),
      listAgeMs: openLists ? fc.constant(0) : fc.constantFrom(0, 0, 0, 31 * 86_400_000),
      doubt: sometimes(fc.constantFrom('repeats-another' as const, 'invented-users' as const)),
      allows: sometimes(fc.subarray([...present], { minLength: 1 })),
      counts: sometimes(
        fc.dictionary(fc.constantFrom(...present), fc.record({ followsOut: fc.nat(40), followsIn: fc.nat(40) }), {
          maxKeys: 5,
        }),
      ),
    })
    .map(({ allows, counts, peers, doubt, ...rest }) => ({
      ...rest,
      ...(doubt === undefined ? {} : { doubt }),
      ...(peers === undefined ? {} : { peers }),
      ...(allows === undefined || withoutAllowlist.has(rest.software) ? {} : { allows, allowlistMode: true }),
      ...(counts === undefined || rest.software !== 'misskey' ? {} : { counts }),
    }));
}

type RuleText = NonNullable<WorldText['rules']>[number];

function ruleIn(world: Record<string, ServerText>): fc.Arbitrary<RuleText> {
  return fc
    .constantFrom(...Object.keys(world))
    .chain((source) => fc.tuple(fc.constant(source), fc.constantFrom(...words[world[source]!.software!]!), targets));
}

/** Names, patterns, and masked names, which on most software take nothing. */
export const targets = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...names) },
  { weight: 2, arbitrary: fc.constantFrom(...names).map((name) => `*.${name}`) },
  { weight: 1, arbitrary: fc.constantFrom('nowhere.example', 'x.e****le', '*.nowhere.example', 'a.ex***le') },
);

/** No server acts on itself. */
export function targetsBut(host: string): fc.Arbitrary<string> {
  return targets.filter((target) => target !== host);
}

/** A question after which all is as before, so that the answer tells of today. */
export function changeNothing(host: string): Scenario {
  return { host, blocklist: [{ target: host, action: 'noop' }] };
}

/** A host that acts on others in every way its software has. */
export function scenarios(world: WorldText): fc.Arbitrary<Scenario> {
  return fc.constantFrom(...Object.keys(world.servers)).chain((host) => {
    const own = world.servers[host]!.software!;
    const others = targetsBut(host);
    const server = fc.constantFrom(...names.filter((name) => name !== host));
    const word = fc.constantFrom(...words[own]!);
    const entry = fc.record({ target: targets, action: word });
    return fc
      .record({
        host: fc.constant(host),
        block: fc.array(others, { maxLength: 3 }),
        limit: fc.array(others, { maxLength: withoutLimit.has(own) ? 0 : 2 }),
        blockedBy: fc.array(server, { maxLength: 2 }),
        blocklist: fc.array(entry, { maxLength: 4 }),
        actions: fc.array(fc.record({ target: others, action: word }), { maxLength: 2 }),
        lift: fc.array(others, { maxLength: 2 }),
        liftedBy: fc.array(server, { maxLength: 2 }),
        lists: sometimes(fc.array(fc.array(entry, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 })),
        threshold: fc.integer({ min: 1, max: 3 }),
        except: sometimes(fc.array(targets, { maxLength: 2 })),
        allowlist: sometimes(fc.array(targets, { minLength: 1, maxLength: 3 })),
      })
      .map(withoutContradictions)
      .filter(
        ({ host: _, threshold: __, except: ___, lists = [], ...rest }) =>
          lists.length > 0 || Object.values(rest).some((list) => list.length > 0),
      );
  });
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
  return worlds(shape).chain((world) => scenarios(world).map((scenario) => ({ world, scenario })));
}

/** A world with a host that asks, and a few names to act on. */
export function choices(
  shape: Shape = {},
): fc.Arbitrary<{ world: WorldText; host: string; first: string[]; second: string[] }> {
  return worlds(shape).chain((world) =>
    fc.constantFrom(...Object.keys(world.servers)).chain((host) => {
      const others = fc.array(targetsBut(host), { minLength: 1, maxLength: 3 });
      return fc.record({ world: fc.constant(world), host: fc.constant(host), first: others, second: others });
    }),
  );
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
