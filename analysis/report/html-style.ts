/** The one style sheet of a report's page. Colours stand apart by at least 4.5 to 1 (WCAG 2.2, 1.4.3) on either ground. */
import { raw } from 'hono/html';

export const pageStyle = raw(`
:root { color-scheme: light dark; --ground: #fcfcfb; --ink: #1c1d20; --muted: #565a63; --line: #d5d7dc; --band: #f1f2f4; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #16181c; --ink: #e9eaed; --muted: #a9aeb8; --line: #3a3f48; --band: #1f2228; }
}
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; }
h2, caption { font-size: 1.1rem; font-weight: 650; text-align: start; }
h2 { margin: 2.5rem 0 0.5rem; }
caption { padding: 0 0 0.5rem; }
ul { max-width: 46rem; padding-inline-start: 1.2rem; }
li { margin: 0.35rem 0; overflow-wrap: anywhere; }
.snapshot, .more { color: var(--muted); }
.table { margin-top: 2.5rem; overflow-x: auto; }
.table:focus-visible { outline: 2px solid var(--muted); outline-offset: 4px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { min-width: 4.5rem; padding: 0.35rem 1.1rem 0.35rem 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
thead th { color: var(--muted); font-weight: 500; }
tbody th { font-weight: 550; overflow-wrap: anywhere; min-width: 9rem; }
tbody tr:nth-child(even) { background: var(--band); }
@media print { .table { overflow: visible; } }
`);
