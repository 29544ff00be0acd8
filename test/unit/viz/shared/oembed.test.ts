import { expect, test } from 'vitest';
import { elementSnippet, frameSnippet } from '../../../../viz/shared/embed-snippets.ts';
import { describeForPasting, discoveryLink } from '../../../../viz/shared/oembed.ts';
import { noQuestion } from '../../../../viz/shared/question.ts';

const site = 'https://map.example/';
const question = { ...noQuestion, host: 'a.example', block: ['b.example', 'c.example'], blockedBy: ['d.example'] };

test('the element is written with the question, and a link for where no script runs', () => {
  expect(elementSnippet(site, question)).toBe(
    `<script type="module" src="https://map.example/embed/faultline-map.js"></script>
<faultline-map src="https://map.example/" focus="a.example" block="b.example,c.example" blocked-by="d.example"><a href="https://map.example/?host=a.example&#38;block=b.example,c.example&#38;blockedBy=d.example">Map of the fediverse as seen from a.example</a></faultline-map>`,
  );
});

test('the frame is titled and in a sandbox, and hostile names stay text in it', () => {
  const frame = frameSnippet(site, { ...noQuestion, host: '"><script>' });
  expect(frame).toMatch(
    /^<iframe src="[^"<>]+" width="100%" height="520" title="[^"<>]+" sandbox="allow-scripts [^"]+"/,
  );
  expect(frame.match(/[<>]/g)).toEqual(['<', '>', '<', '>']);
});

test('an answer is never larger than the room it is given, and may be smaller', () => {
  expect(describeForPasting({ site })).toMatchObject({ width: 720, height: 520 });
  const small = describeForPasting({ site, question, maxWidth: 300, maxHeight: 2000 });
  expect(small).toMatchObject({ version: '1.0', type: 'rich', width: 300, height: 520 });
  expect(small.html).toContain('width="300" height="520"');
});

test('the address in the discovery link is escaped', () => {
  expect(discoveryLink('https://map.example/oembed?url=x&y="')).toContain(
    'href="https://map.example/oembed?url=x&#38;y=&#34;"',
  );
});
