/** The shape of a mark beside its word, and the colour of a community beside its name. */
import { type GlyphPart, glyphs, type Mark } from '../map/marks.ts';
import { buildSvg, type SvgElement } from '../map/svg-tree.ts';

const looks: Record<GlyphPart['paint'], string> = {
  fill: 'disc',
  stroke: 'line',
  dotted: 'line dotted',
  ground: 'bare',
};

export function markSymbol(mark: Mark): SVGElement {
  const paths = glyphs[mark].map(({ d, paint }) => ({ name: 'path', attributes: { d, class: looks[paint] } }));
  return symbol(`symbol-${mark}`, [
    { name: 'g', attributes: { transform: 'translate(8 8) scale(6.6)' }, children: paths },
  ]);
}

/** @param rank of the community from 0, or -1 for those without a colour of their own */
export function communitySwatch(rank: number): SVGElement {
  const name = rank < 0 ? 'community-other' : `community-${rank + 1}`;
  return symbol(`color-${name}`, [{ name: 'circle', attributes: { cx: 8, cy: 8, r: 5.5, class: 'disc' } }]);
}

function symbol(look: string, children: SvgElement[]): SVGElement {
  const attributes = { class: `symbol ${look}`, viewBox: '0 0 16 16', 'aria-hidden': 'true' };
  return buildSvg<SVGElement>(document, { name: 'svg', attributes, children });
}
