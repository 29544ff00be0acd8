/** What a server on the map can be, for the present question, and the shapes that say so without a colour. */

/**
 * kept: contact as today · cut, hidden, opened: by the scenario · cut-today: two-way contact is cut or narrowed
 * already · hidden-today: contact without discovery already · unknown: tied, but the server looked from did not answer,
 * so nobody can say whether there is contact · silent: it did not answer, or was not visited, so little is known ·
 * focus: the server looked from.
 */
export type Mark = 'kept' | Standing | 'unknown' | 'silent' | 'focus';

/** What sets a server apart from those that are kept. */
export const standings = ['cut', 'hidden', 'opened', 'cut-today', 'hidden-today'] as const;
export type Standing = (typeof standings)[number];

/** In the order in which a legend names them. */
export const marksInOrder: readonly Mark[] = ['focus', ...standings, 'kept', 'unknown', 'silent'];

/** Smallest radius, px, at which a mark's shape can be told apart. */
export const minMarkRadius: Record<Mark, number> = {
  kept: 0,
  silent: 3.2,
  unknown: 3.6,
  'cut-today': 6,
  'hidden-today': 6,
  hidden: 8,
  opened: 8,
  cut: 8,
  focus: 12,
};

/** How far a colour goes towards the ground where a server is not lit; what stands today stays readable. */
export const fading: Record<Mark, number> = {
  kept: 0.82,
  silent: 0.82,
  unknown: 0.82,
  'cut-today': 0.35,
  'hidden-today': 0.35,
  hidden: 0,
  opened: 0,
  cut: 0,
  focus: 0,
};

/** @returns whether the scenario itself does something to the server */
export function isTouching(mark: Mark): boolean {
  return mark === 'cut' || mark === 'hidden' || mark === 'opened';
}

/** One path of a shape, within a circle of radius 1 around 0,0, y downwards. */
export interface GlyphPart {
  d: string;
  /** fill: in the mark's colour · stroke: a line in it · ground: filled with what the map lies on. */
  paint: 'fill' | 'stroke' | 'dotted' | 'ground';
}

const circle = (radius: number) =>
  `M${-radius} 0a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
const ground: GlyphPart = { d: circle(1), paint: 'ground' };
const ring: GlyphPart = { d: circle(0.9), paint: 'stroke' };

/** As in the map's node program. Each part lies over those before it. */
export const glyphs: Record<Mark, readonly GlyphPart[]> = {
  kept: [{ d: circle(1), paint: 'fill' }],
  cut: [ground, ring, { d: 'M-.64-.64.64.64M.64-.64-.64.64', paint: 'stroke' }],
  hidden: [ground, { d: 'M0-1a1 1 0 0 0 0 2z', paint: 'fill' }, ring],
  opened: [{ d: 'M0-1 1 0 0 1-1 0z', paint: 'fill' }],
  'cut-today': [ground, ring, { d: 'M.64-.64-.64.64', paint: 'stroke' }],
  'hidden-today': [ground, { d: 'M0-1a1 1 0 0 0-1 1h1z', paint: 'fill' }, ring],
  unknown: [ground, ring],
  silent: [ground, { d: circle(0.9), paint: 'dotted' }],
  focus: [ground, { d: circle(0.6), paint: 'fill' }, ring],
};
