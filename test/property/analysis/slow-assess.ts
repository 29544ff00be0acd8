/** `assess` and `assessBlocked` once more: the sums of the model as plain loops over the slow world. */
import type { EntryStatus, Scenario } from '../../../analysis/types.ts';
import type { Snapshot } from '../../../data/snapshot/types.ts';
import {
  blockWord,
  effectOf,
  isAutomatic,
  limitWord,
  rulesThatCount,
  type SlowEffect,
  type SlowRule,
  SlowWorld,
  union,
} from './slow-twin.ts';

interface SlowEntry {
  target: string;
  action: string;
  status: EntryStatus;
  hosts: number;
  shareIn: number | null;
  shareOut: number | null;
}

interface Rules {
  of: (node: number) => SlowRule[];
  allows: (node: number) => string[] | null;
}

/** Who gets whose posts under some rules. */
function contact(world: SlowWorld, rules: Rules, x: number, j: number) {
  const ours = world.effect(x, j, rules.of(x), rules.allows(x));
  const theirs = world.effect(j, x, rules.of(j), rules.allows(j));
  const live = world.live(x) && world.live(j);
  return {
    ours,
    theirs,
    in: live && !ours.cutIn && !theirs.cutOut,
    out: live && !ours.cutOut && !theirs.cutIn,
  };
}

