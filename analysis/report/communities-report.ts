/** The communities of a snapshot as a report. */
import type { CommunityList } from '../list-communities.ts';
import { showCount, showPeople } from './figures.ts';
import { filledTables, type Report, table } from './report.ts';

const languagesShown = 3;

export function reportCommunities({ communities, chosen, snapshot, sentences, limits }: CommunityList): Report {
  return {
    title: 'Communities',
    ...{ snapshot, sentences, limits },
    tables: filledTables(
      table(
        'Largest first',
        ['community', 'servers', 'people', 'languages'],
        communities.map(({ name, size, audience, languages }) => [
          name,
          showCount(size),
          showPeople(audience),
          languages
            .slice(0, languagesShown)
            .map(({ language, servers }) => `${language} ${showCount(servers)}`)
            .join(', '),
        ]),
      ),
      table(
        'Resolutions tried',
        ['resolution', 'groups, single servers included', 'runs agree to', 'agrees with the next to'],
        (chosen?.tried ?? []).map(({ resolution, count, stability, likeNext }) => [
          `${resolution}`,
          showCount(count),
          stability.toFixed(2),
          likeNext === null ? '' : likeNext.toFixed(2),
        ]),
      ),
    ),
  };
}
