/**
 * Mastodon 2.1.2 and later, with glitch-soc, Hometown, kmyblue and Fedibird, which keep its paths. Those that count their
 * own versions name Mastodon's under `upstream`.
 * Upstream: app/controllers/api/v1/instances/{peers,domain_blocks}_controller.rb,
 * app/serializers/rest/{domain_block,instance}_serializer.rb. What was checked there: any SOURCE.md of the fixtures.
 */
import { readHost } from '../../data/host.ts';
import type { Block, Host, InstanceFacts, ObservedList } from '../../data/types.ts';
import { field, readDigest, readFlag, readLanguage, readList, readVersion } from '../http/read.ts';
import type { AdapterAnswer, SoftwareAdapter } from './adapter.ts';
import { missing, unchanged, unsupported, withheld } from './lists.ts';
import { blockList, readBlock, readPeers } from './rows.ts';
import { upstreamOf } from './upstream.ts';

export const mastodon: SoftwareAdapter = {
  names: ['mastodon', 'hometown', 'kmyblue', 'fedibird'],
  paths: {
    '/api/v2/instance': ['facts'],
    '/api/v1/instance': ['facts'],
    '/api/v1/instance/peers': ['peers'],
    '/api/v1/instance/domain_blocks': ['blocks'],
  },
  *read({ host, facts, metadata }) {
    // 4.0 brought /api/v2/instance and /api/v1/instance/domain_blocks; an unreadable version is taken for a new one.
    const isModern = (readVersion(upstreamOf(metadata)?.version ?? facts.version)?.major ?? 4) >= 4;
    const about = yield { method: 'GET', path: isModern ? '/api/v2/instance' : '/api/v1/instance' };
    const peers = readPeers(
      yield { method: 'GET', path: '/api/v1/instance/peers', wants: 'list', form: 'names', isWhole: true },
      host,
    );
    const blocks = isModern
      ? readBlocks(yield { method: 'GET', path: '/api/v1/instance/domain_blocks', wants: 'list', isWhole: true })
      : unsupported<Block>();
    const allowlistMode = readAllowlistMode(about);
    return {
      peers,
      blocks,
      // Limited federation never shows its list.
      allows: allowlistMode === true ? withheld(peers.reason) : unsupported(),
      counts: unsupported(),
      facts: { ...readAbout(about), allowlistMode },
      aliases: readAliases(about.json, host),
    };
  },
};

/** Silences first, then suspends; a row may be masked, and its digest is that of the plain name. */
function readBlocks(answer: AdapterAnswer): ObservedList<Block> {
  if (answer.outcome === 'not-modified') return unchanged();
  if (answer.outcome !== 'ok') return missing(answer.outcome);
  const rows = readList(answer.json);
  if (rows === undefined) return missing('malformed');
  const blocks = blockList();
  for (const row of rows) {
    if (blocks.isOver) break;
    const digest = readDigest(field(row, 'digest'));
    const comment = field(row, 'comment');
    blocks.add(readBlock({ target: field(row, 'domain'), action: field(row, 'severity'), digest, comment }));
  }
  return blocks.published();
}

function readAbout({ outcome, json }: AdapterAnswer): Partial<InstanceFacts> {
  return outcome === 'ok' ? { language: readLanguage(readList(field(json, 'languages'))?.[0]) } : {};
}

/** 4.4 and later say so; before, limited federation shuts the whole API to strangers with 401. */
function readAllowlistMode({ outcome, json }: AdapterAnswer): boolean | null {
  if (outcome === 'unauthorized') return true;
  return outcome === 'ok' ? readFlag(field(json, 'configuration', 'limited_federation')) : null;
}

/** The name in people's addresses, where it differs from the host that serves the API. */
function readAliases(json: unknown, host: Host): Host[] {
  const handleHost = readHost(field(json, 'domain') ?? field(json, 'uri'));
  return handleHost === undefined || handleHost === host ? [] : [handleHost];
}
