/** Stops a server without cutting off whoever is being answered. */
import type { Server } from 'node:http';

/** Longer than any answer takes once a snapshot is loaded. */
const graceMs = 5000;
/** A connection whose answer went out is closed within this time. */
const tidyMs = 50;

/** Nobody new is admitted; answers under way have `patienceMs` to end. */
export async function stopServer(server: Server, patienceMs = graceMs): Promise<void> {
  const tidying = setInterval(() => server.closeIdleConnections(), tidyMs);
  const ending = setTimeout(() => server.closeAllConnections(), patienceMs);
  try {
    await new Promise<void>((resolve, reject) => {
      server.close((error) => (error === undefined ? resolve() : reject(error)));
    });
  } finally {
    clearInterval(tidying);
    clearTimeout(ending);
  }
}
