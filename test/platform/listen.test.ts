import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listenOn } from '../../src/platform/listen.ts';
import { logLines } from '../support/log-lines.ts';
import { tempFolder } from '../support/temp-database.ts';

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

/** Opens so many connections, and then writes a file. */
const CONNECTING = `
  const { connect } = require('node:net');
  const [port, count, file] = process.argv.slice(1);
  let left = Number(count);
  for (let n = 0; n < count; n += 1) connect(Number(port), '127.0.0.1', () => {
    left -= 1;
    if (left === 0) require('node:fs').writeFileSync(file, '');
  });`;

const mostOfSystem = () => Number(readFileSync('/proc/sys/net/core/somaxconn', 'utf8'));

test.runIf(process.platform === 'linux' && mostOfSystem() > 800)(
  'the connections of a flood wait while Baton is busy, and are not dropped',
  async () => {
    const server = createServer();
    onTestFinished(() => void server.close());
    await listenOn(server, { port: 0, host: '127.0.0.1' }, logLines().log);
    const { port } = server.address() as { port: number };
    const file = join(tempFolder(), 'connected');
    const child = spawn(process.execPath, ['-e', CONNECTING, String(port), '800', file]);
    onTestFinished(() => void child.kill());
    // Nothing is accepted meanwhile.
    const pause = new Int32Array(new SharedArrayBuffer(4));
    for (let look = 0; look < 1_000 && !existsSync(file); look += 1) Atomics.wait(pause, 0, 0, 10);
    expect(existsSync(file)).toBe(true);
  },
);
