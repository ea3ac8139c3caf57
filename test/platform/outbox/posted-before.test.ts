/** A database from before the table of posted messages is taken over: each message keeps its place. */
import { startSandbox } from '@baton/sandbox';
import { expect, onTestFinished, test } from 'vitest';
import { startBaton } from '../../../src/app/boot.ts';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { earlierDatabase } from '../../support/earlier-database.ts';
import { logLines } from '../../support/log-lines.ts';
import { manifest, workspace } from '../../support/test-app.ts';

const LAST_OF_BEFORE = 14;
const AT = new Date('2026-11-19T09:00:00Z').getTime();

const team = (channel: string, manager: string) => ({
  id: 1,
  kind: 'sales',
  name: 'Sales',
  channel_id: channel,
  manager_id: manager,
  zone: 'Europe/Berlin',
  work_days: '[1,2,3,4,5]',
  works_from: '09:00',
  works_until: '17:00',
  holidays: '[]',
  updated_at: AT,
  updated_by: manager,
});

const lead = (id: number, card: Record<string, unknown> = {}) => ({
  id,
  name: `Jane ${id}`,
  company: 'Acme',
  email: 'jane@acme.example',
  temperature: 'warm',
  need: 'A demo',
  status: 'new',
  team_id: 1,
  handed_off_by: 'U1',
  handed_off_at: AT,
  updated_at: AT,
  ...card,
});

const request = (id: number, card: Record<string, unknown> = {}) => ({
  id,
  team_id: 1,
  title: 'A case study',
  kind: 'case_study',
  priority: 'normal',
  needed_by: '2026-12-01',
  due_at: AT,
  status: 'new',
  requested_by: 'U1',
  requested_at: AT,
  votes: 1,
  updated_at: AT,
  ...card,
});

/** The posted messages after the migration, without defaults. */
function takenOver(path: string) {
  const db = openDatabase(path);
  onTestFinished(() => void db.$client.close());
  return db.$client
    .prepare(
      'select kind, subject_id as id, recipient, channel, ts, deletions from posted_messages order by kind, id, recipient',
    )
    .all();
}

test('cards keep their places and their deletions', () => {
  const { path, insert } = earlierDatabase(LAST_OF_BEFORE);
  insert('teams', team('C1', 'U1'));
  insert('leads', lead(1, { card_channel: 'C1', card_ts: '1.1' }));
  insert('leads', lead(2, { card_channel: 'C1', card_ts: '2.1', card_reposts: 1 }));
  insert('leads', lead(3, { card_reposts: 2 }));
  insert('leads', lead(4));
  insert('content_requests', request(1, { card_channel: 'C2', card_ts: '1.1' }));
  insert('content_requests', request(2));
  expect(takenOver(path)).toEqual([
    { kind: 'lead_card', id: 1, recipient: '', channel: 'C1', ts: '1.1', deletions: 0 },
    { kind: 'lead_card', id: 2, recipient: '', channel: 'C1', ts: '2.1', deletions: 1 },
    { kind: 'lead_card', id: 3, recipient: '', channel: null, ts: null, deletions: 2 },
    { kind: 'request_card', id: 1, recipient: '', channel: 'C2', ts: '1.1', deletions: 0 },
  ]);
});

