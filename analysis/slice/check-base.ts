/** What must be true of a base before anything is computed from it: a file is read from whoever wrote it. */
import type { SnapshotHost } from '../../data/snapshot/types.ts';
import { largest, ValueChecks } from '../container/check-values.ts';
import { FileError } from '../container/file-error.ts';
import { sizeBinCount } from '../size-bins.ts';
import { evidenceNames } from '../ties.ts';
import type { Base } from './base.ts';
import { baseKind } from './site-kinds.ts';

/** @throws FileError saying which number of which list cannot be */
export function checkBase({ hosts, order, audience, tells, prior, counting, closed, circles, fit }: Base): void {
  const check = new ValueChecks(baseKind);
  checkNames(hosts);
  const { people, sigma } = audience;
  const { language, servers, model } = fit;
  const { reader, author, group, groupCount, affinity, kinship, evidence } = model;
  check.sameLengths('servers', order, { tells, people, sigma, language, reader, author, group });
  check.sameLengths('pairs of size bins', sizeBinCount ** 2, { prior });
  check.sameLengths('pairs of groups', groupCount ** 2, { affinity });
  check.sameLengths('relations of circles', 3, { kinship });
  check.sameLengths('classes of evidence', evidenceNames.length, { evidence });

  check.between('people', people, 0, largest, Number.NaN);
  check.between('sigma', sigma, 0, largest, Number.NaN);
  check.between('prior', prior, 0, 1);
  check.between('circle', circles, -1, order - 1);
  check.between('group', group, 0, groupCount - 1);
  for (const [name, nodes] of Object.entries({ counting, closed, servers })) check.between(name, nodes, 0, order - 1);
  const factors = { reader, author, affinity, kinship, evidence };
  for (const [name, values] of Object.entries(factors)) check.between(name, values, 0, largest);
}

/** Hosts ascending and each once, as what is asked about is found by name. */
function checkNames(hosts: readonly Pick<SnapshotHost, 'host' | 'aliases'>[]): void {
  hosts.forEach(({ host, aliases }, at) => {
    if (![host, ...aliases].every((name) => /^[a-z0-9._-]*$/.test(name))) {
      throw new FileError(baseKind, `The host names of the ${baseKind.name} hold letters that no host name has.`);
    }
    if (host === '' || (at > 0 && host <= hosts[at - 1]!.host)) {
      throw new FileError(
        baseKind,
        `Host ${at} of the ${baseKind.name} is not after the one before it in the alphabet.`,
      );
    }
  });
}
