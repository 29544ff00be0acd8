/** What is lost through third servers, one sentence a figure. Threads and boosts are upper bounds, and say so. */
import type { ClosedGateway, ClosedRelay, Doorways, Leak, SecondOrder, ServerSum } from '../second-order-types.ts';
import type { Estimate } from '../types.ts';
import {
  gradeWords,
  joinEstimate,
  showCount,
  showEstimate,
  showFrequency,
  showPeople,
  splitEstimate,
} from './figures.ts';

/** @returns threads, holes, boosts, leaks, doorways, who can talk, gateways, relays; only what applies */
export function writeSecondOrder(host: string, figures: SecondOrder): string[] {
  return [
    ...writeCarried(host, figures),
    ...writeDoorways(host, figures),
    ...writeWhole(figures),
    ...writeClosed(host, figures),
  ];
}

/** Stands in place of all these figures where one server's part of a snapshot was asked. */
export const needsWhole =
  'What is lost through other servers (threads, boosts, who else is met only through those cut, who can talk with whom) is not known here: it needs the whole snapshot, and comes from `faultline impact`.';

/** What others carry of posts: threads, holes, boosts, leaks. */
export function writeCarried(host: string, { threads, holes, boosts, leaks, doorwaysSkipped }: SecondOrder): string[] {
  if (doorwaysSkipped === 'needs-whole-snapshot') return [];
  return [
    writeThreads(host, threads),
    ...holes.flatMap(({ replies, chance }) => writeHole(replies, chance)),
    writeBoosts(host, boosts),
    ...leaks.map((leak) => writeLeak(host, leak)),
  ];
}

/** What becomes of the network: who can talk, and where it would come apart. */
export function writeWhole({ connectivity }: SecondOrder): string[] {
  return [...writeConnectivity(connectivity), ...writeSeam(connectivity)];
}

/** Gateways and relays that this closes. */
export function writeClosed(host: string, { gateways, relays }: SecondOrder): string[] {
  return [...gateways.map(writeGateway), ...relays.map((relay) => writeRelay(host, relay))];
}

function writeThreads(host: string, missing: Estimate): string {
  const of = `of the replies from elsewhere, in threads that people on ${host} still see, are written there`;
  return `Missing in threads: ${writeUpTo(missing, of)}.`;
}

/** @returns nothing where no thread has a hole, or nobody knows */
function writeHole(replies: number, chance: Estimate): string[] {
  if (isBare(chance)) return [];
  const often = { ...splitEstimate(chance), value: showFrequency(chance.share!) || 'all' };
  const most = isClass(chance) ? `at most ${showEstimate(chance)}` : `up to ${joinEstimate(often)}`;
  return [`Threads with ${replies} replies from elsewhere that would have a gap: ${most}.`];
}

function writeBoosts(host: string, missing: Estimate): string {
  return `Missing in boosts: ${writeUpTo(missing, `of the boosts that reach people on ${host} carry posts from there`)}.`;
}

function writeLeak(host: string, { host: reader, boosts, fetch }: Leak): string {
  if (boosts.share === null) return `How much of ${host} comes to ${reader} through boosts is not known.`;
  if (fetch === false) return `On ${reader} no new posts of ${host} can be fetched, so boosts carry none there.`;
  const unless = fetch === null ? `, unless ${host} demands signed fetches (not known)` : '';
  return `On ${reader}: ${writeUpTo(boosts, `of the boosts seen there carry posts of ${host}, and can go on doing so${unless}`)}.`;
}

/** @returns nothing where every server has another way */
export function writeDoorways(
  host: string,
  { doorways, doorwaysSkipped }: Pick<SecondOrder, 'doorways' | 'doorwaysSkipped'>,
): string[] {
  if (doorwaysSkipped === 'needs-whole-snapshot') return [needsWhole];
  if (doorwaysSkipped !== null) {
    return [`Which servers reach ${host} only through those cut is left out: there are too many paths to walk.`];
  }
  return doorways === null ? [] : [...writeOnly(host, doorways), ...writeMostly(host, doorways)];
}

