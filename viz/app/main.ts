/** Starts the page: the elements, then the session that carries the state. */
import './app-shell.ts';
import { siteMeta } from '../site/manifest.ts';
import { apiSource } from './api.ts';
import { Session } from './session.ts';
import { siteSource } from './site-source.ts';
import { chooseSource } from './source.ts';
import { atSnapshot } from './timeline.ts';
import { chooseLanguage, preferLanguage, theLanguage } from './words/words.ts';

const shell = document.querySelector('fl-app');
if (shell === null) throw new Error('expected <fl-app> in the page, got none');
// Before it renders for the first time, which is when this file first waits.
shell.replaceChildren();
const asked = new URLSearchParams(window.location.search).get('lang');
// English where the file of a language does not come.
await chooseLanguage(preferLanguage(asked, navigator.languages)).catch(() => undefined);
document.documentElement.lang = theLanguage();
const session = new Session({ location: window.location, history: window.history });
const { timeline } = session;
const site = document.querySelector<HTMLMetaElement>(`meta[name="${siteMeta}"]`);
const source = site === null ? apiSource : siteSource(site.content, document.baseURI);
chooseSource(atSnapshot(source, () => session.state.kept.snapshot && timeline.map?.snapshot.id));
shell.session = session;
window.addEventListener('popstate', () => session.restore());
void session.start();
