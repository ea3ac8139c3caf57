import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { listenOn } from '../../src/platform/listen.ts';
import { logLines } from '../support/log-lines.ts';

test('a connection that the system refuses is logged, and the server goes on', async () => {
  const server = createServer();
  onTestFinished(() => void server.close());
  const { log, lines } = logLines();
  await listenOn(server, { port: 0, host: '127.0.0.1' }, log);
  // As Node does when the process has too many open files.
  const refused = Object.assign(new Error('accept EMFILE'), { code: 'EMFILE' });
  for (const _ of [1, 2]) server.emit('error', refused);
  expect(lines('error')).toMatchObject([{ error: 'Error EMFILE' }, { error: 'Error EMFILE' }]);
  expect(server.listening).toBe(true);
});

test('a port that is taken is an error of the start', async () => {
  const [first, second] = [createServer(), createServer()];
  onTestFinished(() => void first.close());
  const { log } = logLines();
  await listenOn(first, { port: 0, host: '127.0.0.1' }, log);
  const port = (first.address() as { port: number }).port;
  await expect(listenOn(second, { port, host: '127.0.0.1' }, log)).rejects.toThrow('EADDRINUSE');
});
