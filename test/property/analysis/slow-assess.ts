/** `assess` once more: the sums of the model as plain loops over the slow world, in exact fractions. */
import type { EntryStatus, FollowsFate, Scenario } from '../../../analysis/types.ts';
import type { Snapshot } from '../../../data/snapshot/types.ts';
import { addTo, dividedBy, type Fraction, fraction, isZero, minus, plus, sumsOf, times, toNumber } from './fraction.ts';
import { contact, cuts, type Rules } from './slow-contact.ts';
import { slowImport } from './slow-import.ts';
import {
  allows,
  blockWord,
  effectOf,
  hasLimit,
  isAbout,
  limitWord,
  rulesThatCount,
  type SlowEffect,
  type SlowRule,
  takes,
  union,
} from './slow-rules.ts';
import { SlowWorld } from './slow-twin.ts';

interface SlowEntry {
  target: string;
  action: string;
  status: EntryStatus;
  hosts: number;
  shareIn: number | null;
  shareOut: number | null;
}

/** What a scenario adds to the rules of the host, and what it takes away, each by name. */
interface Changes {
  added: readonly SlowRule[];
  by: readonly string[];
  lift: readonly string[];
  liftedBy: readonly string[];
  closed: boolean;
}

export function slowAssess(snapshot: Snapshot, scenario: Scenario) {
  const world = new SlowWorld(snapshot);
  const x = world.find(scenario.host);
  const software = world.softwareOf(x);
  const { lists = [], threshold = 1, except = [], lift = [], liftedBy = [], allowlist = [] } = scenario;
  const isExcepted = ({ target, action }: { target: string; action: string }) =>
    except.some((name) => isAbout(software, { text: target, action }, name));
  const given = scenario.blocklist?.length ? [{ name: '', entries: scenario.blocklist }] : lists;
  const imported = slowImport(software, given, threshold, isExcepted);
  const ours: SlowRule[] = [
    ...(scenario.block ?? []).map((text) => ({ text, action: blockWord(software) })),
    ...(scenario.limit ?? []).map((text) => ({ text, action: limitWord(software) })),
    ...(scenario.actions ?? []).map(({ target, action }) => ({ text: target, action })),
    ...imported.entries,
  ];
  const blockers = [...new Set(scenario.blockedBy ?? [])];
  const today: Rules = { of: (node) => world.rulesOf(node), allows: (node) => world.allowsOf(node) };
  const nothing: Changes = { added: [], by: [], lift: [], liftedBy: [], closed: false };
  const changed = ({ added, by, lift, liftedBy, closed }: Changes): Rules => ({
    of: (node) => {
      const name = world.hosts[node]!.host;
      const rules = world.rulesOf(node);
      if (node === x) {
        return [...rules.filter((rule) => !lift.some((text) => isAbout(software, rule, text))), ...added];
      }
      const theirs = world.softwareOf(node);
      const stay = rules.filter((rule) => !liftedBy.includes(name) || !takes(theirs, rule, scenario.host));
      return by.includes(name) ? [...stay, { text: scenario.host, action: blockWord(theirs) }] : stay;
    },
    allows: (node) => (closed && node === x ? allowlist : world.allowsOf(node)),
  });
  const whole: Changes = { added: ours, by: blockers, lift, liftedBy, closed: allowlist.length > 0 };
  const after = changed(whole);
  const milder = ours.map((rule) =>
    cuts(effectOf(software, rule.action)) ? { ...rule, action: limitWord(software) } : rule,
  );
  const isMilder = hasLimit(software) && ours.some(({ action }) => cuts(effectOf(software, action)));
  const limited = changed({ ...whole, added: isMilder ? milder : ours });

  const others = world.hosts.map((_, node) => node).filter((node) => node !== x);
  const sums = sumsOf('in', 'out', 'lostIn', 'lostOut', 'hidden', 'liveIn', 'liveOut', 'leftIn', 'leftOut');
  const people = sumsOf('before', 'kept', 'opened');
  let lostUnsized = 0;
  const touched: { host: string; status: string; direction: string | null }[] = [];
  const lostUnknown = { in: false, out: false, hidden: false };
  const limitSums = sumsOf('in', 'out', 'hidden');
  const limitUnknown = { in: false, out: false, hidden: false };
  const gained = sumsOf('in', 'out', 'shown');
  const gainUnknown = { in: false, out: false, shown: false };
  let needsBoth = 0;
  const reopened: SlowEffect[] = [];
  let irreversible = false;
  for (const j of others) {
    const [was, is] = [contact(world, today, x, j), contact(world, after, x, j)];
    const f = { in: world.weight(x, j, 'in'), out: world.weight(x, j, 'out') };
    const unsized = world.isUnsized(x, j);
    const chance = world.hasCounts(x) ? fraction(Number(world.isTied(x, j))) : world.mask(x, j);
    const reach = times(world.peopleOn(j), chance);
    if (world.live(x) && world.live(j)) {
      addTo(sums, 'liveIn', f.in);
      addTo(sums, 'liveOut', f.out);
    }
    if (was.in) addTo(sums, 'in', f.in);
    if (was.out) addTo(sums, 'out', f.out);
    if (is.in) addTo(sums, 'leftIn', f.in);
    if (is.out) addTo(sums, 'leftOut', f.out);
    if (was.in && !is.in) {
      addTo(sums, 'lostIn', f.in);
      lostUnknown.in ||= unsized;
    }
    if (was.out && !is.out) {
      addTo(sums, 'lostOut', f.out);
      lostUnknown.out ||= unsized;
    }
    const cut = (was.in && !is.in) || (was.out && !is.out);
    const hidden = was.in && is.in && is.ours.hideIn && !was.ours.hideIn;
    if (hidden) {
      addTo(sums, 'hidden', f.in);
      lostUnknown.hidden ||= unsized;
    }
    if (is.in && !was.in) {
      addTo(gained, 'in', f.in);
      gainUnknown.in ||= unsized;
    }
    if (is.out && !was.out) {
      addTo(gained, 'out', f.out);
      gainUnknown.out ||= unsized;
    }
    if (was.in && is.in && was.ours.hideIn && !is.ours.hideIn) {
      addTo(gained, 'shown', f.in);
      gainUnknown.shown ||= unsized;
    }
    const would = contact(world, limited, x, j);
    if (was.in && !would.in) {
      addTo(limitSums, 'in', f.in);
      limitUnknown.in ||= unsized;
    }
    if (was.out && !would.out) {
      addTo(limitSums, 'out', f.out);
      limitUnknown.out ||= unsized;
    }
    if (was.in && would.in && would.ours.hideIn && !was.ours.hideIn) {
      addTo(limitSums, 'hidden', f.in);
      limitUnknown.hidden ||= unsized;
    }
    const anew = (is.in && !was.in) || (is.out && !was.out);
    const fewer = (before: SlowEffect, now: SlowEffect) =>
      (before.cutIn && !now.cutIn) || (before.cutOut && !now.cutOut);
    const oneSided = (fewer(was.ours, is.ours) && cuts(is.theirs)) || (fewer(was.theirs, is.theirs) && cuts(is.ours));
    if (world.live(x) && world.live(j) && !anew && oneSided) needsBoth++;
    const [wasBoth, isBoth] = [was.in && was.out, is.in && is.out];
    if (wasBoth) addTo(people, 'before', reach);
    if (wasBoth && isBoth) addTo(people, 'kept', reach);
    if (!wasBoth && isBoth) addTo(people, 'opened', reach);
    if (wasBoth && !isBoth && world.isTied(x, j) && world.people[j] === null) lostUnsized++;
    irreversible ||= cut && ((is.ours.sever && !was.ours.sever) || (is.theirs.sever && !was.theirs.sever));
    const opened = !cut && anew;
    if (opened) reopened.push(union([was.ours, was.theirs]));
    if (!cut && !hidden && !opened) continue;
    const [inChanges, outChanges] = [was.in !== is.in, was.out !== is.out];
    const direction = inChanges && outChanges ? 'both' : inChanges ? 'in' : 'out';
    const status = cut ? 'cut' : opened ? 'opened' : 'hidden';
    touched.push({ host: world.hosts[j]!.host, status, direction: status === 'hidden' ? null : direction });
  }

  const entries: SlowEntry[] = [];
  const own = new Map(ours.map((rule) => [`${rule.text} ${rule.action}`, rule]));
  const allowed = (text: string) =>
    world.hosts.flatMap(({ host }, node) => (allows(software, text, host) ? [node] : []));
  let tied = [...new Set(allowlist)].filter((text) => touchesTie(allowed(text))).length;
  for (const rule of own.values()) {
    const { text, action } = rule;
    entries.push(oneEntry({ ...nothing, added: [rule] }, text, action, namedBy([rule]), effectOf(software, action)));
  }
  for (const host of blockers) {
    const node = world.find(host);
    const action = node === -1 ? 'blocked' : blockWord(world.softwareOf(node));
    entries.push(oneEntry({ ...nothing, by: [host] }, host, action, node === -1 ? [] : [node], null));
  }
  for (const text of new Set(lift)) {
    const rules = world.rulesOf(x).filter((rule) => isAbout(software, rule, text));
    const nodes = rules.length > 0 ? namedBy(rules) : [world.find(text)].filter((node) => node !== -1);
    const did = union(rules.map(({ action }) => effectOf(software, action)));
    entries.push(oneEntry({ ...nothing, lift: [text] }, text, 'lift', nodes, did));
  }
  for (const host of new Set(liftedBy)) {
    const node = world.find(host);
    const theirs = node === -1 ? 'mastodon' : world.softwareOf(node);
    const rules = node === -1 ? [] : rulesThatCount(theirs, world.rulesOf(node), scenario.host);
    const did = union(rules.map(({ action }) => effectOf(theirs, action)));
    entries.push(oneEntry({ ...nothing, liftedBy: [host] }, host, 'lifted-by', node === -1 ? [] : [node], did));
  }

  function namedBy(rules: readonly SlowRule[]): number[] {
    return world.hosts.flatMap(({ host }, node) => (rules.some((rule) => takes(software, rule, host)) ? [node] : []));
  }

  function touchesTie(nodes: readonly number[]): boolean {
    return nodes.some((j) => j !== x && world.isTied(x, j));
  }

  /** What an entry alone would take. */
  function oneEntry(
    change: Changes,
    target: string,
    action: string,
    named: readonly number[],
    does: SlowEffect | null,
  ): SlowEntry {
    const alone = changed(change);
    const nodes = named.filter((node) => node !== x);
    if (touchesTie(nodes)) tied++;
    const lost = { ...sumsOf('in', 'out'), cut: 0, hidden: 0, shown: 0, opened: 0, unsized: 0 };
    for (const j of nodes.filter((node) => world.live(node))) {
      const [was, is] = [contact(world, today, x, j), contact(world, alone, x, j)];
      const cutIn = was.in && !is.in;
      const cutOut = was.out && !is.out;
      if (cutIn) addTo(lost, 'in', world.weight(x, j, 'in'));
      if (cutOut) addTo(lost, 'out', world.weight(x, j, 'out'));
      if (cutIn || cutOut) lost.cut++;
      if ((cutIn || cutOut) && world.isUnsized(x, j)) lost.unsized++;
      if (cutIn || cutOut) continue;
      if ((is.in && !was.in) || (is.out && !was.out)) lost.opened++;
      else if (was.in && is.ours.hideIn && !was.ours.hideIn) lost.hidden++;
      else if (was.in && !is.ours.hideIn && was.ours.hideIn) lost.shown++;
    }
    const acts = does === null || does.cutIn || does.cutOut || does.hideIn;
    const status = ((): EntryStatus => {
      if (nodes.length === 0) return named.length > 0 ? 'kept' : 'unknown';
      if (!world.live(x)) return 'unknown';
      if (nodes.every((node) => !world.live(node))) return 'dead';
      if (lost.cut > 0) return 'cut';
      if (lost.opened > 0) return 'opened';
      if (lost.hidden > 0) return 'hidden';
      if (lost.shown > 0) return 'shown';
      return acts ? 'already' : 'kept';
    })();
    const known = lost.cut === 0 || !isZero(plus(lost.in, lost.out)) || lost.unsized === 0;
    const share = (part: Fraction, of: Fraction) =>
      status === 'unknown' || !known || isZero(of) ? null : toNumber(dividedBy(part, of));
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
  const share = (part: Fraction, of: Fraction, unknown: boolean) =>
    isZero(of) || !known || (isZero(part) && unknown) ? null : toNumber(dividedBy(part, of));
  const sized = !isZero(people.before);
  const silent = !known || (lostUnsized > 0 && isZero(minus(people.before, people.kept)));
  return {
    lossIn: share(sums.lostIn, sums.in, lostUnknown.in),
    lossOut: share(sums.lostOut, sums.out, lostUnknown.out),
    hidden: share(sums.hidden, sums.in, lostUnknown.hidden),
    cumulativeIn: share(minus(sums.liveIn, sums.leftIn), sums.liveIn, false),
    cumulativeOut: share(minus(sums.liveOut, sums.leftOut), sums.liveOut, false),
    people: {
      before: sized ? toNumber(people.before) : null,
      kept: sized && !silent ? toNumber(people.kept) : null,
      after: sized && !silent ? toNumber(plus(people.kept, people.opened)) : null,
      lostUnsized,
    },
    irreversible,
    touched,
    entries,
    tied,
    lists: lists.length > 0 ? imported.lists : [],
    gain: {
      in: share(gained.in, sums.in, gainUnknown.in),
      out: share(gained.out, sums.out, gainUnknown.out),
      shown: share(gained.shown, sums.in, gainUnknown.shown),
      needsBoth,
      follows: fateOf(reopened),
    },
    limitInstead: isMilder
      ? [
          share(limitSums.in, sums.in, limitUnknown.in),
          share(limitSums.out, sums.out, limitUnknown.out),
          share(limitSums.hidden, sums.in, limitUnknown.hidden),
        ]
      : null,
  };
}

/** Of the follows with servers that open, when they were cut; every word of these worlds was read in a source. */
function fateOf(reopened: readonly SlowEffect[]): FollowsFate {
  if (reopened.length === 0) return null;
  return reopened.some(({ sever }) => sever) ? 'deleted' : 'kept';
}
