/**
 * The look of an embedded map. A constructed style sheet is the one that a strict content security policy admits in a page
 * that is not ours. Colours follow the `color-scheme` of the page, as its own colours do, and not the wish of the reader
 * alone: a page that is light for everybody stays light.
 */
import { type MapColors, mapColors } from '../map/map-colors.ts';
import { colorNames } from './palette.ts';

const { light, dark } = mapColors;
const links = { light: '#0a5a9c', dark: '#7cbcf0' };

function defaultsOf({ ground, ink, muted, line, cut, communities, other }: MapColors): Record<string, string> {
  const ranked = communities.map((color, rank) => [`community-${rank + 1}`, color]);
  return { ground, ink, muted, line, cut, ...Object.fromEntries(ranked), 'community-other': other };
}

const lightOf = { ...defaultsOf(light), link: links.light };
const darkOf: Record<string, string> = { ...defaultsOf(dark), link: links.dark };
const names = Object.entries(lightOf);
const plain = names.map(([name, color]) => `--${name}: var(--faultline-${name}, ${color});`).join('');
const schemed = names
  .map(([name, color]) => `--${name}: var(--faultline-${name}, light-dark(${color}, ${darkOf[name]}));`)
  .join('');
const samples = colorNames.map((name) => `.embed .color-${name} { color: var(--${name}); }`).join('\n');

const text = `
:host {
  ${plain}
  display: block;
  height: 28rem;
  min-height: 15rem;
  box-sizing: border-box;
  overflow: hidden;
  border: 1px solid color-mix(in srgb, var(--line) 45%, transparent);
  border-radius: var(--faultline-radius, 8px);
  background: var(--ground);
  color: var(--ink);
  font-family: var(--faultline-font, inherit);
  font-size: 0.875rem;
  line-height: 1.45;
  text-align: start;
}
@media (max-width: 480px) { :host { height: 34rem; font-size: 0.8125rem; } }
@supports (color: light-dark(#000, #fff)) { :host { ${schemed} } }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
.embed { display: flex; flex-direction: column; height: 100%; }
.map { position: relative; flex: 1 1 0; min-height: 8rem; }
.canvas { position: absolute; inset: 0; overflow: hidden; }
.canvas:focus-visible, a:focus-visible, summary:focus-visible, button:focus-visible {
  outline: 2px solid var(--link);
  outline-offset: -2px;
}
.preview { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain; pointer-events: none; }
.canvas svg { display: block; width: 100%; height: 100%; }
.controls { position: absolute; inset-block-start: 8px; inset-inline-end: 8px; display: flex; flex-direction: column; gap: 4px; }
.controls button {
  display: grid;
  place-items: center;
  width: 30px;
  height: 30px;
  padding: 0;
  border: 1px solid color-mix(in srgb, var(--line) 60%, transparent);
  border-radius: 6px;
  background: color-mix(in srgb, var(--ground) 88%, transparent);
  color: var(--ink);
  font: inherit;
  font-size: 1rem;
  line-height: 1;
  cursor: pointer;
}
.controls button:hover { border-color: var(--ink); }
.controls svg { fill: none; stroke: currentColor; stroke-width: 1.6; }
.words { position: relative; flex: 0 1 auto; max-height: 56%; overflow: auto; padding: 0.55rem 0.8rem 0; border-block-start: 1px solid color-mix(in srgb, var(--line) 35%, transparent); }
p { margin: 0 0 0.3rem; }
.asked { font-weight: 600; }
.muted, .source { color: var(--muted); }
.source { margin: 0; padding: 0.4rem 0.8rem 0.5rem; font-size: 0.8125rem; }
a { color: var(--link); }
ul { display: flex; flex-wrap: wrap; gap: 0.1rem 0.9rem; margin: 0 0 0.3rem; padding: 0; list-style: none; font-size: 0.8125rem; }
li { display: inline-flex; align-items: center; gap: 0.35rem; }
.symbol { flex: none; width: 15px; height: 15px; overflow: visible; color: var(--ink); fill: none; stroke-width: 0.2; }
.symbol-cut { color: var(--cut); }
.symbol .disc { fill: currentColor; }
.symbol .line { stroke: currentColor; }
.symbol .dotted { stroke-dasharray: 0.4 0.31; }
.symbol .bare { fill: var(--ground); }
details { margin: 0; }
summary { width: fit-content; margin-block-end: 0.3rem; cursor: pointer; color: var(--link); font-size: 0.8125rem; }
.rows { margin-block: 0.3rem; }
table { width: 100%; border-collapse: collapse; font-size: 0.8125rem; }
caption { padding-block-end: 0.3rem; color: var(--muted); text-align: start; }
th, td { padding: 0.2rem 0.6rem 0.2rem 0; border-block-end: 1px solid color-mix(in srgb, var(--line) 30%, transparent); text-align: start; font-weight: 400; vertical-align: baseline; }
thead th { color: var(--muted); }
tbody th { overflow-wrap: anywhere; }
td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
td .symbol { display: inline-block; margin-inline-end: 0.35rem; vertical-align: -2px; }
.palette { position: absolute; width: 0; height: 0; overflow: hidden; visibility: hidden; }
.palette i { transition: color 1ms; }
${samples}
::slotted(*) { max-width: 100%; }
.waiting { display: flex; flex-direction: column; height: 100%; overflow: hidden; }
.waiting .said { padding: 0.6rem 0.8rem; }
`;

let made: CSSStyleSheet | undefined;

/** One for all maps of a page. */
export function embedStyle(): CSSStyleSheet {
  if (made === undefined) {
    made = new CSSStyleSheet();
    made.replaceSync(text);
  }
  return made;
}
