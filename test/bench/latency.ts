/** How long a server of the bench takes for an answer: 0.05 to 2 s, most below half a second, the same every time. */
export function latencyMs(host: string): number {
  let hash = 0;
  for (const letter of host) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0;
  const share = (Math.imul(hash, 0x9e3779b1) >>> 0) / 2 ** 32;
  return 50 * 40 ** share;
}
