/** `analysis/VALIDATION.md`: what was asked of the model, and how it did; written by `npm run validate`. */
import { reportChecks } from './checks-report.ts';
import type { CheckedDatabase } from './database.ts';
import { explainChecks } from './explained.ts';
import type { WorldResult } from './plan.ts';
import { reportTables } from './report.ts';

/** Written by hand: why a bar is not met, and what the figures leave open. */
const causes = `These worlds share the model's idea that people mostly follow within their language: they show that the whole
way from lists to shares works, which way the errors go and whether the intervals hold, not how near the figures come
on the real network.

The ceiling beside the bar of loss caught is what somebody catches who knows, of the other servers of the same language,
topic and kind, every follow there is, and only the tastes of this server's own people not. Single popular accounts draw
so many follows that an estimate by servers can hardly come above it.

Intervals of boosts hold somewhat less than the nine in ten that are promised: ties of the reader and of the servers cut
are drawn, and what stands between third servers is not.`;

/** @param checked a database that was at hand */
export function renderDocument(results: readonly WorldResult[], checked: CheckedDatabase | null): string {
  const { hosts, wrongLanguageShare } = results[0]!.plan;
  const seeds = [...new Set(results.map(({ plan }) => plan.seed))].sort((a, b) => a - b);
  const asked = results.reduce((sum, result) => sum + result.asked, 0);
  const publishing = results.reduce((sum, result) => sum + result.publishing, 0) / results.length;
  return `# How far the figures can be trusted

Written by \`npm run validate\`; change nothing here by hand.

Simulated fediverses of ${hosts} servers, whose every follow is known, are served, crawled by the real program and
frozen. The model sees the snapshot alone. ${asked} servers of all sizes and languages that publish no counts were asked,
in ${results.length} worlds (seeds ${seeds[0]} to ${seeds.at(-1)}; the model was tuned on seeds 1 to 10 and on no other); ${publishing.toFixed(0)} servers a world publish counts.
${wrongLanguageShare * 100} % of the servers declare a language they do not speak. With shift, servers that publish counts are mostly
of one language, as the real ones are; without, they are of all.

- error, bias, width: points of percent. Error is the mean absolute one; bias is estimate less truth.
- Spearman: over all questions to a world, mean of worlds. Within a server: over the partners that may be tied to it.
- top 20: share of a server's 20 largest partners that are among the 20 estimated to be largest.
- caught: of a list of 100 servers, half drawn by size, only the 10 estimated to cost most are looked at; how much of
  the largest loss that 10 can make is among them.
- coverage: share of the questions whose 90 % interval holds the planted share.

## Results

${reportTables(results)}

## What this does not show

${causes}

## On real data

Servers that publish how many follows they have with each other server (Misskey and its forks) are a truth of their own,
without personal data. \`npm run validate -- --db FILE\` checks the newest that a database holds against them. A figure that
rests on too little is shown and not judged; marks were set before anybody looked at one.

${explainChecks()}

${checked === null ? 'No database was at hand when this was written.' : reportChecks(checked)}
`;
}
