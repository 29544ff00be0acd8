import { expect, test } from 'vitest';
import { endComparing, startComparing, swapSides } from '../../../../viz/app/comparing.ts';
import { addLists, removeList, setThreshold } from '../../../../viz/app/list-changes.ts';
import {
  addChange,
  clearChanges,
  focusOn,
  initialState,
  type Producer,
  removeChange,
  setPicking,
  showView,
  writeState,
} from '../../../../viz/app/state.ts';
import { sayStep } from '../../../../viz/app/step-words.ts';
import { nameStep, redo, step, undo } from '../../../../viz/app/steps.ts';
import { readKeys } from '../../../../viz/app/undo-buttons.ts';

const after = (...producers: Producer[]) => producers.reduce((state, produce) => step(produce)(state), initialState);
const focused = focusOn('a.example');
const list = (name: string) => ({
  name,
  entries: [{ target: 'z.example', action: 'suspend' }],
  packed: name,
  notes: [],
});

test('undo brings the question before back, and redo the one that was undone', () => {
  const asked = after(focused, addChange('block', 'b.example'), addChange('limit', 'c.example'));
  const undone = step(undo)(asked);
  expect(undone.question).toMatchObject({ block: ['b.example'], limit: [] });
  expect(step(undo)(undone).question).toMatchObject({ host: 'a.example', block: [] });
  expect(step(redo)(undone).question).toBe(asked.question);
  expect(step(redo)(undone).past).toEqual(asked.past);
});

test('there is nothing to undo before the first question, and nothing to redo after a new one', () => {
  expect(step(undo)(initialState)).toEqual(initialState);
  const changed = step(addChange('block', 'd.example'))(after(focused, addChange('block', 'b.example'), undo));
  expect(changed.future).toEqual([]);
  expect(step(redo)(changed)).toEqual(changed);
});

test('what changes no question is no step', () => {
  const { past } = after(focused, showView('table'), setPicking(true), addChange('block', 'a.example'));
  expect(past).toHaveLength(1);
});

test('the way back is long, and has an end', () => {
  const many = Array.from({ length: 300 }, (_, i) => focusOn(`h${i}.example`));
  expect(after(...many).past).toHaveLength(200);
});

test.each<[string, Producer, Producer[]]>([
  ['add block of b.example', addChange('block', 'b.example'), [focused]],
  ['add b.example on the allowlist', addChange('allowlist', 'b.example'), [focused]],
  ['take out block of b.example', removeChange('block', 'b.example'), [focused, addChange('block', 'b.example')]],
  ['add limit of b.example', addChange('limit', 'b.example'), [focused, addChange('block', 'b.example')]],
  ['clear', clearChanges, [focused, addChange('block', 'b.example'), addChange('limit', 'c.example')]],
  ['look from c.example', focusOn('c.example'), [focused]],
  ['show all', focusOn(null), [focused]],
  ['compare with another', startComparing, [focused, addChange('block', 'b.example')]],
  ['show the other of the two', swapSides, [focused, addChange('block', 'b.example'), startComparing]],
  ['end comparing', endComparing, [focused, addChange('block', 'b.example'), startComparing]],
  ['add list x.csv', addLists([list('x.csv')]), [focused]],
  ['take out list x.csv', removeList('x.csv'), [focused, addLists([list('x.csv')])]],
  ['how many lists must agree', setThreshold(2), [focused, addLists([list('x.csv'), list('y.csv')])]],
])('a step is called: %s', (name, producer, before) => {
  const from = after(...before);
  expect(sayStep(nameStep(from, step(producer)(from)))).toBe(name);
});

test('comparing keeps the question and changes a copy, and the two change places', () => {
  const first = after(focused, addChange('block', 'b.example'));
  const compared = [startComparing, addChange('limit', 'c.example')].reduce((state, it) => step(it)(state), first);
  expect(compared).toMatchObject({ side: 'b', other: first.question, question: { limit: ['c.example'] } });
  const swapped = step(swapSides)(compared);
  expect(swapped).toMatchObject({ side: 'a', question: first.question, other: compared.question });
  expect(writeState(swapped)).toBe(
    '?host=a.example&block=b.example&other.block=b.example&other.limit=c.example&side=a',
  );
  expect(step(endComparing)(swapped)).toMatchObject({ side: 'a', other: null, question: first.question });
  expect(step(undo)(step(endComparing)(swapped))).toMatchObject({ other: compared.question });
  expect(step(focusOn('d.example'))(compared).other).toBeNull();
});

test.each([
  ['z', { ctrlKey: true }, undo],
  ['z', { metaKey: true }, undo],
  ['Z', { ctrlKey: true, shiftKey: true }, redo],
  ['Z', { metaKey: true, shiftKey: true }, redo],
  ['y', { ctrlKey: true }, redo],
  ['z', {}, null],
  ['z', { ctrlKey: true, altKey: true }, null],
  ['y', { metaKey: true }, null],
] as const)('%s with %j', (key, held, producer) => {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false };
  expect(readKeys({ ...none, ...held, key })).toBe(producer);
});
