/** Messages that wait at an upgrade, in the columns, kinds and payloads of earlier versions, are posted once. */
import { startSandbox } from '@baton/sandbox';
import { expect, onTestFinished, test } from 'vitest';
import { startBaton } from '../../../src/app/boot.ts';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { earlierDatabase } from '../../support/earlier-database.ts';
import { logLines } from '../../support/log-lines.ts';
import { manifest, workspace } from '../../support/test-app.ts';

const LAST_EARLIER_MIGRATION = 17;
const AT = new Date('2026-11-19T09:00:00Z').getTime();

interface Earlier {
  kind: string;
  facts: Record<string, unknown>;
  merge_key?: string;
  lane?: string;
  mark?: string;
  state?: string;
}

function filled(rows: Earlier[], alerts: { key: string; told: string[] }[] = []) {
  const { path, insert } = earlierDatabase(LAST_EARLIER_MIGRATION);
  rows.forEach(({ facts, ...row }, index) => {
    insert('outbox', {
      lane: 'C1',
      mark: `mark ${index}`,
      state: 'waiting',
      attempts: row.state === 'sending' ? 1 : 0,
      not_before: AT,
      created_at: AT,
      facts: JSON.stringify(facts),
      ...row,
    });
  });
  for (const { key, told } of alerts) insert('troubles', { key, since: AT, told: JSON.stringify(told) });
  return path;
}

function upgraded(path: string) {
  const db = openDatabase(path);
  onTestFinished(() => void db.$client.close());
  const select = db.$client.prepare(
    'select kind, payload, ordering_key as "orderingKey", dedupe_key as "dedupeKey", idempotency_id as id from outbox order by id',
  );
  const rows = select.all() as { kind: string; payload: string; orderingKey: string; dedupeKey: string; id: string }[];
  return { db, rows: rows.map(({ payload, ...row }) => ({ ...row, payload: JSON.parse(payload) as unknown })) };
}

test('a row keeps its queue, key and id under their new names', () => {
  const card = { kind: 'lead_card', facts: { leadId: 7 }, lane: 'C2', merge_key: 'lead_card:7', mark: 'a' };
  expect(upgraded(filled([card])).rows).toEqual([
    { kind: 'lead_card', payload: { leadId: 7 }, orderingKey: 'C2', dedupeKey: 'lead_card:7', id: 'a' },
  ]);
});

test.each<[string, Earlier, { kind: string; payload?: unknown; dedupeKey?: string }]>([
  ['an ephemeral message', { kind: 'whisper', facts: { userId: 'U1' } }, { kind: 'ephemeral' }],
  [
    'an alert',
    { kind: 'trouble', facts: { place: 'C1', error: 'is_archived' }, merge_key: 'trouble:is_archived:C1:U1' },
    { kind: 'alert', dedupeKey: 'alert:is_archived:C1:U1' },
  ],
  [
    'an alert about events',
    { kind: 'trouble', facts: { place: 'inbox', error: 'events_parked' }, merge_key: 'trouble:events_parked:inbox:U1' },
    {
      kind: 'alert',
      payload: { place: 'inbox', error: 'events_dead_lettered' },
      dedupeKey: 'alert:events_dead_lettered:inbox:U1',
    },
  ],
  ['the end of an alert', { kind: 'trouble_over', facts: { place: 'C1' } }, { kind: 'alert_over' }],
  [
    'an exhausted escalation',
    { kind: 'ladder_ends', facts: { userId: 'U1', since: 1 }, merge_key: 'ladder_ends:U1' },
    { kind: 'lead_news', payload: { userId: 'U1', entryIds: [] }, dedupeKey: 'lead_news:U1:exhausted' },
  ],
  [
    'a copy of a question',
    { kind: 'box_copy', facts: { questionId: 1, place: 'U1' }, merge_key: 'box_copy:1:U1' },
    { kind: 'question_copy', dedupeKey: 'question_copy:1:U1' },
  ],
  [
    'a shared summary',
    { kind: 'feedback_shared', facts: { withWords: 1 } },
    { kind: 'feedback_shared', payload: { withWords: true } },
  ],
  [
    'a summary without words',
    { kind: 'feedback_shared', facts: { withWords: 0 } },
    { kind: 'feedback_shared', payload: { withWords: false } },
  ],
  [
    'news of several leads',
    { kind: 'lead_batch', facts: { userId: 'U1', entryIds: '3,14' } },
    { kind: 'lead_news', payload: { userId: 'U1', entryIds: [3, 14] } },
  ],
  ['a digest', { kind: 'digest', facts: { teamId: 1, lateSince: null } }, { kind: 'digest', payload: { slotAt: AT } }],
  [
    'a late digest',
    { kind: 'digest', facts: { teamId: 1, lateSince: AT - 1 } },
    { kind: 'digest', payload: { slotAt: AT - 1 } },
  ],
  [
    'an answer',
    { kind: 'answer', facts: { roles: 'seller,admin' } },
    { kind: 'answer', payload: { roles: ['seller', 'admin'] } },
  ],
  ['an answer to a guest', { kind: 'answer', facts: { roles: '' } }, { kind: 'answer', payload: { roles: [] } }],
])('%s has its new kind and payload', (_, earlier, now) => {
  expect(upgraded(filled([earlier])).rows).toMatchObject([now]);
});

test('an open alert stays open, with the people who got it', () => {
  const { db } = upgraded(
    filled(
      [],
      [
        { key: 'is_archived:C1', told: ['U1'] },
        { key: 'events_parked:inbox', told: [] },
      ],
    ),
  );
  expect(db.$client.prepare('select key, ended_at, notified from alerts order by key').all()).toEqual([
    { key: 'events_dead_lettered:inbox', ended_at: null, notified: '[]' },
    { key: 'is_archived:C1', ended_at: null, notified: '["U1"]' },
  ]);
});

test('each waiting message is posted once, and one already in Slack is found by its old id', async () => {
  const slack = await startSandbox({ manifest, workspace });
  onTestFinished(() => slack.close());
  const { sam = '', mia = '', max = '' } = slack.ids.people;
  const post = (channel: string, mark: string) =>
    fetch(`${slack.apiUrl}chat.postMessage`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ channel, text: 'sent', metadata: { event_type: 'baton', event_payload: { mark } } }),
    });
  await post(mia, 'posted before');
  const answer = { wants: 'nothing', draftId: null, channel: null };
  const path = filled([
    { kind: 'answer', facts: { ...answer, userId: sam, roles: '' }, lane: sam },
    {
      kind: 'answer',
      facts: { ...answer, userId: mia, roles: 'marketer' },
      lane: mia,
      mark: 'posted before',
      state: 'sending',
    },
    { kind: 'trouble', facts: { place: 'C1', error: 'is_archived', userId: max }, lane: max },
  ]);
  const { log, lines } = logLines();
  const baton = await startBaton({
    connection: { mode: 'socket', appToken: slack.appToken },
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    databasePath: path,
    now: () => new Date(AT),
    log,
    posting: { paceMs: 0, backoffMs: 20, reconcileAfterMs: 50, probeMs: 100 },
  });
  onTestFinished(() => baton.stop());
  await baton.idle();
  expect(slack.as('sam').dm()).toHaveLength(1);
  expect(slack.as('mia').dm()).toMatchObject([{ text: 'sent' }]);
  expect(slack.as('max').dm()).toHaveLength(1);
  expect(baton.deps.db.$client.prepare('select distinct state from outbox').pluck().all()).toEqual(['sent']);
  expect(lines('error')).toEqual([]);
});
