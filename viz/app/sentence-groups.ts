/** The sentences of an answer by what they are about; every sentence of the answer stands in exactly one place. Pure. */
import { writePortabilityChange } from '../../analysis/report/leaving-sentences.ts';
import { writeGain, writeOpened } from '../../analysis/report/scenario-sentences.ts';
import { writeCarried, writeClosed, writeDoorways, writeWhole } from '../../analysis/report/second-order-sentences.ts';
import type { Impact } from '../../analysis/types.ts';

export interface SentenceGroup {
  title: string;
  sentences: string[];
}

/** @returns groups that hold something, and the sentences whose figures have a better form, in their order */
export function groupSentences(impact: Impact): { groups: SentenceGroup[]; rest: string[] } {
  const { host } = impact;
  const left = new Set(impact.sentences);
  const take = (title: string, written: readonly string[]): SentenceGroup[] => {
    const sentences = written.filter((sentence) => left.delete(sentence));
    return sentences.length === 0 ? [] : [{ title, sentences }];
  };
  const groups = [
    ...take('What opens', [...writeOpened(impact), ...writeGain(impact)]),
    ...take('In threads and boosts', writeCarried(host, impact)),
    ...take('Ways through others', [...writeDoorways(host, impact), ...writeClosed(host, impact)]),
    ...take('The network as a whole', writeWhole(impact)),
    ...take('When people move away', writePortabilityChange(impact.portability)),
  ];
  return { groups, rest: [...left] };
}
