/** What stands in the panel once somebody looks from a server. */
import './compare-panel.ts';
import './host-card.ts';
import './report-panel.ts';
import './scenario-panel.ts';
import './today-panel.ts';
