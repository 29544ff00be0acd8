/** `test/bench/BENCHMARKS.md`: what the program costs, and whether it holds what was asked of it; written by `npm run bench`. */
import type { KeptResult } from '../kept.ts';
import { short } from '../render-row.ts';
import { sizes } from '../stage.ts';
import { stageNames } from '../stages.ts';
import { renderCurves } from './curves.ts';
import { machineLines } from './machine.ts';
import { renderStage } from './stage-table.ts';
import { table } from './table.ts';
import { renderTargets } from './target-table.ts';

export async function renderDocument(results: readonly KeptResult[]): Promise<string> {
  const measured = stageNames.filter((name) => results.some(({ stage }) => stage === name));
  const tables = measured.map((name) =>
    renderStage(
      name,
      results.filter(({ stage }) => stage === name),
    ),
  );
  return `# What it costs

Written by \`npm run bench\`; change nothing here by hand.

Simulated fediverses of three sizes are planted into a database from a seed, and each stage of the program works on them
in a process of its own, beside other ways to do the same. The largest is about as large as the fediverse is: what is not
public about it, as how alike lists are, is a guess.

${sizeTable(results)}

- A figure is the median of ${fewestRuns(results)} or more runs with the least and the most, or, where none of these stand, of a single run that is long; work and baselines in turns, in one process or in the
  same minute. Machines differ and this one is shared with other work: trust the ratios before the milliseconds.
- **3.0×** beside a baseline means that the program is three times as fast as it, for the same amount of work; 0.5× means half as fast, and 1/40× that it takes forty times as long. Some
  baselines are something that has to be done anyway, such as reading every edge once: there, nothing can be above 1×.
- Resident: most memory of the process, with what it held from before.
${(await machineLines()).join('\n')}
${originLines(results)}

## What was asked for

${renderTargets(results)}

## How cost grows

${renderCurves(results)}

## Stage by stage

${tables.join('\n\n')}
`;
}

function sizeTable(results: readonly KeptResult[]): string {
  const rows = sizes.flatMap((size) => {
    const planted = results.find((result) => result.size === size && result.edges !== null);
    return planted === undefined ? [] : [[size, short(planted.hosts), short(planted.edges!)]];
  });
  return table(['size', 'hosts', 'peer edges'], rows, 1);
}

function fewestRuns(results: readonly KeptResult[]): number {
  return Math.min(...results.map(({ runs }) => runs));
}

function originLines(results: readonly KeptResult[]): string {
  const commits = [...new Set(results.map(({ commit }) => commit))];
  const days = [...new Set(results.map(({ at }) => at.slice(0, 10)))].sort();
  const when = days.length === 1 ? days[0] : `${days[0]} to ${days.at(-1)}`;
  if (commits.length === 1) return `- Commit ${commits[0]}, measured ${when}`;
  const of = (commit: string) => {
    const measured = results.filter((result) => result.commit === commit).map(({ stage, size }) => `${stage} ${size}`);
    return `${commit} (${measured.join(', ')})`;
  };
  return `- Measured ${when} at several commits: ${commits.map(of).join('; ')}`;
}
