import { expect, test } from 'vitest';
import { readLink } from '../../../../viz/shared/link.ts';
import { hasChanges, noQuestion, toScenario } from '../../../../viz/shared/question.ts';

test('a scenario needs a host and a change, and leaves empty lists out', () => {
  expect(toScenario(noQuestion)).toBeNull();
  expect(toScenario({ ...noQuestion, host: 'a.example' })).toBeNull();
  expect(toScenario({ ...noQuestion, block: ['b.example'] })).toBeNull();
  expect(toScenario({ ...noQuestion, host: 'a.example', limit: ['b.example'] })).toEqual({
    host: 'a.example',
    limit: ['b.example'],
  });
  const { question } = readLink('?host=a.example&lift=b.example,c.example&liftedBy=d.example');
  expect(toScenario(question)).toEqual({
    host: 'a.example',
    lift: ['b.example', 'c.example'],
    liftedBy: ['d.example'],
  });
});

test('imported lists go with their threshold and exceptions, which alone change nothing', () => {
  const asked = { ...noQuestion, host: 'a.example', except: ['b.example'], threshold: 2 };
  expect(hasChanges(asked)).toBe(false);
  expect(toScenario(asked)).toBeNull();
  const entries = [{ target: 'b.example', action: 'suspend' }];
  const list = { name: 'a.csv', entries, packed: 'x', notes: ['One row names nothing.'] };
  expect(toScenario({ ...asked, lists: [list] })).toEqual({
    host: 'a.example',
    lists: [{ name: 'a.csv', entries }],
    threshold: 2,
    except: ['b.example'],
  });
  expect(toScenario({ ...asked, threshold: 1, except: [], lists: [list] })).toEqual({
    host: 'a.example',
    lists: [{ name: 'a.csv', entries }],
  });
});
