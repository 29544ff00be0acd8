/**
 * Hubzilla, with its forebear Red Matrix and the forks that kept its site document. No peers are published. An admin
 * who hides the hub in statistics is heard first, in NodeInfo's own numbers or in `/siteinfo.json`; the blocked sites
 * of Hubzilla stand on its page.
 * Upstream: include/network.php (`get_site_info`, `check_siteallowed`), Zotlabs/Module/Siteinfo.php; NodeInfo is
 * the statistics addon's. What was checked: any SOURCE.md of the fixtures.
 */
import type { Block, InstanceFacts, ObservedList } from '../../data/types.ts';
import { readVersion } from '../http/read.ts';
import type { AdapterAnswer, SoftwareAdapter } from './adapter.ts';
import { missing, unchanged, unsupported } from './lists.ts';
import { hasHiddenNumbers, isHiddenFromStatistics, optedOut } from './opt-outs.ts';
import { blockList, readBlock } from './rows.ts';
import { readBlockedSites } from './siteinfo-page.ts';

export const hubzilla: SoftwareAdapter = {
  names: ['hubzilla', 'redmatrix', 'zap', 'osada', 'streams', 'forte'],
  paths: { '/siteinfo.json': ['facts'], '/siteinfo': ['blocks'] },
  *read({ facts, consent }) {
    const isHidden = hasHiddenNumbers(facts);
    if (isHidden && !consent) return optedOut('hide-in-statistics');
    const about = yield { method: 'GET', path: '/siteinfo.json' };
    const optOut = isHidden || isHiddenFromStatistics(about) ? 'hide-in-statistics' : undefined;
    if (optOut !== undefined && !consent) return optedOut(optOut);
    const blocks = showsBlocks(facts)
      ? readBlocks(yield { method: 'GET', path: '/siteinfo', form: 'text', isWhole: true })
      : unsupported<Block>();
    return { peers: unsupported(), blocks, allows: unsupported(), counts: unsupported(), optOut };
  },
};

/** NodeInfo 1.0 has no name for Hubzilla, which calls itself redmatrix there. An unreadable version is taken for a new one. */
function showsBlocks({ software, version }: InstanceFacts): boolean {
  const { major, minor } = readVersion(version) ?? { major: Number.POSITIVE_INFINITY, minor: 0 };
  return (software === 'hubzilla' || software === 'redmatrix') && (major > 8 || (major === 8 && minor >= 8));
}

function readBlocks({ outcome, text }: AdapterAnswer): ObservedList<Block> {
  if (outcome === 'not-modified') return unchanged();
  if (outcome !== 'ok') return missing(outcome);
  const sites = readBlockedSites(text ?? '');
  if (sites === undefined) return missing('malformed');
  const blocks = blockList();
  for (const target of sites) blocks.add(readBlock({ target, action: 'blocked' }));
  return blocks.published();
}