export function slowAssess(snapshot: Snapshot, scenario: Scenario) {
  const world = new SlowWorld(snapshot);
  const x = world.find(scenario.host);
  const software = world.softwareOf(x);
  const ours: SlowRule[] = [
    ...(scenario.block ?? []).map((text) => ({ text, action: blockWord(software) })),
    ...(scenario.limit ?? []).map((text) => ({ text, action: limitWord(software) })),
    ...(scenario.blocklist ?? []).map(({ target, action }) => ({ text: target, action })),
  ];
  const blockers = [...new Set(scenario.blockedBy ?? [])];
  const allowlist = scenario.allowlist ?? [];
  const today: Rules = { of: (node) => world.rulesOf(node), allows: (node) => world.allowsOf(node) };
  const onUs = (node: number): SlowRule[] => [
    ...world.rulesOf(node),
    { text: scenario.host, action: blockWord(world.softwareOf(node)) },
  ];
  const changed = (added: readonly SlowRule[], by: readonly string[], closed: boolean): Rules => ({
    of: (node) => {
      if (node === x) return [...world.rulesOf(x), ...added];
      return by.includes(world.hosts[node]!.host) ? onUs(node) : world.rulesOf(node);
    },
    allows: (node) => (closed && node === x ? allowlist : world.allowsOf(node)),
  });
  const after = changed(ours, blockers, allowlist.length > 0);

  const others = world.hosts.map((_, node) => node).filter((node) => node !== x);
  const sums = { in: 0, out: 0, lostIn: 0, lostOut: 0, hidden: 0, liveIn: 0, liveOut: 0, leftIn: 0, leftOut: 0 };
  const people = { before: 0, kept: 0, opened: 0, known: false, lostUnsized: 0 };
  const touched: { host: string; status: string; direction: string | null }[] = [];
  const lostUnknown = { in: false, out: false, hidden: false };
  let irreversible = false;
  for (const j of others) {
    const [was, is] = [contact(world, today, x, j), contact(world, after, x, j)];
    const f = { in: world.weight(x, j, 'in'), out: world.weight(x, j, 'out') };
    const unsized = !world.hasCounts(x) && world.mask(x, j) > 0 && world.people[j] === null;
    const reach = (world.people[j] ?? 0) * (world.hasCounts(x) ? Number(f.in + f.out > 0) : world.mask(x, j));
    if (world.live(x) && world.live(j)) {
      sums.liveIn += f.in;
      sums.liveOut += f.out;
    }
    sums.in += was.in ? f.in : 0;
    sums.out += was.out ? f.out : 0;
    sums.leftIn += is.in ? f.in : 0;
    sums.leftOut += is.out ? f.out : 0;
    if (was.in && !is.in) lostUnknown.in ||= unsized;
    if (was.out && !is.out) lostUnknown.out ||= unsized;
    sums.lostIn += was.in && !is.in ? f.in : 0;
    sums.lostOut += was.out && !is.out ? f.out : 0;
    const cut = (was.in && !is.in) || (was.out && !is.out);
    const hidden = was.in && is.in && is.ours.hideIn && !was.ours.hideIn;
    if (hidden) {
      sums.hidden += f.in;
      lostUnknown.hidden ||= unsized;
    }
    const [wasBoth, isBoth] = [was.in && was.out, is.in && is.out];
    people.before += wasBoth ? reach : 0;
    people.kept += wasBoth && isBoth ? reach : 0;
    people.opened += !wasBoth && isBoth ? reach : 0;
    people.known ||= wasBoth && reach > 0;
    const tied = world.hasCounts(x) ? f.in + f.out > 0 : world.mask(x, j) > 0;
    if (wasBoth && !isBoth && tied && world.people[j] === null) people.lostUnsized++;
    irreversible ||= cut && ((is.ours.sever && !was.ours.sever) || (is.theirs.sever && !was.theirs.sever));
    const opened = !cut && ((is.in && !was.in) || (is.out && !was.out));
    if (!cut && !hidden && !opened) continue;
    const [inChanges, outChanges] = [was.in !== is.in, was.out !== is.out];
    const direction = inChanges && outChanges ? 'both' : inChanges ? 'in' : 'out';
    const status = cut ? 'cut' : opened ? 'opened' : 'hidden';
    touched.push({ host: world.hosts[j]!.host, status, direction: status === 'hidden' ? null : direction });
  }

  const entries: SlowEntry[] = [];
  const own = new Map(ours.map((rule) => [`${rule.text} ${rule.action}`, rule]));
  for (const rule of own.values()) entries.push(oneEntry([rule], [], rule.text, rule.action));
  for (const host of blockers) {
    const node = world.find(host);
    entries.push(oneEntry([], [host], host, node === -1 ? 'blocked' : blockWord(world.softwareOf(node))));
  }

  /** What an entry alone would take. */
  function oneEntry(added: SlowRule[], by: string[], target: string, action: string): SlowEntry {
    const alone = changed(added, by, false);
    const named = world.hosts.flatMap(({ host }, node) => {
      const rules = rulesThatCount(software, added, host).length > 0;
      return (added.length > 0 ? rules : by.includes(host)) ? [node] : [];
    });
    const nodes = named.filter((node) => node !== x);
    const lost = { in: 0, out: 0, cut: 0, hidden: 0, opened: 0, unsized: 0 };
    for (const j of nodes.filter((node) => world.live(node))) {
      const [was, is] = [contact(world, today, x, j), contact(world, alone, x, j)];
      const cutIn = was.in && !is.in;
      const cutOut = was.out && !is.out;
      lost.in += cutIn ? world.weight(x, j, 'in') : 0;
      lost.out += cutOut ? world.weight(x, j, 'out') : 0;
      if (cutIn || cutOut) lost.cut++;
      if ((cutIn || cutOut) && world.people[j] === null && !world.hasCounts(x) && world.mask(x, j) > 0) lost.unsized++;
      if (cutIn || cutOut) continue;
      if ((is.in && !was.in) || (is.out && !was.out)) lost.opened++;
      else if (was.in && is.ours.hideIn && !was.ours.hideIn) lost.hidden++;
    }
    const does = added.length > 0 ? effectOf(software, action) : null;
    const acts = does === null || does.cutIn || does.cutOut || does.hideIn;
    const status = ((): EntryStatus => {
      if (nodes.length === 0) return named.length > 0 ? 'kept' : 'unknown';
      if (!world.live(x)) return 'unknown';
      if (nodes.every((node) => !world.live(node))) return 'dead';
      if (lost.cut > 0) return 'cut';
      if (lost.opened > 0) return 'opened';
      if (lost.hidden > 0) return 'hidden';
      return acts ? 'already' : 'kept';
    })();
    const known = lost.cut === 0 || lost.in + lost.out > 0 || lost.unsized === 0;
    const share = (part: number, of: number) => (status === 'unknown' || !known || of === 0 ? null : part / of);
    return {
      target,
      action,
      status,
      hosts: nodes.length,
      shareIn: share(lost.in, sums.in),
      shareOut: share(lost.out, sums.out),
    };
  }

  const named = allowlist.length > 0 || entries.some(({ hosts, status }) => hosts > 0 || status === 'kept');
  const known = named && world.live(x);
  const share = (part: number, of: number, unknown: boolean) =>
    of === 0 || !known || (part === 0 && unknown) ? null : part / of;
  const before = Math.round(people.before);
  const silent = !known || (people.lostUnsized > 0 && people.before === people.kept);
  return {
    lossIn: share(sums.lostIn, sums.in, lostUnknown.in),
    lossOut: share(sums.lostOut, sums.out, lostUnknown.out),
    hidden: share(sums.hidden, sums.in, lostUnknown.hidden),
    cumulativeIn: sums.liveIn === 0 || !known ? null : 1 - sums.leftIn / sums.liveIn,
    cumulativeOut: sums.liveOut === 0 || !known ? null : 1 - sums.leftOut / sums.liveOut,
    people: {
      before: people.known ? before : null,
      after: people.known && !silent ? Math.round(people.kept + people.opened) : null,
      lost: people.known && !silent ? before - Math.round(people.kept) : null,
      lostUnsized: people.lostUnsized,
    },
    irreversible,
    touched,
    entries,
  };
}

