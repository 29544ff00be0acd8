/** Each kind of answer, in each form it can have: nothing of the answer is left out, and nothing of a stranger gets through. */
import { Parser } from 'htmlparser2';
import { expect, test } from 'vitest';
import { assessBlocked } from '../../../../analysis/blocked.ts';
import { compareHosts } from '../../../../analysis/compare.ts';
import type { Comparison } from '../../../../analysis/comparison.ts';
import { buildGraph } from '../../../../analysis/graph.ts';
import { assess } from '../../../../analysis/impact.ts';
import { reportBlocked } from '../../../../analysis/report/blocked-report.ts';
import { reportComparison } from '../../../../analysis/report/compare-report.ts';
import { renderHtml } from '../../../../analysis/report/html.ts';
import { reportImpact } from '../../../../analysis/report/impact-report.ts';
import { renderMarkdown } from '../../../../analysis/report/markdown.ts';
import { limitsTitle, type Report } from '../../../../analysis/report/report.ts';
import { renderText } from '../../../../analysis/report/text.ts';
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
const comparison = compareHosts(graph, ['x.example', 'b.example']);

/** Texts that are ours: classes of evidence, states, directions. */
const ours = new Set([
  'snapshot',
  'schema',
  'status',
  'direction',
  'evidence',
  'grade',
  'unit',
  'liveness',
  'blockList',
]);

const kinds: [kind: string, answer: { sentences: string[]; limits: string[] }, report: (spoiled: string) => Report][] =
  [
    ['impact', impact, (text) => reportImpact(spoil(impact, text))],
    ['blocked', blocked, (text) => reportBlocked(spoil(blocked, text))],
    ['comparison', comparison, (text) => reportComparison(spoil(comparison, text))],
  ];
const forms: [form: string, render: (report: Report) => string][] = [
  ['text', renderText],
  ['Markdown', renderMarkdown],
  ['HTML', renderHtml],
];
const all = kinds.flatMap(([kind, answer, report]) =>
  forms.map(([form, render]) => ({
    name: `${kind} as ${form}`,
    form,
    answer,
    plain: render(report('')),
    hostile: (text: string) => render(report(text)),
  })),
);
const inForm = (wanted: string) => all.filter(({ form }) => form === wanted);

/** Puts a stranger's words behind every other text of an answer, as a hostile server might get them there. */
function spoil<Answer extends Impact | Blocked | Comparison>(answer: Answer, text: string): Answer {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return `${value}${text}`;
    if (Array.isArray(value)) return value.map(walk);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, ours.has(key) ? part : walk(part)]));
  };
  return walk(answer) as Answer;
}

/** Elements and their attributes as a browser would find them, and all the text between. */
function parse(page: string): { elements: { name: string; attributes: Record<string, string> }[]; text: string } {
  const elements: { name: string; attributes: Record<string, string> }[] = [];
  let text = '';
  const parser = new Parser({
    onopentag: (name, attributes) => {
      elements.push({ name, attributes });
      text += '\n';
    },
    ontext: (part) => {
      text += part;
    },
  });
  parser.end(page);
  return { elements, text };
}

const escapes = '\u001b[31mred\u001b[0m\u0007\u009b2J\u202egnp\u2028\r\n# own line';
const markup =
  '<script>alert(1)</script>|cell|[link](https://trap.example)`code`*bold* www.trap.example ![x](y)</style></title>"\' onclick=alert(1)&lt;';

test.each(all)('$name: terminal escapes, direction overrides and line breaks do not come through', (one) => {
  const text = one.hostile(escapes);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
  expect(text).toContain('red');
  expect(text.split('\n').length).toBe(one.plain.split('\n').length);
});

