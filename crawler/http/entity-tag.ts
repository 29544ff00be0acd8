/** Entity tags, as servers write them and as we send them back. */

/** Longer than any hash in any spelling. */
const maxLength = 256;

/** @returns the tag as it was sent (RFC 9110 section 8.8.3), or null when it is none that could be sent back */
export function readEntityTag(text: string | undefined): string | null {
  const tag = text?.trim() ?? '';
  return tag.length <= maxLength && /^(W\/)?"[\x21\x23-\x7e]*"$/.test(tag) ? tag : null;
}
