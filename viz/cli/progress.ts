/**
 * Crawl events for a person or for a program, always on stderr: one live bar with rate and time left on a
 * terminal, a line every hundred visits where there is no terminal, NDJSON with `--json`.
 */
import progress from 'cli-progress';
import type { CrawlEvent, CrawlSummary } from '../../crawler/effects.ts';

const { Format, Presets, SingleBar } = progress;

const visitsPerLine = 100;

type Reporter = (event: CrawlEvent) => void;

export function crawlReporter({ json }: { json: boolean }): Reporter {
  if (json) return (event) => process.stderr.write(`${JSON.stringify(event)}\n`);
  return process.stderr.isTTY ? barReporter() : lineReporter();
}

/** @param elapsedMs wall time, where the crawl ran on another clock */
export function describeSummary(summary: CrawlSummary, elapsedMs = summary.durationMs): string {
  const { visited, refused, unreached, left, requests, bytes } = summary;
  return (
    `${visited} servers answered, ${refused} asked us to stay away, ${unreached} did not answer` +
    `${left > 0 ? `, ${left} left for next time` : ''}; ` +
    `${requests} requests, ${megabytes(bytes)} in ${(elapsedMs / 1000).toFixed(1)} s`
  );
}

function barReporter(): Reporter {
  const startedAtMs = performance.now();
  const bar = new SingleBar(
    {
      stream: process.stderr,
      hideCursor: true,
      etaBuffer: 50,
      format: (options, params, payload) => {
        const drawn = Format.BarFormat(params.progress, options);
        const perSecond = params.value / Math.max((performance.now() - startedAtMs) / 1000, 0.001);
        const left = Number.isFinite(params.eta) ? Format.TimeFormat(Math.max(params.eta, 0), options, 1) : '?';
        return `${drawn} ${params.value}/${params.total} servers · ${perSecond.toFixed(1)}/s · ${left} left · ${payload.host ?? ''}`;
      },
    },
    Presets.shades_classic,
  );
  return countVisits(
    (total) => bar.start(total, 0, { host: '' }),
    (done, total, host) => {
      bar.setTotal(total);
      bar.update(done, { host });
    },
    () => bar.stop(),
  );
}

/** Without a terminal, a line now and then: often enough to see that it goes on, seldom enough for a log. */
function lineReporter(): Reporter {
  return countVisits(
    () => undefined,
    (done, total) => {
      if (done % visitsPerLine === 0) process.stderr.write(`${done} of ${total} servers known so far are done\n`);
    },
    () => undefined,
  );
}

/** Keeps the two counts that every display needs: visits finished, and visits due so far. */
function countVisits(
  start: (total: number) => void,
  advance: (done: number, total: number, host: string) => void,
  stop: () => void,
): Reporter {
  let done = 0;
  let total = 0;
  return (event) => {
    switch (event.type) {
      case 'crawl-started':
        total = event.due;
        start(total);
        break;
      case 'hosts-discovered':
        total = Math.max(total, event.due);
        break;
      case 'visit-finished':
        done += 1;
        advance(done, Math.max(total, done), event.host);
        break;
      case 'crawl-finished':
        stop();
        break;
    }
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
