/**
 * A working day of a team with three sellers, through the sandbox: thirty new leads, two from the evening before, and
 * nearly all handled in time. It prints the number of messages per person and subject.
 */
import type { SeenMessage } from '@baton/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Lead } from '../../../src/leads/table.ts';
import { createTestApp, handOff, type TestApp, workspace } from '../../support/test-app.ts';
import { repeatedLeads } from './repeats.ts';

const SELLERS = ['sam', 'sue', 'sid'];
const MINUTE_MS = 60_000;
const TICK_MS = 5 * MINUTE_MS;
/** The evening before, a Wednesday at 16:30 in Berlin. */
const EVENING = Date.parse('2026-11-18T15:30:00Z');
/** The day: Thursday, 8:50 to 18:00. */
const FROM = Date.parse('2026-11-19T07:50:00Z');
const UNTIL = Date.parse('2026-11-19T17:00:00Z');
const FIRST_LEAD = Date.parse('2026-11-19T08:05:00Z');
const LEADS = 30;

/** Minutes from a lead’s card to its acceptance, and from there to its first contact, in rotation. */
const ACCEPTED_AFTER = [5, 10, 20, 15, 25];
const TOUCHED_AFTER = [30, 60, 95, 45, 120, 20];
/** Leads that do not go smoothly. */
const FORGOTTEN = 'Lead 07'; // the first person does not accept it; the next one does
const LATE = 'Lead 14'; // accepted after the reminder
const NEGLECTED = 'Lead 03'; // accepted without a contact
const SNOOZED = 'Lead 11'; // for an hour

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({
    at: new Date(EVENING).toISOString(),
    workspace: {
      ...workspace,
      people: { ...workspace.people, sid: { realName: 'Sid Seller', tz: 'Europe/Berlin' } },
      channels: { ...workspace.channels, sales: { members: [...SELLERS, 'max'] } },
      userGroups: { sellers: { name: 'All sellers', members: SELLERS } },
    },
  });
});
afterAll(() => app.close());

const leads = (): Lead[] =>
  app.baton.deps.db.$client
    .prepare('SELECT id, name, status, assignee_id AS assigneeId, owner_id AS ownerId FROM leads')
    .all() as Lead[];
const keyOf = (id: string | null) =>
  Object.entries(app.slack.ids.people).find(([, each]) => each === id)?.[0] ?? 'nobody';

/** The leads that a message asks a person to act on, each with the act. */
function thingsIn({ text }: SeenMessage): string[] {
  if (text.includes('Back from snooze')) return [`${/Lead \d\d/.exec(text)?.[0]} back`];
  const rows = text.matchAll(/^:\w+: (Lead \d\d) · .*\n(.*)$/gm);
  return [...rows].map(([, name, standing]) => `${name} ${standing?.includes('Unclaimed') ? 'accept' : 'touch'}`);
}

const kindOf = ({ text }: SeenMessage): string => {
  if (text.includes('Good morning.')) return 'morning list';
  if (text.includes('Back from snooze')) return 'back from a snooze';
  if (/leads? needs? you/.test(text)) return 'reminder';
  return 'other';
};

const counted = (words: string[]): Record<string, number> =>
  Object.fromEntries([...new Set(words)].sort().map((word) => [word, words.filter((each) => each === word).length]));

