/**
 * Where names on a map stand: the larger servers first, each on the first free side of its disc, and a name that would
 * lie on another is left out, so that every name shown can be read. The same for a canvas and for a still picture.
 */

export interface LabelCandidate {
  key: string;
  label: string;
  /** Centre of the disc and its radius, px. */
  x: number;
  y: number;
  size: number;
  /** Set before all others, and in any case. */
  first: boolean;
  faint: boolean;
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface PlacedLabel {
  candidate: LabelCandidate;
  left: number;
  /** Middle of the line. */
  y: number;
}

export const labelPx = 12.5;
export const labelWeight = { first: 600, other: 450 };
const gapPx = 5;
const marginPx = 3;
/** A disc this large is not written over by the names of others, px. */
const wholeDisc = 8;

/**
 * @param taken where nothing may be set
 * @returns as many of the candidates as fit, in order of importance; equal ones by name
 */
export function placeLabels(
  candidates: readonly LabelCandidate[],
  measure: (candidate: LabelCandidate) => number,
  mapWidth: number,
  taken: readonly Box[] = [],
): PlacedLabel[] {
  const order = [...candidates].sort(
    (a, b) => Number(b.first) - Number(a.first) || b.size - a.size || (a.key < b.key ? -1 : 1),
  );
  const blocked: { key: string; box: Box }[] = taken.map((box) => ({ key: '', box }));
  for (const candidate of order) {
    if (candidate.first || candidate.size >= wholeDisc) blocked.push({ key: candidate.key, box: discOf(candidate) });
  }
  const placed: PlacedLabel[] = [];
  for (const candidate of order) {
    const width = measure(candidate);
    const sides = placesOf(candidate, width, mapWidth);
    const isFree = (side: Box) => !blocked.some(({ key, box }) => key !== candidate.key && overlap(side, box));
    const mustStand = candidate.first || placed.length === 0;
    const box =
      sides.find(isFree) ?? (mustStand ? (fartherOff(candidate, width, mapWidth).find(isFree) ?? sides[0]) : undefined);
    if (box === undefined) continue;
    blocked.push({ key: '', box });
    placed.push({ candidate, left: box.left, y: (box.top + box.bottom) / 2 });
  }
  return placed;
}

/** Right, left, below and above the disc, then at its corners, without those that leave the map on either side. */
export function placesOf(
  { x, y, size }: Pick<LabelCandidate, 'x' | 'y' | 'size'>,
  width: number,
  mapWidth: number,
): Box[] {
  const reach = size + gapPx;
  const slant = reach * Math.SQRT1_2;
  const boxAt = (left: number, middle: number): Box => ({
    left,
    right: left + width + marginPx,
    top: middle - labelPx / 2 - marginPx,
    bottom: middle + labelPx / 2 + marginPx,
  });
  const places = [
    boxAt(x + reach, y),
    boxAt(x - reach - width, y),
    boxAt(x - width / 2, y + reach + labelPx / 2),
    boxAt(x - width / 2, y - reach - labelPx / 2),
    boxAt(x + slant, y - slant - labelPx / 2),
    boxAt(x + slant, y + slant + labelPx / 2),
    boxAt(x - slant - width, y - slant - labelPx / 2),
    boxAt(x - slant - width, y + slant + labelPx / 2),
  ];
  const inside = places.filter(({ left, right }) => left >= 0 && right <= mapWidth);
  return inside.length > 0 ? inside : places;
}

/** For a name that has to stand somewhere, though its neighbours leave no room beside its disc. */
function fartherOff({ x, y, size }: LabelCandidate, width: number, mapWidth: number): Box[] {
  return [1, 2, 3].flatMap((lines) => placesOf({ x, y, size: size + lines * labelPx }, width, mapWidth));
}

/** Where no font can be asked: wide enough for any of the fonts of the page. */
export function guessWidth(text: string, px: number): number {
  let width = 0;
  for (const letter of text) width += letter.codePointAt(0)! > 0x2e80 ? 1.05 : /[A-Zmw@%]/.test(letter) ? 0.85 : 0.6;
  return width * px;
}

function discOf({ x, y, size }: LabelCandidate): Box {
  return { left: x - size, right: x + size, top: y - size, bottom: y + size };
}

export function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
