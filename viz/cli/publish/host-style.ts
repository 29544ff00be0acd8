/** The style sheet of the pages of servers. */
export const hostStyle = `:root { color-scheme: light dark; font: 16px/1.5 Inter, "Segoe UI", system-ui, sans-serif; }
html { background: light-dark(#ffffff, #101418); color: light-dark(#1b2027, #e8ebee); }
body { max-width: 42rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.6rem; overflow-wrap: anywhere; }
a { color: light-dark(#005a8c, #7cc4f5); }
a:focus-visible { outline: 3px solid currentcolor; outline-offset: 2px; }
table { width: 100%; border-collapse: collapse; margin: 1.5rem 0; }
th, td { padding: 0.4rem 0; border-bottom: 1px solid light-dark(#d5dae0, #333b44); text-align: start; vertical-align: top; }
th { width: 45%; padding-inline-end: 1rem; font-weight: 500; color: light-dark(#4a535e, #a4adb8); }
td { overflow-wrap: anywhere; }
footer { margin-top: 2rem; font-size: 0.9rem; color: light-dark(#4a535e, #a4adb8); }
`;