/** @returns nothing where no size is known */
function writeConnectivity({ estimate, fall, islands }: SecondOrder['connectivity']): string[] {
  const { share, low, high, grade } = estimate;
  if (share === null || low === null || high === null || grade === null || fall.share === null || islands === null) {
    return [];
  }
  const bounds = [fall.low!, fall.high!].map(Math.abs).sort((a, b) => a - b);
  const moves =
    fall.share === 0
      ? 'this changes nothing in it'
      : `this ${fall.share > 0 ? 'lowers' : 'raises'} it by ${showStep(Math.abs(fall.share))} (${bounds.map(showStep).join('–')})`;
  return [
    `Two people taken at random are on servers that can talk with probability ${share.toPrecision(3)} (${low.toPrecision(3)}–${high.toPrecision(3)}, ${gradeWords[grade]}), as much as on ${islands.toFixed(2)} equal islands; ${moves}.`,
  ];
}

/** @returns nothing where nothing sets communities apart */
function writeSeam({ seam }: SecondOrder['connectivity']): string[] {
  if (seam === null) return [];
  const [first, second] = seam.sides.map(
    (names) => `${names[0]}${names.length > 1 ? ` and ${names.length - 1} more` : ''}`,
  );
  return [`Today's weakest seam runs between communities around ${first} and around ${second}.`];
}

function writeGateway({ host, network, last }: ClosedGateway): string {
  return last
    ? `This closes ${host}, and no gateway to ${network} that we know of stays open.`
    : `This closes ${host}, a gateway to ${network}; another that we know of stays open.`;
}

function writeRelay(host: string, { host: relay, members, unmet }: ClosedRelay): string {
  const begin = `This closes the relay ${relay}: strangers' posts it brings no longer arrive, follows are untouched`;
  if (members === null || unmet === null) return `${begin}; who its members are is not known.`;
  if (unmet.servers === 0) return `${begin}; ${host} may have ties with all its members.`;
  return `${begin}. Of its ${showCount(members)} members, ${host} has no tie with ${writeServers(unmet)}.`;
}

function writeOnly(host: string, { only }: Doorways): string[] {
  if (only.servers === 0) return [];
  return [`Only through those cut, as far as lists tell, ${host} is reached by ${writeServers(only)}.`];
}

function writeMostly(host: string, { mostly }: Doorways): string[] {
  if (mostly.servers === 0) return [];
  const named = mostly.top.slice(0, 3).join(', ');
  const rest = mostly.servers > 3 ? ', …' : '';
  return [
    `Mostly through those cut come the posts of ${writeServers(mostly)} that ${host} has no tie with: ${named}${rest}.`,
  ];
}

function writeServers({ servers, people, unsized }: ServerSum): string {
  const size = servers === unsized ? 'of unknown size' : `with ${showPeople(people)} people`;
  const more = unsized > 0 && servers > unsized ? `, ${showCount(unsized)} of unknown size` : '';
  return `${showCount(servers)} ${servers === 1 ? 'server' : 'servers'} (${size}${more})`;
}

function writeUpTo(estimate: Estimate, of: string): string {
  if (isBare(estimate)) return splitEstimate(estimate).value;
  const most = isClass(estimate) ? 'at most' : 'up to';
  return `${most} ${showEstimate(estimate).replace(/^about /, '')} ${of}`;
}

function isBare(estimate: Estimate): boolean {
  return ['none', 'not known'].includes(splitEstimate(estimate).value);
}

/** Whether the evidence carries a class and no number. */
function isClass(estimate: Estimate): boolean {
  return !splitEstimate(estimate).value.endsWith('%');
}

/** A step between two chances: two significant digits, and never one with an exponent. */
function showStep(step: number): string {
  return step < 1e-6 ? 'less than 0.000001' : step.toPrecision(2);
}
