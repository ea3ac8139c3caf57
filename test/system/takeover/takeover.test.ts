import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { leftByVersion010, type Takeover } from './version-0-1-0.ts';

const OPEN_STEPS = `select lead_id, user_id, kind, due_at from ladder_steps
  where taken_at is null and called_off_at is null order by lead_id, due_at`;
const LEADS = 'select id, name, company, email, status, owner_id, assignee_id, team_id from leads order by id';

async function takeOver() {
  const before = await leftByVersion010();
  onTestFinished(before.close);
  const old = new Database(before.databasePath, { readonly: true });
  const leads = old.prepare(LEADS).all();
  const steps = old.prepare(OPEN_STEPS).all();
  old.close();
  const posted = postedByBaton(before);
  const baton = await before.start();
  const settled = async () => {
    await before.slack.settled();
    await baton.idle();
    await before.slack.settled();
  };
  await settled();
  return { ...before, baton, leads, steps, posted, settled };
}

/** Baton's messages, by channel. */
const postedByBaton = ({ slack }: Takeover) =>
  [...slack.store.messages].flatMap(([channel, messages]) =>
    messages
      .filter(({ user }) => user === slack.store.app.botUserId)
      .map(({ ts, text, threadTs }) => ({ channel, ts, text, threadTs })),
  );

test('a database of version 0.1.0 is taken over: the same leads, and each waiting message is posted once', async () => {
  const world = await takeOver();
  const client = world.baton.deps.db.$client;
  // The story has more channels since.
  expect(world.slack.ids).toMatchObject(world.ids);
  expect(client.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(client.pragma('foreign_key_check')).toEqual([]);
  expect(client.prepare(LEADS).all()).toEqual(world.leads);

  const told = () => postedByBaton(world).filter(({ ts }) => world.posted.every((old) => old.ts !== ts));
  const sales = world.ids.channels.sales;
  const waiting = () => [
    told().filter(({ channel, threadTs, text }) => channel === sales && !threadTs && text.includes('Wilma Waiting')),
    told().filter(({ channel, threadTs, text }) => channel === sales && threadTs && text.includes('Yuki Tanaka')),
    told().filter(({ channel, text }) => channel !== sales && text.includes('Yuki Tanaka')),
  ];
  await expect.poll(() => waiting().map(({ length }) => length)).toEqual([1, 1, 1]);
  await world.baton.runDue();
  await world.settled();
  expect(waiting().map(({ length }) => length)).toEqual([1, 1, 1]);
  // Only messages that became due are new; lines in threads share their text.
  const isRepeated = (one: ReturnType<typeof told>[number]) =>
    !one.threadTs && world.posted.some(({ channel, text }) => channel === one.channel && text === one.text);
  expect(told().filter(isRepeated)).toEqual([]);
  expect(world.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
});

test('its escalation steps are taken over', async () => {
  const { baton, steps } = await takeOver();
  const waiting = baton.deps.db.$client.prepare(`
    select lead_id, user_id, kind, due_at from escalations
    union all
    select lead_id, user_id, step.value ->> 0, step.value ->> 1 from escalations, json_each(later) as step
    order by lead_id, due_at`);
  expect(steps.length).toBeGreaterThan(0);
  // A returned lead got a deadline since that version.
  expect(waiting.all()).toEqual(expect.arrayContaining(steps));
});

test('its cards, buttons and surveys still work', async () => {
  const world = await takeOver();
  const sam = world.slack.as('sam');
  const card = await sam.waitForMessage('#sales', (message) => message.text.startsWith('Pedro Salas'));
  sam.react(
    await sam.waitForMessage('#sales', (message) => message.text.startsWith('Wilma Waiting')),
    'white_check_mark',
  );
  await world.settled();
  expect(world.baton.deps.db.$client.prepare("select owner_id from leads where name = 'Wilma Waiting'").get()).toEqual({
    owner_id: world.ids.people.sam,
  });
  await sam.press(card, 'Accept');
  await world.settled();
  const after = world.slack.store.messages.get(world.ids.channels.sales ?? '')?.find(({ ts }) => ts === card.ts);
  expect(JSON.stringify(after?.blocks)).toContain(`"user_id":"${world.ids.people.sam}"`);

  const noah = world.slack.as('noah');
  const survey = noah.dm().findLast(({ text }) => text.includes('Our Monday meeting'));
  if (!survey) throw new Error('the survey is gone');
  await noah.press(survey, 'Answer');
  const form = await noah.modal('Your feedback');
  await form.fill({ 'How is it going?': '4' });
  expect(await form.submit()).toEqual({ ok: true });
});

test('its admins hear once which parts of the manifest are new since then', async () => {
  const { baton, settled } = await takeOver();
  await baton.runDue();
  await settled();
  const news = baton.deps.db.$client
    .prepare("select json_extract(payload, '$.added') from outbox where kind = 'manifest_news'")
    .pluck()
    .all() as string[];
  expect(new Set(news)).toEqual(new Set(['["function_executed","team_join"]']));
});
