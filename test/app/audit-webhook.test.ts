/** The audit log leaves a running Baton, and what the receiver kept proves the log later. */

import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import { runCommand } from '../../src/cli/run.ts';
import { secret } from '../../src/platform/crypto/secret.ts';
import { tempFolder } from '../support/temp-database.ts';
import { createTestApp } from '../support/test-app.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

test('each entry arrives with a signature, after a failure too, and the bodies verify the log', async () => {
  const bodies: string[] = [];
  let refusals = 1;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    if (refusals > 0) {
      refusals -= 1;
      response.writeHead(503, { 'retry-after': '1' }).end();
      return;
    }
    // The clock of the test app is moved, so the age of the signature is not checked.
    const headers = request.headers as Record<string, string>;
    const at = new Date(Number(headers['webhook-timestamp']) * 1000);
    const signature = new Webhook(SECRET).sign(headers['webhook-id'] ?? '', at, body);
    if (headers['webhook-signature'] === signature) bodies.push(body);
    response.writeHead(204).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  onTestFinished(() => void server.close());
  const url = secret(`http://127.0.0.1:${(server.address() as AddressInfo).port}/audit`);
  const app = await createTestApp({ auditWebhook: { url, secrets: [secret(SECRET)] }, webhooksAllow: ['127.0.0.1'] });
  onTestFinished(() => app.close());
  await app.baton.runDue();
  // Health knows of the failure until a try succeeds.
  expect(bodies).toEqual([]);
  expect(JSON.stringify(app.baton.deps.health())).toContain('send the audit log');
  app.setTime('2026-11-19T09:05:00Z');
  await app.baton.runDue();
  const kinds = bodies.map((body) => JSON.parse(body).type);
  expect(kinds).toEqual(['audit.start.changed', 'audit.team.created', 'audit.team.created']);
  app.logLines.length = 0;

  const file = join(tempFolder(), 'kept.jsonl');
  writeFileSync(file, bodies.join('\n'));
  const verify = async () => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    const terminal = { env: { DATABASE_PATH: app.databasePath }, now: () => new Date(), isWatched: false };
    const code = await runCommand(['audit', 'verify', '--against', file], { ...terminal, out: say, err: say });
    return { code, said: said.join() };
  };
  expect(await verify()).toMatchObject({ code: 0, said: expect.stringContaining('3 of them as in') });
  app.baton.deps.db.$client.exec(`drop trigger audit_log_no_delete; delete from audit_log where id = 3`);
  expect(await verify()).toMatchObject({ code: 1, said: expect.stringContaining('Entry 3 left Baton') });
});
