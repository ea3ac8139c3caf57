/** The baseline for Node itself: it checks the signature and answers with an empty body. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SIGNING_SECRET } from '../slack/workspace.ts';
import { serve } from './child.ts';

serve(async () => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { 'x-slack-request-timestamp': at, 'x-slack-signature': signature } = request.headers;
      const hmac = createHmac('sha256', SIGNING_SECRET).update(`v0:${at}:`).update(Buffer.concat(chunks));
      const ours = Buffer.from(`v0=${hmac.digest('hex')}`);
      const theirs = Buffer.from(String(signature));
      response.writeHead(ours.length === theirs.length && timingSafeEqual(ours, theirs) ? 200 : 401).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { ready: (server.address() as AddressInfo).port };
});
