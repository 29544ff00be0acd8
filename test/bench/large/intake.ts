/** From the network into the database: what lists, names and visits cost on their way. */
import type { Row } from '../measure.ts';
import type { Context } from '../stage.ts';
import { arrivingRows } from './intake/arriving.ts';
import { nameRows } from './intake/names.ts';
import { recordedRows } from './intake/recorded.ts';

export async function* intakeRows(context: Context): AsyncIterable<Row> {
  yield* nameRows(context);
  yield* recordedRows(context);
  yield* arrivingRows(context);
}
