import { expect, test } from 'vitest';
import { folderOf } from '../../../../viz/embed/embed-source.ts';
import { questionOf } from '../../../../viz/embed/question-of.ts';
import { noQuestion } from '../../../../viz/shared/question.ts';

const ask = (attributes: Record<string, string>) => questionOf((name) => attributes[name] ?? null);

test('the attributes of an element ask what a link asks, names with commas between', () => {
  expect(
    ask({ focus: ' a.example ', block: 'b.example, c.example', limit: 'd.example', 'blocked-by': 'e.example' }),
  ).toEqual({
    ...noQuestion,
    host: 'a.example',
    block: ['b.example', 'c.example'],
    limit: ['d.example'],
    blockedBy: ['e.example'],
  });
});

test('what is not set, empty, or no name asks nothing', () => {
  expect(ask({ focus: '', block: ' , ', limit: 'not a name,b.example' })).toEqual({
    ...noQuestion,
    limit: ['b.example'],
  });
});

test.each([
  ['https://map.example', 'https://map.example/'],
  ['https://map.example/sub', 'https://map.example/sub/'],
  ['https://map.example/sub/index.html?host=a.example#x', 'https://map.example/sub/'],
  ['../', 'https://blog.example/map/'],
  ['//map.example/', 'https://map.example/'],
])('the address %s means the folder %s', (src, folder) => {
  expect(folderOf(src, 'https://blog.example/map/embed/')?.href).toBe(folder);
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'https://', 'file:///map/'])(
  '%s is no address of a map',
  (src) => {
    expect(folderOf(src, 'https://blog.example/')).toBeNull();
  },
);
