/** What the servers of a drawn world say of themselves: the truth, or less than that. */
import { seededRandom } from '../../random.ts';
import type { InstanceFacts } from '../../types.ts';
import { drawFactor } from '../draw.ts';
import type { Census } from './census.ts';
import { languageOf } from './languages.ts';
import { countsNobody, tellsNoLanguage, versionOf } from './software.ts';

/** Of the crawl of software.ts: 97 % of servers tell users; three in four active people, with those that never do. */
const usersTold = 0.97;
const activeTold = 0.93;
const languageTold = 0.85;
const wrongLanguageShare = 0.05;
/** Registered for each active person, and posts for each registered. */
const usersPerPerson = 6;
const postsPerUser = 60;
/** More people a day later, for some. */
const growth = 0.01;

/**
 * @param day from 0
 * @param allowlists numbers of the hosts that federate only with hosts they list
 * @returns of who answered, in host order
 */
export function drawFacts(
  census: Census,
  day: number,
  allowlists: ReadonlySet<number>,
): { host: number; facts: InstanceFacts }[] {
  // The same on every day, so that a day differs from another by what it is said to.
  const random = seededRandom(Math.imul(census.seed, 0x9e3779b1) ^ 5);
  const grown = (count: number) => Math.round(count * (1 + growth * day));
  return census.software.flatMap((software, host) => {
    if (software === null) return [];
    const users = Math.ceil((1 + census.people[host]!) * usersPerPerson * drawFactor(random, 0.8));
    const posts = Math.ceil(users * postsPerUser * drawFactor(random, 0.7));
    const told = random() < usersTold;
    const active = told && !countsNobody.has(software) && random() < activeTold;
    const isWrong = random() < wrongLanguageShare;
    const community = isWrong ? Math.floor(random() * census.communities) : census.community[host]!;
    const language = !tellsNoLanguage.has(software) && random() < languageTold ? languageOf(community) : null;
    const version = versionOf(software, random());
    const openRegistrations = random() < 0.6;
    const mau = Math.min(users, census.people[host]!);
    const facts = {
      software,
      version,
      users: told ? grown(users) : null,
      mau: active ? mau : null,
      activeHalfyear: active ? Math.min(users, 2 * mau) : null,
      posts: told ? grown(posts) : null,
      language,
      openRegistrations,
      authorizedFetch: null,
      allowlistMode: allowlists.has(host) ? true : null,
    };
    return [{ host, facts }];
  });
}
