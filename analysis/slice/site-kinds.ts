/** What the two kinds of file are made of that a published site answers from: its base, and the slices of its servers. */
import type { FileKind } from '../container/file-kind.ts';

const hints = {
  foreign: 'Load the page again: its files and the page itself may be of two versions.',
  newer: 'Load the page again: its files and the page itself may be of two versions.',
  byteOrder: 'Open the site on another machine.',
  damaged: 'Load the page again; if that does not help, the site was not uploaded whole.',
} as const;

const baseSections = {
  meta: 1,
  names: 2,
  codes: 3,
  software: 4,
  users: 5,
  mau: 6,
  people: 7,
  sigma: 8,
  prior: 9,
  circles: 10,
  communities: 11,
  language: 12,
  reader: 13,
  author: 14,
  group: 15,
  affinity: 16,
  kinship: 17,
  evidence: 18,
} as const;
export type BaseSection = keyof typeof baseSections;

export const baseKind: FileKind<BaseSection> = {
  name: 'base file',
  letters: 'BAS',
  version: { major: 1, minor: 0 },
  sections: baseSections,
  hints,
};

/** `first`: the node of the first slice; `offsets`: where in `slices` each begins, and the last ends. */
export const slicesKind: FileKind<'first' | 'offsets' | 'slices'> = {
  name: 'slices file',
  letters: 'SLI',
  version: { major: 1, minor: 0 },
  sections: { first: 1, offsets: 2, slices: 3 },
  hints,
};
