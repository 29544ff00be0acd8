/**
 * The dialects in which lists of servers are passed round: how each is recognised, from what is in the file and never
 * from its name, and how it is read. The first that recognises itself reads the file.
 */
import type { RawEntry } from './blocklist.ts';
import {
  isConfiguration,
  isFederatedInstances,
  isHostArray,
  isObjectArray,
  isPolicies,
  isRapidBlock,
  readConfiguration,
  readFederatedInstances,
  readHostArray,
  readObjects,
  readPolicies,
  readRapidBlock,
} from './dialect-json.ts';
import {
  hasHeader,
  isFediBlockHole,
  isHostLines,
  isMarkedHeader,
  isPairs,
  readColumns,
  readHostLines,
  readPairs,
  readWithoutHeader,
} from './dialect-table.ts';
import type { JsonText } from './json-text.ts';
import type { Sheet } from './sheet.ts';

interface JsonDialect {
  form: 'json';
  format: string;
  source: string;
  detect: (json: unknown) => boolean;
  read: (text: JsonText) => RawEntry[];
}

interface TableDialect {
  form: 'table';
  format: string;
  source: string;
  detect: (sheet: Sheet) => boolean;
  read: (sheet: Sheet) => RawEntry[];
}

// biome-ignore format: a table is read by columns
const dialects: readonly (JsonDialect | TableDialect)[] = [
  { form: 'json', format: 'rapidblock', detect: isRapidBlock, read: readRapidBlock, source: 'rapidblock.org/spec/v1; eigenmagic/fediblockhole ba40084, tests/fixtures/data-rapidblock.json' },
  { form: 'json', format: 'pleroma-nodeinfo', detect: isPolicies, read: readPolicies, source: 'Pleroma instance_view.ex federation/0 and its test (rejected_instances); answers of two Akkoma servers in public repositories' },
  { form: 'json', format: 'pleroma-config', detect: isConfiguration, read: readConfiguration, source: 'animeavi/admin-fe src/api/__mocks__/settings.js (configs, group, key, value), admin-fe tests of parseTuples; pairs of host and reason: not checked against a server' },
  { form: 'json', format: 'lemmy', detect: isFederatedInstances, read: readFederatedInstances, source: 'Lemmy /api/v3/federated_instances, and before 0.18 a part of /api/v3/site; MarcT0K/Franck ac9d742 lemmy_crawler.py' },
  { form: 'json', format: 'mastodon-api', detect: isObjectArray('severity'), read: readObjects, source: 'docs.joinmastodon.org entities DomainBlock and Admin::DomainBlock; eigenmagic/fediblockhole ba40084, tests/fixtures/data-mastodon.json' },
  { form: 'json', format: 'gotosocial', detect: isObjectArray('domain'), read: readObjects, source: 'superseriousbusiness/gotosocial 1b054a8, docs/admin/domain_permission_subscriptions.md; internal/api/model/domain.go' },
  { form: 'json', format: 'hosts-json', detect: isHostArray, read: readHostArray, source: 'an array of names, and whatever else holds a name a row' },
  { form: 'table', format: 'mastodon-csv', detect: isMarkedHeader, read: readColumns, source: 'mastodon/mastodon 010f4f3, controllers/admin/export_domain_blocks_controller.rb' },
  { form: 'table', format: 'fediblockhole', detect: isFediBlockHole, read: readColumns, source: 'eigenmagic/fediblockhole ba40084, const.py, blocklists.py: Python writes True and False' },
  { form: 'table', format: 'table', detect: hasHeader, read: readColumns, source: 'tables that people make by hand, with a column for the server' },
  { form: 'table', format: 'hosts', detect: isHostLines, read: readHostLines, source: 'one host a line; so too RapidBlock as CSV (fediblockhole ba40084) and GoToSocial as text/plain (1b054a8)' },
  { form: 'table', format: 'friendica', detect: isPairs, read: readPairs, source: 'friendica/friendica 81af728, Module/Blocklist/Domain/Download.php; d8d9ad0, Moderation/DomainPatternBlocklist.php' },
  { form: 'table', format: 'mastodon-noheader', detect: () => true, read: readWithoutHeader, source: 'Mastodon\'s export whose header was taken off' },
];

export const formats = dialects.map(({ format }) => format);

/** @returns the format and what it holds; undefined when no dialect knows the JSON */
export function readJsonDialect(text: JsonText): { format: string; raw: RawEntry[] } | undefined {
  for (const dialect of dialects) {
    if (dialect.form === 'json' && dialect.detect(text.json))
      return { format: dialect.format, raw: dialect.read(text) };
  }
  return undefined;
}

export function readTableDialect(sheet: Sheet): { format: string; raw: RawEntry[] } {
  for (const dialect of dialects) {
    if (dialect.form === 'table' && dialect.detect(sheet)) return { format: dialect.format, raw: dialect.read(sheet) };
  }
  throw new Error('expected a dialect for every table, got none');
}
