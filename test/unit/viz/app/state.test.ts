import { expect, test } from 'vitest';
import {
  addChange,
  clearChanges,
  focusOn,
  initialState,
  type Producer,
  pick,
  readState,
  removeChange,
  setPicking,
  showView,
  writeState,
} from '../../../../viz/app/state.ts';
import { maxNames } from '../../../../viz/shared/link.ts';
import { noQuestion } from '../../../../viz/shared/question.ts';

const after = (...producers: Producer[]) => producers.reduce((state, produce) => produce(state), initialState);
const focused = focusOn('a.example');

test('a change is added once, and only to a host that is looked from', () => {
  const { question } = after(focused, addChange('block', 'b.example'), addChange('block', 'b.example'));
  expect(question.block).toEqual(['b.example']);
  expect(after(addChange('block', 'b.example'))).toEqual(initialState);
  expect(after(focused, addChange('block', 'a.example')).question.block).toEqual([]);
});

test('what is blocked is not limited too, but may block back', () => {
  const { question } = after(
    focused,
    addChange('limit', 'b.example'),
    addChange('blockedBy', 'b.example'),
    addChange('block', 'b.example'),
  );
  expect(question).toEqual({ ...noQuestion, host: 'a.example', block: ['b.example'], blockedBy: ['b.example'] });
});

test('looking from another server starts a new question', () => {
  const { question } = after(focused, addChange('block', 'b.example'), focusOn('c.example'));
  expect(question).toEqual({ ...noQuestion, host: 'c.example' });
});

test('changes are taken out one by one or all at once', () => {
  const two = [focused, addChange('block', 'b.example'), addChange('limit', 'c.example')];
  expect(after(...two, removeChange('block', 'b.example')).question).toMatchObject({ block: [], limit: ['c.example'] });
  expect(after(...two, clearChanges).question).toEqual({ ...noQuestion, host: 'a.example' });
});

test('what a link lifts can be taken out like the rest', () => {
  const { state } = readState('?host=a.example&lift=b.example&liftedBy=c.example');
  const { question } = removeChange('lift', 'b.example')(state);
  expect(writeState({ ...state, question })).toBe('?host=a.example&liftedBy=c.example');
});

test('a click looks from a server, or adds and removes it while picking', () => {
  expect(after(pick('b.example')).question.host).toBe('b.example');
  const picked = after(focused, setPicking(true), pick('b.example'));
  expect(picked.question).toMatchObject({ host: 'a.example', block: ['b.example'] });
  expect(pick('b.example')(picked).question.block).toEqual([]);
});

test('one host in two writings is one host', () => {
  expect(after(focused, addChange('block', 'A.Example')).question.block).toEqual([]);
  const added = after(focused, addChange('block', 'B.Example'));
  expect(addChange('block', 'b.example')(added).question.block).toEqual(['B.Example']);
  expect(pick('b.example')(setPicking(true)(added)).question.block).toEqual([]);
  expect(addChange('limit', 'b.example')(added).question).toMatchObject({ block: [], limit: ['b.example'] });
});

test('a change that no link could carry is refused in words', () => {
  const full = Array.from({ length: maxNames }, (_, i) => addChange('block', `h${i}.example`));
  const before = after(focused, ...full);
  expect(before.refusal).toBeNull();
  const refused = addChange('block', 'more.example')(before);
  expect(refused.question).toBe(before.question);
  expect(refused.refusal).toMatch(/at most 200 .*more\.example was not added/);
  expect(readState(writeState(refused)).problems).toEqual([]);
});

test('picking happens on the map, and the table ends it', () => {
  expect(after(focused, showView('table'), setPicking(true)).view).toBe('map');
  expect(after(focused, setPicking(true), showView('table')).picking).toBe(false);
  expect(after(focused, setPicking(true), showView('table'), showView('map')).picking).toBe(false);
});

test('a link restores question and view', () => {
  const state = after(focused, addChange('blockedBy', 'b.example'), showView('table'));
  const read = readState(writeState(state));
  expect(read.problems).toEqual([]);
  expect(read.state).toMatchObject({ question: state.question, view: 'table', kind: 'blockedBy' });
});

test('an unknown view is said and the map shown', () => {
  const { state, problems } = readState('?view=globe');
  expect(state.view).toBe('map');
  expect(problems).toEqual([expect.stringMatching(/neither map nor table/)]);
});

test('a rule is not added and lifted at once, whoever would do either', () => {
  const lifted = after(focused, addChange('block', 'b.example'), addChange('lift', 'b.example')).question;
  expect(lifted).toMatchObject({ block: [], lift: ['b.example'] });
  const opened = after(focused, addChange('blockedBy', 'b.example'), addChange('liftedBy', 'B.example')).question;
  expect(opened).toMatchObject({ blockedBy: [], liftedBy: ['B.example'] });
});

test('what belongs to the page as a whole stays in the link, whatever is asked', () => {
  const { state, problems } = readState('?lang=de&host=a.example&snapshot=2026-11-20&from=2026-10-01');
  expect(problems).toEqual([]);
  const link = writeState(addChange('block', 'b.example')(state));
  expect(link).toBe('?host=a.example&block=b.example&lang=de&snapshot=2026-11-20&from=2026-10-01');
});

test('a side that is neither is said, and the first shown', () => {
  const { state, problems } = readState('?host=a.example&other.block=b.example&side=c');
  expect(state).toMatchObject({ side: 'a', other: { host: 'a.example', block: ['b.example'] } });
  expect(problems).toEqual([expect.stringMatching(/neither a nor b/)]);
});
