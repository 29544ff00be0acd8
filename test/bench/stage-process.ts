/** One stage at one size, in a process whose only work it is. */
import { processPeakMb, type Row } from './measure.ts';
import { readPlan } from './processes.ts';
import type { Context } from './stage.ts';
import { type StageName, stages } from './stages.ts';

export interface StagePlan {
  stage: StageName;
  context: Context;
}

/** What it sends: rows and lines as they come, and at the end what it used, with what went wrong. */
export type StageMessage = { said: Row | string } | { used: { cpuMs: number; rssMb: number }; failure: string | null };

const { stage, context } = await readPlan<StagePlan>();
const failure = await measure();
const { user, system } = process.cpuUsage();
await send({ used: { cpuMs: (user + system) / 1000, rssMb: processPeakMb() }, failure });
process.exit();

async function measure(): Promise<string | null> {
  try {
    const rows = await stages[stage].load();
    for await (const said of rows(context)) await send({ said });
    return null;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    return error instanceof Error ? error.message : String(error);
  }
}

/** Done once it is on its way: what is sent last must not be lost with the process. */
function send(message: StageMessage): Promise<void> {
  return new Promise((resolve) => process.send!(message, () => resolve()));
}
