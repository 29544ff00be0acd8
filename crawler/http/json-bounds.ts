/** How much there is in a JSON text, counted before it becomes objects: 32 MB of `{},` would be a gigabyte of them. */

export interface JsonBounds {
  /** Objects and arrays. */
  maxContainers: number;
  /** Commas: about as many as there are values. */
  maxCommas: number;
}

/** Deeper than any API we read; what we do with JSON takes no stack, what others do may. */
const maxDepth = 100;

/** NodeInfo with 10,000 rules and a reason for each has 10,000 objects in it. */
export const documentBounds: JsonBounds = { maxContainers: 50_000, maxCommas: 200_000 };

/** A hundred thousand rows as long as those of Lemmy, of three objects and twelve fields; or a million bare names. */
export const listBounds: JsonBounds = { maxContainers: 500_000, maxCommas: 1_500_000 };

/** Rows looked at in one list. The longest peer lists known have 75,000; beyond this a list is no list of servers. */
export const maxRows = 250_000;

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openArray, closeArray, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];

/** @param body UTF-8; whether it is JSON does not matter here. One pass over the bytes. */
export function isWithinBounds(body: Uint8Array, { maxContainers, maxCommas }: JsonBounds): boolean {
  let depth = 0;
  let containers = 0;
  let commas = 0;
  for (let at = 0; at < body.length; at++) {
    const byte = body[at];
    if (byte === quote) {
      at = endOfText(body, at + 1);
    } else if (byte === comma) {
      commas += 1;
    } else if (byte === openObject || byte === openArray) {
      depth += 1;
      containers += 1;
      if (depth > maxDepth || containers > maxContainers) return false;
    } else if (byte === closeObject || byte === closeArray) {
      depth -= 1;
    }
  }
  return commas <= maxCommas;
}

/** @returns place of the quote that ends the text which starts at `from`, or beyond the body */
export function endOfText(body: Uint8Array, from: number): number {
  let at = from;
  for (; at < body.length; at++) {
    const byte = body[at];
    if (byte === quote) break;
    if (byte === backslash) at += 1;
  }
  return at;
}
