import type { Words } from '../words.ts';

export const entries: Words['entries'] = {
  statuses: {
    cut: 'getrennt',
    hidden: 'verborgen',
    opened: 'wieder offen',
    shown: 'nicht mehr verborgen',
    already: 'keine Änderung, heute schon getrennt oder verborgen',
    kept: 'bleibt, wie es ist',
    dead: 'antwortet nicht',
    unknown: 'nicht gesehen',
  },
  cutPeopleUnknown: 'getrennt, Personen nicht bekannt',
  notKnown: 'nicht bekannt',
};
