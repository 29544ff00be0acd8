import { expect, test } from 'vitest';
import { KeptPromises } from '../../../../viz/server/kept-promises.ts';

test('those who ask meanwhile share one promise, and the least recently asked is made anew', async () => {
  const made: string[] = [];
  const kept = new KeptPromises<string>(2);
  const get = (key: string) =>
    kept.get(key, async () => {
      made.push(key);
      return key;
    });
  expect(await Promise.all([get('a'), get('a'), get('b')])).toEqual(['a', 'a', 'b']);
  await get('a');
  await get('c');
  await get('a');
  await get('b');
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('what fails is tried again', async () => {
  const kept = new KeptPromises<number>(2);
  await expect(kept.get('a', () => Promise.reject(new Error('closed')))).rejects.toThrow('closed');
  expect(await kept.get('a', async () => 1)).toBe(1);
});
