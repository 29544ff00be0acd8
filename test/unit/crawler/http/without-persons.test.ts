import { expect, test } from 'vitest';
import { documentBounds, listBounds } from '../../../../crawler/http/json-bounds.ts';
import { outcomeOfStatus } from '../../../../crawler/http/outcome.ts';
import { withoutPersons } from '../../../../crawler/http/without-persons.ts';
import { readNodeInfo } from '../../../../crawler/nodeinfo.ts';
import type { AdapterAnswer } from '../../../../crawler/software/adapter.ts';
import { adapters } from '../../../../crawler/software/index.ts';
import { readHost } from '../../../../data/host.ts';
import { fixtures } from '../software/fixtures.ts';

const keep = (value: unknown) => withoutPersons(Buffer.from(JSON.stringify(value)), 'json', documentBounds);
const kept = (value: unknown) => JSON.parse(keep(value)!.body.toString());

test('who runs a server, and how to reach them, is taken out wherever it stands', () => {
  const said = {
    domain: 'a.example',
    description: 'ask jo@a.example',
    contact: { email: 'jo@a.example', account: { username: 'jo' } },
    contact_account: { acct: 'jo' },
    metadata: {
      nodeName: 'A',
      staffAccounts: ['https://a.example/jo'],
      maintainer: { name: 'Jo' },
      nodeAdmins: [{ name: 'Jo' }],
    },
    rows: [{ host: 'b.example', maintainerName: 'Bo', maintainerEmail: 'bo@b.example', usersCount: 3 }],
  };
  expect(kept(said)).toEqual({
    domain: 'a.example',
    metadata: { nodeName: 'A' },
    rows: [{ host: 'b.example', usersCount: 3 }],
  });
  expect(keep(said)!.isStruck).toBe(true);
});

test('of who follows, only the server is kept', () => {
  const row = {
    id: 1,
    follower: { name: 'jo', host: 'b.example', url: 'https://b.example/jo' },
    following: { host: 'a.example' },
  };
  expect(kept({ data: [row] })).toEqual({
    data: [{ id: 1, follower: { host: 'b.example' }, following: { host: 'a.example' } }],
  });
});

test('hosts may be called as they like', () => {
  const said = { mrf_simple_info: { reject: { 'mail.example': { reason: 'spam' }, 'admin.contact.example': {} } } };
  expect(keep(said)).toEqual({ body: Buffer.from(JSON.stringify(said)), isStruck: false });
});

test('what says nothing of persons is kept to the byte', () => {
  const body = Buffer.from('[ "a.example",\n "b.example" ]');
  expect(withoutPersons(body, 'json', listBounds)).toEqual({ body, isStruck: false });
  const csv = Buffer.from('b.example,spam\n');
  expect(withoutPersons(csv, 'text', listBounds)).toEqual({ body: csv, isStruck: false });
});

test.each([
  ['a web page', '<html>ask jo@a.example</html>', '<'],
  ['plain words', 'ask jo@a.example', '<'],
  ['JSON that breaks off', '{"contact":"jo@a.ex', '{'],
])('of %s where JSON was asked for only that it is none is kept', (_, text, rest) => {
  expect(withoutPersons(Buffer.from(text), 'json', documentBounds)).toEqual({
    body: Buffer.from(rest),
    isStruck: true,
  });
});

test('robots.txt is kept as received, whatever comes for it', () => {
  const body = Buffer.from('<p>not here');
  expect(withoutPersons(body, 'robots', documentBounds)).toEqual({ body, isStruck: false });
});

test('a page that is read as text, and more JSON than is read, are not kept', () => {
  expect(withoutPersons(Buffer.from('\n<!DOCTYPE html><p>Admin: Jo'), 'text', listBounds)).toBeUndefined();
  const many = JSON.stringify(Array.from({ length: documentBounds.maxCommas + 2 }, () => 0));
  expect(withoutPersons(Buffer.from(many), 'json', documentBounds)).toBeUndefined();
});

test.each(fixtures)('$adapter reads the same of the case $name from what is kept', ({ adapter, visited, answers }) => {
  const read = (through: (json: unknown) => unknown) => {
    const nodeinfo = through(visited.nodeinfo) as { metadata?: unknown };
    const run = adapters[adapter]!.read({
      ...{ host: readHost(visited.host)!, facts: readNodeInfo(nodeinfo)!, metadata: nodeinfo.metadata },
      consent: visited.consent ?? false,
    });
    let step = run.next();
    while (!step.done) {
      const { method, path, body } = step.value;
      const {
        status,
        headers = {},
        json,
        text,
      } = answers[`${method} ${path}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`]!;
      const answer = { status, headers, text, outcome: outcomeOfStatus(status), json: json && through(json) };
      step = run.next(answer as AdapterAnswer);
    }
    return step.value;
  };
  expect(
    read((json) => JSON.parse(withoutPersons(Buffer.from(JSON.stringify(json)), 'json', listBounds)!.body.toString())),
  ).toEqual(read((json) => json));
});
