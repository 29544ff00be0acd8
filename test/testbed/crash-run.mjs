/**
 * One run of a crawl in a process of its own, which can be killed without taking the test along. Runs the built
 * program; tells what it is about to record, and what it has recorded, a line of JSON each.
 */
import { writeSync } from 'node:fs';
import { crawl } from '../../dist/crawler/crawl.js';
import { defaultEffects, fastClock } from '../../dist/crawler/default-effects.js';
import { loopbackNetwork } from '../../dist/crawler/http/network.js';
import { resolveSettings } from '../../dist/crawler/settings.js';
import { UserError } from '../../dist/data/errors.js';
import { Store } from '../../dist/data/store.js';

const { file, port, seeds, settings, startAt, speed } = JSON.parse(process.argv[2]);
const say = (line) => writeSync(1, `${JSON.stringify(line)}\n`);

const isAnswered = ({ requests }) => requests.some(({ status }) => status !== null);

/** The store itself, with a word before each batch. */
function telling(store) {
  return new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...given) => {
        if (name === 'record') say({ recording: given[1].filter(isAnswered).length });
        return value.apply(target, given);
      };
    },
  });
}

const network = loopbackNetwork(port);
try {
  const store = await Store.open(file, 'create');
  try {
    await store.addHosts(seeds);
    const report = (event) => {
      if (event.type === 'checkpoint') say({ recorded: event.recorded });
    };
    const effects = defaultEffects({ network, report, clock: fastClock({ startAt, speed }) });
    await crawl({ store: telling(store), effects, settings: resolveSettings(settings) });
  } finally {
    await store.close();
  }
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  say({ message: error.message, hint: error.hint });
  process.exitCode = 2;
} finally {
  await network.close();
}
