/** The registry of commands: one file, one line. A command is loaded when it is asked for, so that each starts quickly. */
import type { Command } from 'commander';

type AddCommand = (program: Command) => void;

const loaders: Readonly<Record<string, () => Promise<AddCommand>>> = {
  demo: async () => (await import('./demo.ts')).addDemo,
  crawl: async () => (await import('./crawl.ts')).addCrawl,
  consent: async () => (await import('./consent.ts')).addConsent,
  forget: async () => (await import('./forget.ts')).addForget,
  'bot-page': async () => (await import('./bot-page.ts')).addBotPage,
  import: async () => (await import('./import.ts')).addImport,
  replay: async () => (await import('./replay.ts')).addReplay,
  snapshot: async () => (await import('./snapshot.ts')).addSnapshot,
  diff: async () => (await import('./diff.ts')).addDiff,
  history: async () => (await import('./history.ts')).addHistory,
  status: async () => (await import('./status.ts')).addStatus,
  why: async () => (await import('./why.ts')).addWhy,
  impact: async () => (await import('./impact.ts')).addImpact,
  blocked: async () => (await import('./blocked.ts')).addBlocked,
  compare: async () => (await import('./compare.ts')).addCompare,
  communities: async () => (await import('./communities.ts')).addCommunities,
  survey: async () => (await import('./survey.ts')).addSurvey,
  sql: async () => (await import('./sql.ts')).addSql,
  export: async () => (await import('./export.ts')).addExport,
  publish: async () => (await import('./publish.ts')).addPublish,
  serve: async () => (await import('./serve.ts')).addServe,
};

export const commandNames = Object.keys(loaders);

/** Adds the command of this name; all of them where it is none, for help and for "did you mean". */
export async function addCommands(program: Command, name: string | undefined): Promise<void> {
  const wanted = name !== undefined && Object.hasOwn(loaders, name) ? [name] : commandNames;
  for (const add of await Promise.all(wanted.map((one) => loaders[one]!()))) add(program);
}
