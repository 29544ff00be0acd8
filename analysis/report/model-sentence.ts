/** What the estimates of an answer rest on, in words. */
import type { ModelNote } from '../types.ts';
import { showCount, showShare } from './figures.ts';

/** One sentence for the limits of an answer. */
export function writeModel({ kind, servers, mainLanguage, covered }: ModelNote): string {
  if (kind === 'plain') {
    return 'The estimate is sizes × who knows whom, without languages: too few servers here publish counts to fit more on. Its intervals are as wide as the method allows, and were not checked on counts.';
  }
  const mostly =
    mainLanguage === null
      ? ''
      : `, ${showCount(mainLanguage.servers)} of them in one language (${mainLanguage.language})`;
  const held =
    covered === null
      ? ''
      : ` Of the shares that servers left out of the fit publish, the 90 % intervals held ${showShare(covered.in)} coming in and ${showShare(covered.out)} going out.`;
  return `The estimate is sizes × who knows whom × language, software and circle, fitted on the counts that ${showCount(servers)} servers publish${mostly}.${held} Of other languages and softwares the error may be larger.`;
}
