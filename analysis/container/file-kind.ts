/** What tells one kind of file from another; how the bytes lie is the same in all (layout.ts). */

export interface FileKind<Name extends string = never> extends FileWords {
  /** Three of ASCII that stand in its first bytes, after `FLT`. */
  letters: string;
  /** Major: raised when a reader of the old would read the new wrongly; sections are added without. */
  version: { major: number; minor: number };
  /** Numbers of the sections; one that is given up is not given again. */
  sections: Readonly<Record<Name, number>>;
}

/** How problems with it are told. */
export interface FileWords {
  /** In a sentence: `map file`. */
  name: string;
  /** What can be done about a file of something else, of a newer form, on a machine of the other byte order, and not whole. */
  hints: Readonly<Record<'foreign' | 'newer' | 'byteOrder' | 'damaged', string>>;
}
