/** An address that a manager wrote: none in the company's own network is asked, and no more is read than is needed. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { rangesOf } from '../../../src/platform/webhooks/addresses.ts';
import { createProbe } from '../../../src/platform/webhooks/probe.ts';

async function internal() {
  let [asked, sent] = [0, 0];
  const server = createServer((_, response) => {
    asked += 1;
    const pour = () => {
      while (!response.destroyed && response.write('x'.repeat(10_000))) sent += 10_000;
    };
    response.on('drain', pour);
    pour();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, asked: () => asked, sent: () => sent };
}

test.each(['127.0.0.1', 'localhost', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1'])(
  '%s is not asked',
  async (host) => {
    const { port, asked } = await internal();
    const tested = await createProbe({ allowed: rangesOf([]) })(`http://${host}:${port}/`);
    expect(tested).toEqual({ kind: 'private' });
    expect(asked()).toBe(0);
  },
);

test('an address that IT allowed is asked, and an answer without an end is left', async () => {
  const { port, asked, sent } = await internal();
  const tested = await createProbe({ allowed: rangesOf(['127.0.0.1']) })(`http://127.0.0.1:${port}/`);
  expect(tested).toMatchObject({ kind: 'answered', status: 200, text: 'x'.repeat(2_000) });
  expect(asked()).toBe(1);
  expect(sent()).toBeLessThan(20_000_000);
});

test.each(['https://…/v1/leads/a', 'no address'])('%s is no address', async (address) => {
  expect(await createProbe({ allowed: rangesOf([]) })(address)).toMatchObject({ kind: 'closed' });
});
