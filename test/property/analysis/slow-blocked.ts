/** `assessBlocked` once more: the sums of the model as plain loops over the slow world. */
import type { Snapshot } from '../../../data/snapshot/types.ts';
import { dividedBy, type Fraction, isZero, toNumber, total, zero } from './fraction.ts';
import { contact, cuts, type Rules } from './slow-contact.ts';
import { effectOf, isAutomatic, rulesThatCount, union } from './slow-rules.ts';
import { SlowWorld } from './slow-twin.ts';

export function slowBlocked(snapshot: Snapshot, host: string, among?: 'visited') {
  const world = new SlowWorld(snapshot);
  const x = world.find(host);
  const others = world.hosts.map((_, node) => node).filter((node) => node !== x);
  const today: Rules = { of: (node) => world.rulesOf(node), allows: (node) => world.allowsOf(node) };
  const both = (node: number) => world.live(x) && world.live(node);
  const sum = (read: (node: number) => Fraction) => total(others.map(read));
  const free = {
    in: sum((node) => (both(node) ? world.weight(x, node, 'in') : zero)),
    out: sum((node) => (both(node) ? world.weight(x, node, 'out') : zero)),
  };
  const reachOut = sum((node) => (contact(world, today, x, node).out ? world.weight(x, node, 'out') : zero));

  const by = others.flatMap((k) => {
    const rules = rulesThatCount(world.softwareOf(k), world.rulesOf(k), host);
    const effect = union(rules.map(({ action }) => effectOf(world.softwareOf(k), action)));
    if (!effect.cutIn && !effect.cutOut) return [];
    const cutting = rules.filter(({ action }) => cuts(effectOf(world.softwareOf(k), action)));
    const lifted: Rules = { ...today, of: (node) => (node === k ? [] : world.rulesOf(node)) };
    const [was, would] = [contact(world, today, x, k), contact(world, lifted, x, k)];
    const share = (part: Fraction, of: Fraction) =>
      world.isUnsized(x, k) || isZero(of) ? null : both(k) ? toNumber(dividedBy(part, of)) : 0;
    const weCut = was.ours.cutIn || was.ours.cutOut;
    const opensOut = effect.cutIn && !would.theirs.cutIn && !would.ours.cutOut;
    const opensBack = effect.cutOut && !would.theirs.cutOut && !would.ours.cutIn;
    return [
      {
        source: world.hosts[k]!.host as string,
        automatic: cutting.every(({ action }) => isAutomatic(action)),
        costOut: share(effect.cutIn ? world.weight(x, k, 'out') : zero, free.out),
        costIn: share(effect.cutOut ? world.weight(x, k, 'in') : zero, free.in),
        repair: share(opensOut ? world.weight(x, k, 'out') : zero, reachOut),
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
    const count = (read: 'users' | 'mau') =>
      nodes
        .map((k) => world.hosts[k]!)
        .filter(({ doubt, users, mau }) => doubt === null && (read === 'users' || (mau ?? 0) <= (users ?? Infinity)))
        .reduce((all, host) => all + (host[read] ?? 0), 0);
    return { hosts: nodes.length, users: count('users'), mau: count('mau') };
  };
  return {
    by,
    reachOut: isZero(free.out) ? null : toNumber(dividedBy(reachOut, free.out)),
    limitedBy: limiters.map((k) => world.hosts[k]!.host as string),
    cutNow: { byBlocks: countCut(false), withAllowlists: countCut(true) },
  };
}