test('all other messages keep their places; final deletions stay final', () => {
  const { path, insert } = earlierDatabase(LAST_OF_BEFORE);
  const round = { asker_id: 'U1', is_anonymous: 0, minimum: 3, zone: 'UTC', asked: 2, opened_at: AT, closes_at: AT };
  const answers = { card_channel: 'D1', card_ts: '1.1', summary_channel: null, summary_ts: 'gone' };
  insert('feedback_rounds', { id: 1, ...round, ...answers });
  insert('feedback_recipients', { round_id: 1, user_id: 'U2', dm_channel: 'D2', dm_ts: '1.2' });
  insert('feedback_recipients', { round_id: 1, user_id: 'U3', dm_channel: null, dm_ts: 'gone' });
  insert('feedback_recipients', { round_id: 1, user_id: 'U4' });
  const question = { key_name: 'box-2026-11', asker: 'a', words: 'Why?' };
  insert('box_questions', { id: 7, ...question, post_channel: 'C1', post_ts: '2.1' });
  insert('box_questions', { id: 8, ...question, post_channel: 'C1', post_ts: 'gone' });
  insert('box_copies', { question_id: 7, place: 'U1', channel: 'D1', ts: '2.2' });
  insert('box_copies', { question_id: 8, place: 'U1', channel: null, ts: 'gone' });
  insert('library_suggestions', { id: 1, words: 'roi', times: 3, state: 'open', channel: 'C2', ts: '3.1', at: AT });
  insert('library_suggestions', { id: 2, words: 'tco', times: 3, state: 'open', at: AT });
  const rehearsal = { team_id: 1, started_by: 'U1', started_at: AT, step: 'handed_off', ends_at: AT };
  insert('rehearsals', { id: 1, ...rehearsal, card_channel: 'C1', card_ts: '4.1' });
  insert('setup_greetings', { user_id: 'U1', channel: 'D1', ts: '5.1', shown: '' });
  const stands = (channel: string, ts: string) => ({ channel, ts, deletions: 0 });
  const deleted = { channel: null, ts: null, deletions: 2 };
  expect(takenOver(path)).toEqual([
    { kind: 'feedback_card', id: 1, recipient: '', ...stands('D1', '1.1') },
    { kind: 'feedback_request', id: 1, recipient: 'U2', ...stands('D2', '1.2') },
    { kind: 'feedback_request', id: 1, recipient: 'U3', ...deleted },
    { kind: 'feedback_summary', id: 1, recipient: '', ...deleted },
    { kind: 'library_suggestion', id: 1, recipient: '', ...stands('C2', '3.1') },
    { kind: 'question_copy', id: 7, recipient: 'U1', ...stands('D1', '2.2') },
    { kind: 'question_copy', id: 8, recipient: 'U1', ...deleted },
    { kind: 'question_post', id: 7, recipient: '', ...stands('C1', '2.1') },
    { kind: 'question_post', id: 8, recipient: '', ...deleted },
    { kind: 'rehearsal_card', id: 1, recipient: '', ...stands('C1', '4.1') },
    { kind: 'setup_list', id: 0, recipient: 'U1', ...stands('D1', '5.1') },
  ]);
});

test('a lead from before is accepted on its old card, and nothing is posted twice', async () => {
  const slack = await startSandbox({ manifest, workspace });
  onTestFinished(() => slack.close());
  const { channels, people } = slack.ids;
  const { path, insert } = earlierDatabase(LAST_OF_BEFORE);
  insert('teams', team(channels.sales ?? '', people.max ?? ''));
  const posted = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${slack.botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: channels.sales, text: 'Jane 1 · Acme' }),
  });
  const { ts } = (await posted.json()) as { ts: string };
  insert('leads', lead(1, { card_channel: channels.sales, card_ts: ts, handed_off_by: people.mia }));

  const baton = await startBaton({
    connection: { mode: 'socket', appToken: slack.appToken },
    botToken: slack.botToken,
    apiUrl: slack.apiUrl,
    databasePath: path,
    now: () => new Date(),
    log: logLines().log,
    posting: { paceMs: 0, backoffMs: 20, reconcileAfterMs: 50, probeMs: 100 },
  });
  onTestFinished(() => baton.stop());
  const cards = () =>
    slack
      .as('sam')
      .sees('#sales')
      .filter(({ text }) => text.startsWith('Jane 1'));
  const [card] = cards();
  if (!card) throw new Error('The card is not there.');
  slack.as('sam').react(card, 'white_check_mark');
  await slack.settled();
  await baton.idle();
  expect(cards().map(({ ts: each }) => each)).toEqual([ts]);
  expect(cards()[0]?.text).toContain('owns this');
  expect(baton.deps.db.$client.prepare('select id, status from leads').all()).toEqual([{ id: 1, status: 'accepted' }]);
});
