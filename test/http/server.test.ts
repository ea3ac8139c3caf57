import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Health } from '../../src/health/read.ts';
import { healthRoute } from '../../src/http/health.ts';
import { metricsRoute } from '../../src/http/metrics.ts';
import { type Intake, startIntake } from '../../src/http/server.ts';

const NOW = new Date('2026-11-19T09:00:00Z');
const well: Health = {
  startedAt: new Date(0),
  paused: undefined,
  failing: [],
  unread: [],
  lostSecrets: [],
  diskFreeBytes: 5_000_000_000,
  alerts: [],
  outbox: { waiting: 0, oldest: undefined },
  inbox: { waiting: 0, deadLettered: 0 },
  deadLetters: [],
  outsiders: [],
  declined: [],
  databaseBytes: 4096,
  lastBackup: undefined,
};
const alert = (error: string, place: string) => ({ key: `${error}:${place}`, error, place, since: NOW });

let health: () => Health = () => well;
let intake: Intake;
const lines: unknown[] = [];
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: (...line: unknown[]) => void lines.push(line) };
beforeAll(async () => {
  intake = await startIntake(
    { host: '127.0.0.1', port: 0, log },
    {
      '/health': healthRoute(() => health()),
      '/metrics': metricsRoute({
        health: () => health(),
        counters: () => ({ leads: 12, changes: 34 }),
        now: () => NOW,
      }),
    },
  );
});
afterAll(() => intake.stop());

const get = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${intake.port}${path}`, init);

describe('/health', () => {
  test('is 200 while all is well', async () => {
    health = () => well;
    const answer = await get('/health?verbose');
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'ok', reasons: [] }]);
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('stays 200 for problems that people must fix while Baton works, and names no place', async () => {
    health = () => ({ ...well, alerts: [alert('is_archived', 'C0SALES'), alert('missing_scope', 'dnd:read')] });
    const answer = await get('/health');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('{"status":"warning","reasons":["channel_closed","missing_scope"]}\n');
  });

  test('is 503 while Baton does not work, with the reasons', async () => {
    health = () => ({
      ...well,
      alerts: [alert('outbox_stuck', 'outbox'), alert('token_refused', 'invalid_auth')],
    });
    const answer = await get('/health');
    expect([answer.status, await answer.json()]).toEqual([
      503,
      { status: 'failing', reasons: ['outbox_stuck', 'token_refused'] },
    ]);
  });

  test('is 503 when the database does not answer', async () => {
    health = () => {
      throw new Error('SQLITE_CORRUPT');
    };
    const answer = await get('/health');
    expect([answer.status, await answer.json()]).toEqual([503, { status: 'failing', reasons: ['database'] }]);
    expect(lines).toHaveLength(1);
  });
});

test('/metrics is in the text format of Prometheus: each line is a comment or a name and a number', async () => {
  health = () => ({ ...well, outbox: { waiting: 3, oldest: new Date(NOW.getTime() - 90_000) } });
  const answer = await get('/metrics');
  expect(answer.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  const text = await answer.text();
  for (const line of text.trimEnd().split('\n')) expect(line).toMatch(/^(?:# (?:HELP|TYPE) \w+ .+|\w+ -?[\d.e+]+)$/);
  expect(text).toContain('\nbaton_leads_total 12\n');
  expect(text).toContain('\nbaton_outbox_waiting 3\n');
  expect(text).toContain('\nbaton_outbox_oldest_seconds 90\n');
  expect(text).not.toContain('baton_last_backup');
});

describe('every other request is refused cheaply', () => {
  test.each([
    ['/', 404],
    ['//', 404],
    ['/%E0%A4%A', 404],
    ['/health/', 404],
    ['/constructor', 404],
    ['/__proto__', 404],
  ])('%s', async (path, status) => {
    const answered = await new Promise<number | undefined>((resolve, reject) => {
      request({ host: '127.0.0.1', port: intake.port, path }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(answered).toBe(status);
  });

  test('writing', async () => {
    health = () => well;
    const answer = await get('/health', { method: 'POST', body: 'x'.repeat(1_000_000) });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect((await get('/health')).status).toBe(200);
  });
});
