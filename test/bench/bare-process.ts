/** The least a crawl can do: send the same requests, take the bodies apart, JSON.parse them. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Agent, type Dispatcher } from 'undici';
import { type BarePlan, readPlan, used } from './processes.ts';

const unzip = promisify(gunzip);
const { port, concurrency, asked } = await readPlan<BarePlan>();
const agent = new Agent();
let next = 0;

async function worker(): Promise<void> {
  for (let at = next++; at < asked.length; at = next++) {
    const { host, path, method } = asked[at]!;
    const answer = await agent.request({
      origin: `http://127.0.0.1:${port}`,
      path,
      method: method as Dispatcher.HttpMethod,
      headers: { host, 'accept-encoding': 'gzip, br', 'content-type': 'application/json' },
      body: method === 'POST' ? '{"limit":100}' : null,
    });
    const received = Buffer.from(await answer.body.arrayBuffer());
    const body = answer.headers['content-encoding'] === 'gzip' ? await unzip(received) : received;
    if (answer.statusCode === 200 && String(answer.headers['content-type']).includes('json'))
      JSON.parse(body.toString());
  }
}

const result = await used(async () => {
  await Promise.all(Array.from({ length: concurrency }, worker));
});
await agent.close();
process.send?.(result);
