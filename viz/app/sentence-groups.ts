/** The sentences of an answer by what they are about; every sentence of the answer stands in exactly one place. Pure. */
import { writePortabilityChange } from '../../analysis/report/leaving-sentences.ts';
import { writeGain, writeOpened } from '../../analysis/report/scenario-sentences.ts';
import { writeCarried, writeClosed, writeDoorways, writeWhole } from '../../analysis/report/second-order-sentences.ts';
import type { Impact } from '../../analysis/types.ts';
import { words } from './words/words.ts';

export interface SentenceGroup {
  title: string;
  sentences: string[];
}

/** @returns groups that hold something, and the sentences whose figures have a better form, in their order */
export function groupSentences(impact: Impact): { groups: SentenceGroup[]; rest: string[] } {
  const { host } = impact;
  const { report } = words();
  const left = new Set(impact.sentences);
  const take = (title: string, written: readonly string[]): SentenceGroup[] => {
    const sentences = written.filter((sentence) => left.delete(sentence));
    return sentences.length === 0 ? [] : [{ title, sentences }];
  };
  const opens = take(report.opens, [...writeOpened(impact), ...writeGain(impact)]);
  const moving = () => take(report.moving, writePortabilityChange(impact.portability));
  if (!knowsThroughOthers(impact)) return { groups: [...opens, ...moving()], rest: [...left] };
  const groups = [
    ...opens,
    ...take(report.carried, writeCarried(host, impact)),
    ...take(report.doorways, [...writeDoorways(host, impact), ...writeClosed(host, impact)]),
    ...take(report.whole, writeWhole(impact)),
    ...moving(),
  ];
  return { groups, rest: [...left] };
}

/** Where an answer rests on one server's own ties, nothing is known of what goes through others. */
export function knowsThroughOthers({ threads, boosts, doorways, connectivity }: Impact): boolean {
  return threads.share !== null || boosts.share !== null || doorways !== null || connectivity.before !== null;
}
