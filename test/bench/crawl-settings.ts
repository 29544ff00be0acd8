/** What every measured crawl is told. */

export const concurrency = 50;
/** Of the published crawl tables of December 2023, as the world's mix of failures. */
export const deadShare = 0.3;
export const commonSettings = { maxVisitMs: 604_800_000, contact: 'bench@faultline.example' };