export function slowBlocked(snapshot: Snapshot, host: string, among?: 'visited') {
  const world = new SlowWorld(snapshot);
  const x = world.find(host);
  const others = world.hosts.map((_, node) => node).filter((node) => node !== x);
  const today: Rules = { of: (node) => world.rulesOf(node), allows: (node) => world.allowsOf(node) };
  const both = (node: number) => world.live(x) && world.live(node);
  const sum = (read: (node: number) => number) => others.reduce((total, node) => total + read(node), 0);
  const free = {
    in: sum((node) => (both(node) ? world.weight(x, node, 'in') : 0)),
    out: sum((node) => (both(node) ? world.weight(x, node, 'out') : 0)),
  };
  const reachOut = sum((node) => (contact(world, today, x, node).out ? world.weight(x, node, 'out') : 0));

  const cuts = (effect: SlowEffect) => effect.cutIn || effect.cutOut;
  const by = others.flatMap((k) => {
    const rules = rulesThatCount(world.softwareOf(k), world.rulesOf(k), host);
    const effect = union(rules.map(({ action }) => effectOf(world.softwareOf(k), action)));
    if (!effect.cutIn && !effect.cutOut) return [];
    const cutting = rules.filter(({ action }) => cuts(effectOf(world.softwareOf(k), action)));
    const lifted: Rules = { ...today, of: (node) => (node === k ? [] : world.rulesOf(node)) };
    const [was, would] = [contact(world, today, x, k), contact(world, lifted, x, k)];
    const unknown = !world.hasCounts(x) && world.mask(x, k) > 0 && world.people[k] === null;
    const share = (part: number, of: number) => (unknown || of === 0 ? null : both(k) ? part / of : 0);
    const weCut = was.ours.cutIn || was.ours.cutOut;
    const opensOut = effect.cutIn && !would.theirs.cutIn && !would.ours.cutOut;
    const opensBack = effect.cutOut && !would.theirs.cutOut && !would.ours.cutIn;
    return [
      {
        source: world.hosts[k]!.host as string,
        automatic: cutting.every(({ action }) => isAutomatic(action)),
        costOut: share(effect.cutIn ? world.weight(x, k, 'out') : 0, free.out),
        costIn: share(effect.cutOut ? world.weight(x, k, 'in') : 0, free.in),
        repair: share(opensOut ? world.weight(x, k, 'out') : 0, reachOut),
        needsBoth: weCut && !opensOut && !opensBack,
        irreversible: effect.sever,
      },
    ];
  });
  const limiters = others.filter((k) => {
    const rules = rulesThatCount(world.softwareOf(k), world.rulesOf(k), host);
    const effect = union(rules.map(({ action }) => effectOf(world.softwareOf(k), action)));
    return effect.hideIn && !effect.cutIn && !effect.cutOut;
  });
  const countCut = (withAllowlists: boolean) => {
    const nodes = others.filter((k) => {
      if (world.hosts[k]!.liveness === 'dead' || (among === 'visited' && world.hosts[k]!.liveness !== 'alive'))
        return false;
      const allows = (node: number) => (withAllowlists ? world.allowsOf(node) : null);
      return (
        cuts(world.effect(x, k, world.rulesOf(x), allows(x))) || cuts(world.effect(k, x, world.rulesOf(k), allows(k)))
      );
    });
    const total = (read: 'users' | 'mau') =>
      nodes
        .map((k) => world.hosts[k]!)
        .filter(({ doubt, users, mau }) => doubt === null && (read === 'users' || (mau ?? 0) <= (users ?? Infinity)))
        .reduce((all, host) => all + (host[read] ?? 0), 0);
    return { hosts: nodes.length, users: total('users'), mau: total('mau') };
  };
  return {
    by,
    limitedBy: limiters.map((k) => world.hosts[k]!.host as string),
    cutNow: { byBlocks: countCut(false), withAllowlists: countCut(true) },
  };
}
