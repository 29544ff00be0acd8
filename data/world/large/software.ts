/**
 * What servers run, by whether their list of peers can be read. Shares are those of a crawl of 2023-12
 * (mizunashi-mana/fediverse-stats 3b8ba9b: 24,143 answering servers, 8,251 of them without a usable list).
 */

/** Software of servers that publish their peers, by number of servers. */
export const publishing = {
  mastodon: 10_366,
  misskey: 1233,
  pleroma: 1109,
  lemmy: 951,
  akkoma: 573,
  firefish: 503,
  hometown: 159,
} as const;

/** Software of servers that answer and publish none, by number of servers. */
export const silent = {
  wordpress: 2757,
  peertube: 1271,
  writefreely: 702,
  gotosocial: 679,
  mastodon: 590,
  pixelfed: 528,
  friendica: 362,
  owncast: 267,
  funkwhale: 153,
  mobilizon: 129,
  bookwyrm: 100,
  hubzilla: 90,
  lemmy: 63,
} as const;

export type LargeSoftware = keyof typeof publishing | keyof typeof silent;

/** Has lists of peers and may decline to give them; the others have none. */
export const withholding: ReadonlySet<LargeSoftware> = new Set<LargeSoftware>(['mastodon', 'gotosocial', 'lemmy']);

/** Tells nobody how many people were active. */
export const countsNobody: ReadonlySet<LargeSoftware> = new Set<LargeSoftware>(['misskey', 'firefish', 'gotosocial']);

/** Tells no language. */
export const tellsNoLanguage: ReadonlySet<LargeSoftware> = new Set<LargeSoftware>(['misskey', 'firefish', 'wordpress']);

/** Publishes whom it blocks where its people in charge want it, and the words it has for that, the commonest first. */
export const declaring: Readonly<Partial<Record<LargeSoftware, readonly [string, string]>>> = {
  mastodon: ['suspend', 'silence'],
  hometown: ['suspend', 'silence'],
  akkoma: ['reject', 'federated_timeline_removal'],
  pleroma: ['reject', 'federated_timeline_removal'],
  lemmy: ['blocked', 'blocked'],
};

const versions: Readonly<Partial<Record<LargeSoftware, readonly string[]>>> = {
  mastodon: ['4.2.1', '4.2.1', '4.2.0', '4.1.10', '4.1.6', '4.0.10', '3.5.3', '4.3.0-nightly.2023-11-19'],
  hometown: ['4.0.10+hometown-1.1.1', '1.0.8+3.5.5'],
  misskey: ['2023.11.1', '2023.11.0', '13.14.2', '12.119.2'],
  firefish: ['1.0.5-rc', '1.0.4-beta31', '14.0.0-rc3'],
  pleroma: ['2.6.0', '2.5.5', '2.4.2'],
  akkoma: ['3.10.4', '3.10.2', '3.9.3'],
  lemmy: ['0.18.5', '0.18.5', '0.18.4', '0.17.4'],
  gotosocial: ['0.12.2', '0.11.1'],
  peertube: ['6.0.0', '5.2.1', '4.3.1'],
  pixelfed: ['0.11.9', '0.11.8'],
  wordpress: ['6.4.1', '6.3.2', '6.2'],
};

/** @param chance in [0, 1) */
export function versionOf(software: LargeSoftware, chance: number): string {
  const known = versions[software] ?? ['1.0.0', '0.9.2'];
  return known[Math.floor(chance * known.length)]!;
}
