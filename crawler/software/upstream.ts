/** What NodeInfo's metadata says about the software that a fork, or an imitation, behaves like. */
import { field, isRecord, readList, readText } from '../http/read.ts';

/** Fedibird and kmyblue: `metadata.upstream`. @returns undefined when no upstream is named; the name in lower case */
export function upstreamOf(metadata: unknown): { name: string; version: string | null } | undefined {
  const name = readText(field(metadata, 'upstream', 'name'), 64)?.toLowerCase();
  const version = readText(field(metadata, 'upstream', 'version'), 100) ?? null;
  return name === undefined ? undefined : { name, version };
}

/**
 * The Pleroma family's `metadata.features`, which others have taken over. Only the family itself also has an object
 * under `federation`, with `enabled` in it, where it declares its policies.
 */
export function spokenApi(metadata: unknown): 'pleroma' | 'mastodon' | undefined {
  const features = readList(field(metadata, 'features')) ?? [];
  const federation = field(metadata, 'federation');
  if (features.includes('pleroma_api') && isRecord(federation) && typeof federation.enabled === 'boolean') {
    return 'pleroma';
  }
  return features.includes('mastodon_api') ? 'mastodon' : undefined;
}
