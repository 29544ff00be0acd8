/** The registry: one line a software. Anything else is known by its NodeInfo alone. */
import type { SoftwareAdapter } from './adapter.ts';
import { lemmy } from './lemmy.ts';
import { mastodon } from './mastodon.ts';
import { misskey } from './misskey.ts';
import { pleroma } from './pleroma.ts';

export const adapters: Readonly<Record<string, SoftwareAdapter>> = { lemmy, mastodon, misskey, pleroma };

const byName = new Map(Object.values(adapters).flatMap((adapter) => adapter.names.map((name) => [name, adapter])));

/** @param software NodeInfo `software.name`, lower-case */
export function adapterFor(software: string | null): SoftwareAdapter | undefined {
  return software === null ? undefined : byName.get(software);
}
