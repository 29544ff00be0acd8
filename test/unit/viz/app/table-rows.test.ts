import { expect, test } from 'vitest';
import { filterRows, noFilter, sortRows } from '../../../../viz/app/table-order.ts';
import { listRows, type Row } from '../../../../viz/app/table-rows.ts';
import { answersFor, map } from './answers.ts';

const hostsOf = (rows: readonly Row[]) => rows.map(({ host }) => host);

test('without a focus there is one row for every server on the map, and one for each group it folds', () => {
  const rows = listRows(answersFor(null));
  expect(hostsOf(rows.filter(({ folded }) => folded === null))).toEqual(map.hosts);
  expect(rows.filter(({ folded }) => folded !== null)).toHaveLength(map.folded.servers.length);
});

test('from a server there is one row for every tie and every touched server, as the answers say', () => {
  const answers = answersFor('x.example', { block: ['a.example'], limit: ['b.example'] });
  const rows = new Map(listRows(answers).map((row) => [row.host, row]));
  expect(rows.get('a.example')).toMatchObject({ after: 'cut', direction: 'both', today: 'open' });
  expect(rows.get('b.example')).toMatchObject({ after: 'hidden', direction: null });
  expect(rows.get('c.example')).toMatchObject({ after: 'same', today: 'cut' });
  for (const { host } of answers.ties) expect(rows.has(host)).toBe(true);
});

test('the share of a tie to a server of unknown size is not known, not nothing', () => {
  const answers = answersFor('x.example');
  const unknown = { weight: 0, estimate: { share: null, low: null, high: null, grade: null }, audience: null };
  const ties = answers.ties.map((tie) => (tie.host === 'b.example' ? { ...tie, ...unknown } : tie));
  const row = listRows({ ...answers, ties }).find(({ host }) => host === 'b.example');
  expect(row).toMatchObject({ weight: null, share: { value: 'not known' } });
});

test('the share of a tie has an interval and a grade, and is neither shown nor sorted by where few people are on a side', () => {
  const answers = answersFor('x.example');
  const rowsWith = (changes: Partial<(typeof answers.ties)[number]>, focus = answers.card) => {
    const ties = answers.ties.map((tie) => (tie.host === 'a.example' ? { ...tie, ...changes } : tie));
    return listRows({ ...answers, card: focus, ties }).find(({ host }) => host === 'a.example')!;
  };
  expect(rowsWith({}).share).toMatchObject({ interval: expect.stringMatching(/–.* %$/), grade: expect.any(String) });
  const hidden = { weight: null, share: { value: 'too few people to show', interval: '', grade: null } };
  expect(rowsWith({ audience: 4 })).toMatchObject(hidden);
  expect(rowsWith({}, { ...answers.card!, audience: 1 })).toMatchObject(hidden);
});

test('from a server that did not answer, contact is not known and nothing is touched', () => {
  const rows = listRows(answersFor('d.example', { block: ['a.example'] }));
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toMatchObject({ today: 'unknown', after: null });
});

test('servers cut or hidden today have a row without a tie', () => {
  const answers = answersFor('x.example');
  const [tie] = answers.ties;
  const rows = listRows({
    ...answers,
    ties: [{ ...tie!, estimate: { share: 0, low: 0, high: 0, grade: 'C' }, contact: 'hidden' }],
  });
  expect(rows).toEqual([expect.objectContaining({ host: tie!.host, weight: 0, today: 'hidden' })]);
});

test('what is not known comes last in either order', () => {
  const rows = listRows(answersFor(null)).map((row) => (row.host === 'a.example' ? { ...row, audience: null } : row));
  for (const descending of [true, false]) {
    expect(hostsOf(sortRows(rows, { column: 'audience', descending })).at(-1)).toBe('a.example');
  }
  expect(hostsOf(sortRows(rows, { column: 'host', descending: true })).at(0)).toBe('x.example');
});

test('the filter takes a part of a name and a standing', () => {
  const rows = listRows(answersFor('x.example', { block: ['a.example'] }));
  expect(hostsOf(filterRows(rows, { ...noFilter, text: ' D.EX' }))).toEqual(['d.example']);
  expect(hostsOf(filterRows(rows, { ...noFilter, after: 'cut' }))).toEqual(['a.example']);
});
