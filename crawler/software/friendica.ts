/**
 * Friendica: peers as addresses without their scheme, and since 2022.10 the block list as CSV for everybody.
 * Upstream: src/Module/Api/Mastodon/Instance/Peers.php, src/Module/Blocklist/Domain/Download.php,
 * src/Moderation/DomainPatternBlocklist.php, src/Module/Api/GNUSocial/GNUSocial/Config.php. Blocks are shell globs.
 */
import { CsvError, parse } from 'csv-parse/sync';
import type { Block, ObservedList } from '../../data/types.ts';
import { readVersion } from '../http/read.ts';
import type { AdapterAnswer, SoftwareAdapter } from './adapter.ts';
import { missing, unchanged, unsupported } from './lists.ts';
import { isSitePrivate, optedOut, statusnetConfigPath } from './opt-outs.ts';
import { blockList, readBlock, readPeers } from './rows.ts';

const blocklistPath = '/blocklist/domain/download';

export const friendica: SoftwareAdapter = {
  names: ['friendica'],
  paths: { [statusnetConfigPath]: ['facts'], '/api/v1/instance/peers': ['peers'], [blocklistPath]: ['blocks'] },
  *read({ host, facts, consent }) {
    const optOut = isSitePrivate(yield { method: 'GET', path: statusnetConfigPath }) ? 'site-private' : undefined;
    if (optOut !== undefined && !consent) return optedOut(optOut);
    const peers = readPeers(
      yield { method: 'GET', path: '/api/v1/instance/peers', wants: 'list', form: 'names', isWhole: true },
      host,
    );
    const blocks = hasBlocklist(facts.version)
      ? readBlocks(yield { method: 'GET', path: blocklistPath, wants: 'list', form: 'text', isWhole: true })
      : unsupported<Block>();
    return { peers, blocks, allows: unsupported(), counts: unsupported(), optOut };
  },
};

/** An unreadable version is taken for a new one. */
function hasBlocklist(version: string | null): boolean {
  const { major, minor } = readVersion(version) ?? { major: Number.POSITIVE_INFINITY, minor: 0 };
  return major > 2022 || (major === 2022 && minor >= 10);
}

/** Characters of the file that are looked at: 30,000 rows of 70. Unlike JSON, reading CSV takes its time. */
const maxTextLength = 2 * 1024 * 1024;
/** Characters of one row, or it is none. */
const maxRowLength = 16 * 1024;

/** Two columns without a header: pattern and reason. */
function readBlocks({ outcome, text }: AdapterAnswer): ObservedList<Block> {
  if (outcome === 'not-modified') return unchanged();
  if (outcome !== 'ok') return missing(outcome);
  // A page of HTML, from whatever stands before the server, is no list.
  if (text === undefined || /^\s*</.test(text)) return missing('malformed');
  const start = text.length <= maxTextLength ? text : text.slice(0, text.lastIndexOf('\n', maxTextLength) + 1);
  const blocks = blockList();
  const isRead = readRows(start, ([target, comment]) => blocks.add(readBlock({ target, action: 'blocked', comment })));
  if (blocks.size === 0 && text.trim() !== '') return missing('malformed');
  if (start.length < text.length) return blocks.partial('too-large');
  return isRead ? blocks.published() : blocks.partial('malformed');
}

/**
 * PHP leaves a quote after a backslash as it is, so quotes inside a field need not be doubled.
 * @returns false when the text breaks off inside a row, or one is longer than a row can be
 */
function readRows(text: string, take: (row: readonly string[]) => void): boolean {
  const onRow = (row: string[]) => {
    take(row);
    return null;
  };
  const tolerant = { bom: true, relax_quotes: true, relax_column_count: true, skip_empty_lines: true } as const;
  try {
    parse(text, { ...tolerant, max_record_size: maxRowLength, on_record: onRow });
    return true;
  } catch (error) {
    if (error instanceof CsvError) return false;
    throw error;
  }
}