test.each(inForm('Markdown'))('$name: HTML, pipes, links and code of strangers stay text', ({ plain, hostile }) => {
  const text = hostile(markup);
  expect(text).not.toMatch(/<script|<\/script/);
  const unescaped = (line: string) => line.replace(/\\./g, '');
  expect(unescaped(text)).not.toMatch(/\[link]|!\[|https:\/\/|www\.|\*bold|`code`/);
  const columns = (whole: string) =>
    whole
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map((line) => unescaped(line).split('|').length);
  expect(columns(text)).toEqual(columns(plain));
  expect(columns(text).length).toBeGreaterThan(2);
});

test.each(inForm('HTML'))(
  '$name: markup of strangers makes no element and no attribute, and is read as text',
  (one) => {
    const [clean, spoiled] = [parse(one.plain), parse(one.hostile(markup))];
    expect(spoiled.elements).toEqual(clean.elements);
    expect(spoiled.text).toContain('<script>alert(1)</script>|cell|');
    expect(spoiled.text).toContain('onclick=alert(1)&lt;');
  },
);

test.each(inForm('HTML'))(
  '$name: the page runs and fetches nothing, and its own policy would let nothing through',
  ({ plain }) => {
    const { elements } = parse(plain);
    const names = new Set(elements.map(({ name }) => name));
    for (const name of ['script', 'link', 'img', 'iframe', 'object', 'form', 'a', 'base'])
      expect(names).not.toContain(name);
    const attributes = elements.flatMap((element) => Object.keys(element.attributes));
    expect(attributes.filter((name) => /^(on|style$|src$|href$)/.test(name))).toEqual([]);
    expect(plain).not.toMatch(/url\(|@import|https?:/);
    const policy = elements.find(({ attributes: { 'http-equiv': equiv } }) => equiv === 'Content-Security-Policy');
    expect(policy?.attributes.content).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    );
  },
);

test.each(inForm('HTML'))(
  '$name: the page names its language, and every table its caption, columns and rows',
  ({ plain }) => {
    const { elements } = parse(plain);
    const of = (wanted: string) => elements.filter(({ name }) => name === wanted);
    expect(plain).toMatch(/^<!doctype html>\n/);
    expect(of('html')[0]?.attributes.lang).toBe('en');
    expect(['title', 'h1', 'main', 'style'].map((name) => of(name).length)).toEqual([1, 1, 1, 1]);
    expect(of('table').length).toBeGreaterThan(0);
    expect(of('caption').length).toBe(of('table').length);
    expect(of('th').filter(({ attributes }) => attributes.scope === undefined)).toEqual([]);
    const bodyRows = of('tr').length - of('table').length;
    expect(of('th').filter(({ attributes }) => attributes.scope === 'row').length).toBe(bodyRows);
    const named = of('caption').map(({ attributes }) => attributes.id);
    expect(of('div').map(({ attributes }) => attributes['aria-labelledby'])).toEqual(named);
    expect(of('div').every(({ attributes }) => attributes.tabindex === '0')).toBe(true);
  },
);

test.each([...inForm('text'), ...inForm('HTML')])('$name: a very long word is cut short', ({ form, hostile }) => {
  const spoiled = hostile('x'.repeat(5000));
  const words = (form === 'HTML' ? parse(spoiled).text : spoiled).split(/\s/);
  expect(Math.max(...words.map((word) => word.length))).toBeLessThanOrEqual(200);
});

test.each(all)(
  '$name: every sentence and every limit is there, in the order of the answer',
  ({ form, plain, answer }) => {
    const unquoted = plain.replaceAll('\\', '').replaceAll('&lt;', '<');
    const text = form === 'HTML' ? parse(plain).text : form === 'Markdown' ? unquoted : plain;
    const [before = '', after = ''] = text.split(limitsTitle);
    for (const [part, sentences] of [
      [before, answer.sentences],
      [after, answer.limits],
    ] as const) {
      expect(sentences.length).toBeGreaterThan(3);
      const places = sentences.map((sentence) => part.indexOf(sentence));
      expect(places).not.toContain(-1);
      expect(places).toEqual([...places].sort((a, b) => a - b));
    }
  },
);

test('an impact says each figure once, always in the same order', () => {
  const order = [
    /^Follows cut \(in\): /,
    /^Followers cut \(out\): /,
    /^Out of two-way reach: /,
    /^Hidden but not cut: /,
    /^With a limit in place of every block: follows cut none, followers cut none, hidden /,
    /^Still visible to them: /,
    /^Missing in threads: /,
    /^Threads with 3 replies /,
    /^Threads with 10 replies /,
    /^Missing in boosts: /,
    /^On b\.example: /,
    /^Two people taken at random /,
    /^Mostly cut: /,
    /^Cannot be undone: /,
    /^Followers elsewhere who would come along: /,
    /^3 entries: 1 cut, 1 hidden, 1 not seen\./,
    /^Evidence\b/,
  ];
  expect(impact.sentences.length).toBe(order.length);
  order.forEach((begins, at) => {
    expect(impact.sentences[at]).toMatch(begins);
  });
});

test.each(forms)('as %s, the sentences of an impact stand below headings that say what they are about', (_, render) => {
  const titles = ['What is lost', 'What opens, and what stays in sight', 'Through others', 'What it rests on'];
  const text = render(reportImpact(impact));
  const found = titles.map((title) => text.indexOf(title));
  expect(found).not.toContain(-1);
  expect(found).toEqual([...found].sort((a, b) => a - b));
  expect(impact.headings.map(({ at }) => impact.sentences[at]!.split(':')[0])).toEqual([
    'Follows cut (in)',
    'Still visible to them',
    'Missing in threads',
    'Mostly cut',
    '3 entries',
  ]);
  const untitled = render({ ...reportImpact(impact), headings: [] });
  for (const title of titles) expect(untitled).not.toContain(title);
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

test('no report speaks of damage or of who is good', () => {
  for (const { plain } of all) expect(plain).not.toMatch(/\b(damage|censor|bad|toxic|harmful|better|best|worse)/i);
});

test('a report without limits has no heading for them', () => {
  const bare: Report = { title: 'a', snapshot: impact.snapshot, sentences: ['b'], tables: [], limits: [] };
  for (const [, render] of forms) expect(render(bare)).not.toContain(limitsTitle);
});
