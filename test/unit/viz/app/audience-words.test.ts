import { expect, test } from 'vitest';
import { describeAudience } from '../../../../viz/app/audience-words.ts';
import { answersFor } from './answers.ts';

const { card } = answersFor('x.example');
const told = { ...card!, audience: 6301, audienceLow: 5012, audienceHigh: 7944 };

test('a size stands with its interval and with who says so', () => {
  expect(describeAudience({ ...told, audienceSource: 'mau', audienceUnused: null }, 'active')).toBe(
    'about 6,300 people (5,000–7,900, its own count)',
  );
  expect(describeAudience({ ...told, audienceSource: 'footprint', audienceUnused: 'missing' }, 'active')).toBe(
    'about 6,300 people (5,000–7,900, from who lists it; it publishes no count of active people)',
  );
  expect(describeAudience({ ...told, audienceSource: 'users', audienceUnused: 'missing' }, 'registered')).toBe(
    'about 6,300 registered people (5,000–7,900, its accounts)',
  );
});

test('a size that is not known says why', () => {
  const none = { audience: null, audienceLow: null, audienceHigh: null, audienceSource: 'none' as const };
  expect(describeAudience({ ...told, ...none, audienceUnused: 'alias' }, 'active')).toBe(
    'people not known (its numbers are those of another server)',
  );
});

test('the interval of a size holds it', () => {
  expect(card!.audienceLow!).toBeLessThan(card!.audience!);
  expect(card!.audienceHigh!).toBeGreaterThan(card!.audience!);
});
