/** The baseline for the HTTP door: it checks the signature of a form and answers in a few words. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FORM_SECRET } from '../load/forms.ts';
import { serve } from './child.ts';

serve(async () => {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const hmac = createHmac('sha256', FORM_SECRET).update(Buffer.concat(chunks));
      const ours = Buffer.from(`sha256=${hmac.digest('base64')}`);
      const theirs = Buffer.from(String(request.headers['typeform-signature']));
      const isRight = ours.length === theirs.length && timingSafeEqual(ours, theirs);
      response.writeHead(isRight ? 201 : 401, { 'content-type': 'application/json' }).end('{"status":"created"}\n');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { ready: (server.address() as AddressInfo).port };
});