test('a day with thirty leads: at most one message for each act that is needed', async () => {
  const { slack } = app;
  /** Direct messages as they were when they came: they change once a lead was acted on. */
  const sent = new Map<string, { who: string; message: SeenMessage }>();
  const sentTo = (person: string) =>
    [...sent.values()].flatMap(({ who, message }) => (who === person && today(message) ? [message] : []));
  const today = ({ ts }: SeenMessage) => Number(ts) * 1000 >= FROM;
  const acceptAt = new Map<string, number>();
  const touchAt = new Map<string, number>();
  const at = async (ms: number) => {
    app.setTime(new Date(ms));
    await app.baton.runDue();
    await app.settled();
    for (const who of SELLERS)
      for (const message of slack.as(who).dm()) if (!sent.has(message.ts)) sent.set(message.ts, { who, message });
  };
  const arrive = async (name: string, ms: number, turn: number) => {
    await handOff(app, { Name: name, Company: `Company of ${name}`, Email: `a@company${turn}.example` });
    await app.settled();
    acceptAt.set(name, ms + (ACCEPTED_AFTER[turn % ACCEPTED_AFTER.length] ?? 5) * MINUTE_MS);
  };
  const cardOf = (name: string) => {
    const card = slack
      .as('max')
      .sees('#sales')
      .find(({ text, threadTs }) => text.startsWith(`${name} · `) && threadTs === undefined);
    if (!card) throw new Error(`There is no card of ${name}.`);
    return card;
  };
  const submitTo = async (who: string, title: string, fields: Record<string, string> = {}) => {
    const modal = await slack.as(who).modal(title);
    await modal.fill(fields);
    await modal.submit();
    await app.settled();
  };

  await arrive('Lead 98', EVENING, 98);
  await arrive('Lead 99', EVENING, 99);
  acceptAt.set('Lead 98', FROM + 30 * MINUTE_MS);
  acceptAt.set('Lead 99', FROM + 40 * MINUTE_MS);
  const forgetful = new Map<string, string>();

  for (let ms = FROM, arrived = 0; ms <= UNTIL; ms += TICK_MS) {
    await at(ms);
    if (arrived < LEADS && ms >= FIRST_LEAD + arrived * 15 * MINUTE_MS) {
      arrived += 1;
      const name = `Lead ${String(arrived).padStart(2, '0')}`;
      await arrive(name, ms, arrived);
      if (name === LATE) acceptAt.set(name, ms + 45 * MINUTE_MS);
      if (name === FORGOTTEN)
        forgetful.set(name, keyOf(leads().find((lead) => lead.name === name)?.assigneeId ?? null));
    }
    for (const lead of leads()) {
      const who = keyOf(lead.ownerId ?? lead.assigneeId);
      if (lead.status === 'new' && ms >= (acceptAt.get(lead.name) ?? ms + 1) && forgetful.get(lead.name) !== who) {
        await slack.as(who).press(cardOf(lead.name), 'Accept');
        await app.settled();
        const minutes = TOUCHED_AFTER[lead.id % TOUCHED_AFTER.length] ?? 30;
        if (lead.name !== NEGLECTED) touchAt.set(lead.name, ms + minutes * MINUTE_MS);
        if (lead.name === SNOOZED) {
          await slack.as(who).choose(cardOf(lead.name), 'Snooze…');
          await submitTo(who, 'Snooze', { 'Snooze for': '1 hour' });
          touchAt.set(lead.name, ms + 75 * MINUTE_MS);
        }
      } else if (lead.status === 'accepted' && ms >= (touchAt.get(lead.name) ?? ms + 1)) {
        await slack.as(who).press(cardOf(lead.name), 'Log contact');
        await submitTo(who, 'Log contact');
      }
    }
  }

  const inChannel = slack.as('max').sees('#sales').filter(today);
  const db = app.baton.deps.db.$client;
  const toDoOf = (who: string): number => {
    const id = slack.ids.people[who];
    const asked = db.prepare('SELECT count(DISTINCT lead_id) FROM assignments WHERE user_id = ?').pluck().get(id);
    const entries = db.prepare(
      'SELECT count(*) FROM lead_history h JOIN leads l ON l.id = h.lead_id WHERE h.kind = ? AND coalesce(l.owner_id, h.actor_id) = ?',
    );
    return Number(asked) + Number(entries.pluck().get('accepted', id)) + Number(entries.pluck().get('unsnoozed', id));
  };
  const figures = {
    leads: LEADS,
    'in the channel': counted(
      inChannel.map(({ threadTs, text }) => {
        if (threadTs !== undefined)
          return text.includes('to accept this lead') ? 'thread: still waiting' : 'thread: story';
        return text.includes('awaiting first contact') ? 'digest' : 'card';
      }),
    ),
    'direct messages': Object.fromEntries(
      SELLERS.map((who) => [who, { 'things to do': toDoOf(who), ...counted(sentTo(who).map(kindOf)) }]),
    ),
    marketer: slack.as('mia').dm().filter(today).length,
    manager: slack.as('max').dm().filter(today).length,
    'left untouched': leads().filter(({ status }) => status === 'new' || status === 'accepted').length,
  };
  console.log(JSON.stringify(figures, null, 1));

  for (const who of SELLERS) {
    const told = new Set<string>();
    const messages = sentTo(who);
    expect(messages.length).toBeLessThanOrEqual(toDoOf(who));
    expect(repeatedLeads(app.baton.deps.db, messages)).toEqual([]);
    for (const message of messages) {
      // Each message has something that no earlier message of the day had.
      const news = thingsIn(message).filter((thing) => !told.has(thing));
      expect(news, message.text).not.toEqual([]);
      for (const thing of news) told.add(thing);
    }
  }
  const cards = inChannel.filter(({ text, threadTs }) => threadTs === undefined && /^Lead \d\d · /.test(text));
  expect(cards).toHaveLength(LEADS);
  // One message for each accepted lead, and no others.
  expect(figures.marketer).toBe(db.prepare("SELECT count(*) FROM lead_history WHERE kind = 'accepted'").pluck().get());
  expect(figures.manager).toBe(0);
  // Each step of the escalation left its trace.
  const kinds = db.prepare('SELECT DISTINCT kind FROM outbox').pluck().all();
  expect(kinds).toEqual(expect.arrayContaining(['reminder', 'lead_nudge']));
  const missed = db.prepare("SELECT DISTINCT details ->> 'clock' FROM lead_history WHERE kind = 'breached'").pluck();
  expect(missed.all().sort()).toEqual(['accept', 'touch']);
  expect(db.prepare("SELECT count(*) FROM lead_history WHERE kind = 'routed'").pluck().get()).toBeGreaterThan(0);
  expect(slack.problems).toEqual([]);
}, 60_000);
