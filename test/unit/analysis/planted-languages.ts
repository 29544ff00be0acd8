/** Two languages, half of each on Misskey with counts, sizes from 20 to 280; everybody knows everybody of both. */
import type { ServerText, WorldText } from '../../golden/world-w1.ts';

export const plantedLanguages = ['ja', 'de'] as const;
/** How much more people follow in their own language. */
export const plantedLoyalty = 6;
export const serversPerLanguage = 14;

export interface Planting {
  /** Misskey servers of each language that publish counts. */
  publishing?: number;
  changes?: Record<string, ServerText>;
}

export function plantLanguages({ publishing = serversPerLanguage / 2, changes = {} }: Planting = {}): WorldText {
  const names = plantedLanguages.flatMap((language) =>
    Array.from({ length: serversPerLanguage }, (_, at) => ({
      name: `${language}${at}.example`,
      language,
      at,
      mau: 20 * (at + 1),
    })),
  );
  const follows = (i: (typeof names)[number], j: (typeof names)[number]) =>
    Math.round((i.mau * j.mau * (i.language === j.language ? plantedLoyalty : 1)) / 400);
  const servers = Object.fromEntries(
    names.map((server): [string, ServerText] => {
      const { name, language, at, mau } = server;
      const counts = Object.fromEntries(
        names
          .filter((other) => other !== server)
          .map((other) => [other.name, { followsOut: follows(server, other), followsIn: follows(other, server) }]),
      );
      const misskey = at % 2 === 0;
      const publishes = misskey && at / 2 < publishing;
      return [
        name,
        { mau, language, software: misskey ? 'misskey' : 'mastodon', ...(publishes && { counts }), ...changes[name] },
      ];
    }),
  );
  return { servers };
}
