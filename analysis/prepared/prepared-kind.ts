/** What the file is made of that keeps what every question to a snapshot needs (prepare.ts). */
import type { FileKind } from '../container/file-kind.ts';

const again = 'It is made anew from the database.';

const sections = {
  meta: 1,
  prior: 2,
  backboneSource: 3,
  backboneTarget: 4,
  backboneWeight: 5,
  communities: 6,
  circles: 7,
  languages: 8,
  language: 9,
  reader: 10,
  author: 11,
  group: 12,
  affinity: 13,
  kinship: 14,
  evidence: 15,
  readers: 16,
  sources: 17,
  cutOffsets: 18,
  cutTargets: 19,
  cutBits: 20,
  drawnShare: 21,
  drawnSquared: 22,
  drawnNodes: 23,
  x: 24,
  y: 25,
} as const;
export type PreparedSection = keyof typeof sections;

export const preparedKind: FileKind<PreparedSection> = {
  name: 'prepared file',
  letters: 'PRE',
  version: { major: 1, minor: 0 },
  sections,
  hints: { foreign: again, newer: again, byteOrder: again, damaged: again },
};
