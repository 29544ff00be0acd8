/** The language of each planted community, by rank: about as the fediverse speaks, the largest first. */
const byRank = ['en', 'ja', 'en', 'de', 'fr', 'en', 'es', 'pt', 'ja', 'nl', 'it', 'ko', 'pl', 'en', 'zh', 'ru', 'sv'];

export function languageOf(community: number): string {
  return byRank[community % byRank.length]!;
}
