import { expect, test } from 'vitest';
import { gotosocial } from '../../../crawler/software/gotosocial.ts';
import { pleroma } from '../../../crawler/software/pleroma.ts';
import { readRule } from '../../../data/host.ts';
import { type MaskingSoftware, maskedBy, resolveShapes } from '../../../data/mask-shapes.ts';
import { type Block, noFacts, type RuleText } from '../../../data/types.ts';
import { host, rule } from '../../fixtures/observed.ts';

function resolve(software: MaskingSoftware, text: string, ...known: string[]) {
  return resolveShapes(software, new Set([rule(text)]), known.map(host)).get(rule(text));
}

/** Masks of these invented names by each software, computed by its rule. */
test.each([
  ['bad.example', 'bad.****ple', 'b*d.*x**pl*'],
  ['spam.bad.example', 'spa*.***.****ple', 's*am*b**.e**m*le'],
  ['nasty-server.example', 'nas*********.****ple', 'n*st*-**rv**.*xa*pl*'],
  ['b.example', 'b.e***ple', 'b*ex*m**e'],
  ['ab.ex', 'a*.ex', 'a*.e*'],
])('%s is known behind both masks', (name, ofAkkoma, ofGotosocial) => {
  expect(resolve('akkoma', ofAkkoma, name)).toBe(name);
  expect(resolve('gotosocial', ofGotosocial, name)).toBe(name);
});

test.each<[software: MaskingSoftware, text: string]>([
  ['gotosocial', 'b*c*e**ex**p*e'],
  ['akkoma', 'büc***.****ple'],
  ['akkoma', 'xn-**********.****ple'],
])('a name in letters of any script is known behind the %s mask %s', (software, text) => {
  expect(resolve(software, text, 'xn--bcher-kva.example', 'other.example')).toBe('xn--bcher-kva.example');
});

test('an Akkoma rule for what is below a name is masked as it is written, and names that name', () => {
  expect(resolve('akkoma', '*.b**.****ple', 'bad.example')).toBe('bad.example');
});

test('the names above a known name are tried too, and a public suffix is none', () => {
  expect(resolve('akkoma', 'bad.****ple', 'spam.bad.example')).toBe('bad.example');
  expect(resolve('akkoma', 'c*.uk', 'bad.co.uk')).toBeUndefined();
});

test('several names behind one mask are ambiguous, whatever their order', () => {
  expect(resolve('akkoma', 'bad.****ple', 'bad.example', 'bad.oxemple')).toBe('ambiguous');
  expect(resolve('akkoma', 'bad.****ple', 'bad.oxemple', 'bad.example', 'a.bad.example')).toBe('ambiguous');
});

test('a mask that no known name gives, or that another software made, stays a mask', () => {
  expect(resolve('akkoma', 'bad.****ple', 'bed.example', 'bad.examples')).toBeUndefined();
  expect(resolve('gotosocial', 'bad.****ple', 'bad.example')).toBeUndefined();
  expect(resolve('akkoma', 'b*d.*x**pl*', 'bad.example')).toBeUndefined();
});

test('only Akkoma and GoToSocial mask without a digest, and Akkoma not everything', () => {
  expect(maskedBy('akkoma', 'reject')).toBe('akkoma');
  expect(maskedBy('akkoma', 'quarantined_instances')).toBeUndefined();
  expect(maskedBy('gotosocial', 'suspend')).toBe('gotosocial');
  for (const software of ['mastodon', 'pleroma', 'piefed', 'friendica', null]) {
    expect(maskedBy(software, 'suspend')).toBeUndefined();
  }
});

/** Of a name in bytes: a hidden letter leaves one star, and a NUL for each byte that continues a letter (Go, `[]rune`). */
function maskAsSent(name: string): string {
  let at = 0;
  return [...name]
    .map((letter) => {
      const size = Buffer.byteLength(letter);
      const shown = at % 3 === 1 || at % 5 === 1 ? '*' : letter;
      at += size;
      return shown + '\u0000'.repeat(size - 1);
    })
    .join('');
}

const unicodeNames = {
  'xn--bcher-kva.example': 'bücher.example',
  'social.xn--bcher-kva.example': 'social.bücher.example',
  'xn--69aa8bzb.xn--y9a3aq': 'թութ.հայ',
  'xn--r8jz45g.example': '例え.example',
  'plain.example': 'plain.example',
};

test.each(Object.entries(unicodeNames))(
  'what the GoToSocial adapter keeps of a masked %s is what it resolves by',
  (ascii, unicode) => {
    const [block] = readGotosocial([{ domain: maskAsSent(unicode), comment: '', severity: 'suspend' }]);
    const known = Object.keys(unicodeNames).map(host);
    expect(resolveShapes('gotosocial', new Set([block!.target]), known).get(block!.target)).toBe(ascii);
  },
);

test('what the Akkoma adapter keeps of a masked name, in capitals too, is what it resolves by', () => {
  const metadata = { federation: { mrf_simple: { reject: ['BAD.****PLE', 'büc***.****ple'] } } };
  const run = pleroma.read({ host: host('a.example'), facts: noFacts, metadata, consent: false });
  run.next();
  const { value } = run.next({ outcome: 'forbidden', status: 403, headers: {}, json: undefined, text: undefined });
  const targets = (value as { blocks: { entries: Block[] } }).blocks.entries.map(({ target }) => target);
  const resolved = resolveShapes('akkoma', new Set(targets), ['bad.example', 'xn--bcher-kva.example'].map(host));
  expect([...resolved.values()].sort()).toEqual(['bad.example', 'xn--bcher-kva.example']);
});

function readGotosocial(rows: unknown[]): Block[] {
  const run = gotosocial.read({
    host: host('a.example'),
    facts: { ...noFacts, version: '0.20.2' },
    metadata: {},
    consent: false,
  });
  const none = { headers: {}, json: undefined, text: undefined };
  let step = run.next();
  while (!step.done) {
    const isBlocks = step.value.path === '/api/v1/instance/domain_blocks';
    step = run.next(
      isBlocks
        ? { ...none, outcome: 'ok', status: 200, json: rows }
        : { ...none, outcome: 'unauthorized', status: 401 },
    );
  }
  return step.value.blocks.entries;
}

test('a mask is a rule text as it stands', () => {
  for (const text of ['b*c*e**ex**p*e', 'büc***.****ple', '*.b**.****ple'])
    expect(readRule(text)).toBe(text as RuleText);
});
