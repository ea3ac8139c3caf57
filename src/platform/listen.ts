import type { Server } from 'node:http';
import { errorName, type Log } from './log.ts';

/**
 * Connections that wait while Baton is busy. The kernel drops more of them, and the other side tries again after one second, and then two:
 * Slack gives up after three. Node's usual number is 511.
 */
const BACKLOG = 4_096;

/**
 * Resolves once the server listens. Later errors, such as too many open files, are logged: without a listener, one would end Baton.
 * @throws when the port is in use or not allowed.
 */
export const listenOn = (server: Server, { port, host }: { port: number; host?: string }, log: Log): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, backlog: BACKLOG }, () => {
      server.off('error', reject);
      server.on('error', (error) => log.error({ error: errorName(error) }, 'A connection could not be accepted'));
      resolve();
    });
  });
