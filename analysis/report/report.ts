/**
 * A report: what an answer says in sentences and tables, whatever the question was and whatever it is drawn as. Each kind
 * of answer has one file that makes a report of it; text.ts, markdown.ts and html.ts take any report.
 */
import type { Heading, SnapshotRef } from '../types.ts';

export interface Report {
  title: string;
  snapshot: SnapshotRef;
  /** One a figure, in the order of the answer. */
  sentences: readonly string[];
  /** In the order of the sentences; without any they are one list. */
  headings?: readonly Heading[];
  tables: readonly Table[];
  /** One sentence an item. */
  limits: readonly string[];
}

/** Rows of text; the first cell of each names what the row is about. */
export interface Table {
  title: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
  /** Rows that were left out. */
  more: number;
}

/** Sentences under one title; the first may have none. */
export interface Section {
  title: string | null;
  sentences: readonly string[];
}

export const limitsTitle = 'What these figures can and cannot say';
const maxRows = 20;

/** @returns the first rows, and how many more there are */
export function table(title: string, head: readonly string[], rows: readonly (readonly string[])[]): Table {
  return { title, head, rows: rows.slice(0, maxRows), more: Math.max(0, rows.length - maxRows) };
}

/** @returns the sentences by heading; sections without a sentence are left out */
export function sectionsOf({ sentences, headings = [] }: Report): Section[] {
  const starts = [{ at: 0, title: null }, ...headings];
  return starts
    .map(({ at, title }, index) => ({ title, sentences: sentences.slice(at, starts[index + 1]?.at) }))
    .filter((section) => section.sentences.length > 0);
}

export function filledTables(...tables: readonly Table[]): Table[] {
  return tables.filter(({ rows }) => rows.length > 0);
}

/** @returns `2026-11-20 06:00 UTC` */
export function showTime(asOf: string): string {
  return `${asOf.slice(0, 16).replace('T', ' ')} UTC`;
}
