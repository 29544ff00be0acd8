import { expect, test } from 'vitest';
import { assessBlocked } from '../../../../analysis/blocked.ts';
import { buildGraph } from '../../../../analysis/graph.ts';
import { assess } from '../../../../analysis/impact.ts';
import { renderBlockedMarkdown, renderImpactMarkdown } from '../../../../analysis/report/markdown.ts';
import { renderBlockedText, renderImpactText } from '../../../../analysis/report/text.ts';
import type { Blocked, Impact } from '../../../../analysis/types.ts';
import { worldW1 } from '../../../golden/world-w1.ts';

const graph = buildGraph(
  worldW1({}, [
    ['c.example', 'suspend', 'x.example'],
    ['d.example', 'silence', 'x.example'],
  ]),
);
const impact = assess(graph, { host: 'x.example', block: ['b.example', 'nowhere.example'], limit: ['a.example'] });
const blocked = assessBlocked(graph, 'x.example');
const renderers: [name: string, render: () => string, hostile: (text: string) => string, sentences: string[]][] = [
  ['impact text', () => renderImpactText(impact), (text) => renderImpactText(spoil(impact, text)), impact.sentences],
  [
    'blocked text',
    () => renderBlockedText(blocked),
    (text) => renderBlockedText(spoil(blocked, text)),
    blocked.sentences,
  ],
  [
    'impact Markdown',
    () => renderImpactMarkdown(impact),
    (text) => renderImpactMarkdown(spoil(impact, text)),
    impact.sentences,
  ],
  [
    'blocked Markdown',
    () => renderBlockedMarkdown(blocked),
    (text) => renderBlockedMarkdown(spoil(blocked, text)),
    blocked.sentences,
  ],
];

/** Texts that are ours: classes of evidence, states, directions. */
const ours = new Set(['snapshot', 'schema', 'status', 'direction', 'evidence', 'grade', 'unit']);

/** Puts a stranger's words behind every other text of an answer, as a hostile server might get them there. */
function spoil<Answer extends Impact | Blocked>(answer: Answer, text: string): Answer {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return `${value}${text}`;
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, ours.has(key) ? part : walk(part)]));
  };
  return walk(answer) as Answer;
}

const escapes = '\u001b[31mred\u001b[0m\u0007\u009b2J\u202egnp\u2028\r\n# own line';
const markup = '<script>alert(1)</script>|cell|[link](https://trap.example)`code`*bold* www.trap.example ![x](y)';

test.each(renderers)(
  '%s: terminal escapes, direction overrides and line breaks do not come through',
  (_, plain, hostile) => {
    const text = hostile(escapes);
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
    expect(text).toContain('red');
    expect(text.split('\n').length).toBe(plain().split('\n').length);
  },
);

test.each(renderers.slice(2))('%s: HTML, pipes, links and code of strangers stay text', (_, plain, hostile) => {
  const text = hostile(markup);
  expect(text).not.toMatch(/<script|<\/script/);
  const unescaped = (line: string) => line.replace(/\\./g, '');
  expect(unescaped(text)).not.toMatch(/\[link]|!\[|https:\/\/|www\.|\*bold|`code`/);
  const columns = (all: string) =>
    all
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => unescaped(line).split('|').length);
  expect(columns(text)).toEqual(columns(plain()));
  expect(columns(text).length).toBeGreaterThan(2);
});

test.each(renderers.slice(0, 2))('%s: a very long word is cut short', (_, __, hostile) => {
  const longest = Math.max(
    ...hostile('x'.repeat(5000))
      .split(/\s/)
      .map((word) => word.length),
  );
  expect(longest).toBeLessThanOrEqual(200);
});

test.each(renderers)('%s: every sentence is there, in the order of the answer', (name, plain, _, sentences) => {
  const text = name.endsWith('Markdown') ? plain().replaceAll('\\', '').replaceAll('&lt;', '<') : plain();
  const places = sentences.map((sentence) => text.indexOf(sentence));
  expect(places).not.toContain(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
});

test('an impact says each figure once, always in the same order', () => {
  const order = [
    /^Follows cut \(in\): /,
    /^Followers cut \(out\): /,
    /^Out of two-way reach: /,
    /^Hidden but not cut: /,
    /^With a limit in place of every block: follows cut none, followers cut none, hidden /,
    /^Still visible to them: /,
    /^Mostly cut: /,
    /^Cannot be undone: /,
    /^3 entries: 1 cut, 1 hidden, 1 not seen\./,
    /^Evidence\b/,
  ];
  expect(impact.sentences.length).toBe(order.length);
  order.forEach((begins, at) => {
    expect(impact.sentences[at]).toMatch(begins);
  });
});

test('what is blocked says who, the dearest, what a lift brings, private lists and what is cut now', () => {
  const order = [
    /^1 server declares in public an action that cuts x\.example; 1 only hide it\.$/,
    /^The dearest is c\.example \(suspend\): /,
    /^Back if only c\.example lifts its action: /,
    /^On 1 of them the follows were deleted/,
    /^0 servers in reach keep their lists private/,
    /^Two-way contact is impossible today with 1 other servers/,
  ];
  order.forEach((says) => {
    expect(blocked.sentences.filter((sentence) => says.test(sentence)).length).toBe(1);
  });
});

test('every report ends with what the figures cannot say', () => {
  for (const [, plain] of renderers) {
    const [, limits = ''] = plain().split('What these figures can and cannot say');
    expect(
      limits
        .trim()
        .split('\n')
        .filter((line) => /^\s*[·-] /.test(line)).length,
    ).toBe(impact.limits.length);
  }
});

test('no report speaks of damage or of who is good', () => {
  for (const [, plain] of renderers) expect(plain()).not.toMatch(/\b(damage|censor|bad|toxic|harmful)/i);
});
