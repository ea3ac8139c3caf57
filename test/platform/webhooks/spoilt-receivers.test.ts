/** Receivers of webhooks whose answers no HTTP server writes: a try ends, with the reason, and asks for no endless wait. */
import { type AddressInfo, createServer, type Socket } from 'node:net';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { DAY_MS } from '../../../src/platform/time/units.ts';
import { rangesOf } from '../../../src/platform/webhooks/addresses.ts';
import { createWebhookSender, WebhookFailed } from '../../../src/platform/webhooks/send.ts';

const NOW = new Date('2026-11-19T09:00:00Z');
const ENDLESS = '…';

/** Writes these bytes at each request, without an end after `ENDLESS`, and closes otherwise. */
async function receiver() {
  let answer = '';
  let asked = 0;
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => open.delete(socket));
    socket.once('data', () => {
      asked += 1;
      const [begin = '', more] = answer.split(ENDLESS);
      socket.write(begin, 'latin1');
      if (more === undefined) return void socket.end();
      const pour = () => {
        while (!socket.destroyed && socket.write((more || 'x').repeat(2_000), 'latin1'));
      };
      socket.on('drain', pour);
      pour();
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/in`,
    answers(text: string) {
      [answer, asked] = [text, 0];
    },
    asked: () => asked,
  };
}

const status = fc.oneof(
  fc.constantFrom(
    '200 OK',
    '204 No Content',
    '301 Moved',
    '302 Found',
    '410 Gone',
    '429 Slow',
    '500 Broken',
    '503 Later',
  ),
  fc.constantFrom('99 Low', '1000 High', '-1 x', 'OK', '', '2e2 OK', '200', '101 Switching Protocols'),
);
const header = fc.oneof(
  fc
    .constantFrom('', '-1', '0', '1e9', '9'.repeat(400), 'NaN', 'soon', '3 seconds', 'Fri, 31 Dec 9999 23:59:59 GMT')
    .map((value) => `Retry-After: ${value}`),
  fc
    .constantFrom('http://169.254.169.254/latest', '//127.0.0.1:1', '/again', 'file:///etc/passwd')
    .map((to) => `Location: ${to}`),
  fc.constantFrom('0', '5', '-1', '1e3', '99999999999').map((length) => `Content-Length: ${length}`),
  fc.constantFrom('chunked', 'gzip', 'chunked, chunked').map((how) => `Transfer-Encoding: ${how}`),
  fc.constantFrom(
    'X',
    ': x',
    'X y: z',
    `X: ${'x'.repeat(20_000)}`,
    'X: \0',
    'Retry-After: 1\r\nRetry-After: 2',
    'Content-Encoding: br',
  ),
);
const body = fc.oneof(
  fc.constantFrom(
    '',
    'no',
    '<html>Sign in</html>',
    '5\r\nhello\r\n0\r\n\r\n',
    'zz\r\nhello',
    'ffffffff\r\nx',
    '-1\r\n',
    '\u0001\u202e\0',
  ),
  fc.constantFrom(ENDLESS, `${ENDLESS}1\r\nx\r\n`, `${ENDLESS}\xff`, `${ENDLESS}\r\n`),
);
const answers = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(status, fc.array(header, { maxLength: 3 }), body)
      .map(([line, headers, rest]) => [`HTTP/1.1 ${line}`, ...headers, '', rest].join('\r\n')),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 500 No\r\n\r\nno',
      'SSH-2.0-OpenSSH\r\n',
      'HTTP/0.9 200\r\n\r\n',
      'HTTP/2 200\r\n\r\n',
      `HTTP/1.1 200 OK\r\nX: ${ENDLESS}`,
      ENDLESS,
    ),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('latin1')) },
);

test('a try ends with the reason, whatever the receiver writes', async () => {
  const { url, answers: give, asked } = await receiver();
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(answers, async (text) => {
      give(text);
      // With a connection of its own: what an answer has too much would spoil the next one.
      const send = createWebhookSender({ allowed: rangesOf(['127.0.0.1']) });
      const failure = await send({ url, keys: [Buffer.alloc(24, 1)] }, { id: 'e1', body: '{}' }, NOW).catch(
        (error: unknown) => error,
      );
      // Also a redirect is not followed.
      expect(asked()).toBe(1);
      if (failure === undefined) {
        taken += 1;
        expect(text).toMatch(/^HTTP\/\d\.?\d? 2/);
        return;
      }
      if (!(failure instanceof WebhookFailed)) throw failure;
      expect(failure.message).toMatch(/^[\w .:]{1,80}$/);
      expect(failure.answer.length).toBeLessThanOrEqual(300);
      expect(failure.answer).not.toMatch(/\p{C}/u);
      expect(failure.afterMs).toBeGreaterThanOrEqual(0);
      expect(failure.afterMs).toBeLessThanOrEqual(DAY_MS);
    }),
    { numRuns: Number(process.env.SPOILT ?? 40) },
  );
  expect(taken).toBeGreaterThan(0);
}, 600_000);
