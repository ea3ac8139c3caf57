/**
 * A usual bot for the same job, as a good engineer would write it without Baton's promises: Bolt as it is, drizzle on
 * better-sqlite3 with its default durability, one row and one call of Slack's API at a time. A form is acknowledged when
 * its rows are inserted; a message that fails, or a process that ends, is lost.
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App, LogLevel } from '@slack/bolt';
import Database from 'better-sqlite3';
import { and, count, desc, eq, inArray, like, or } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { BOT_TOKEN, channelOf, SIGNING_SECRET } from '../slack/workspace.ts';
import { serve } from './child.ts';
import { loopDelays } from './loop-delays.ts';

const leads = sqliteTable(
  'leads',
  {
    id: integer().primaryKey(),
    name: text().notNull(),
    company: text().notNull(),
    email: text(),
    phone: text(),
    need: text().notNull(),
    status: text().notNull(),
    teamId: integer('team_id').notNull(),
    ownerId: text('owner_id'),
    handedOffBy: text('handed_off_by').notNull(),
    handedOffAt: integer('handed_off_at').notNull(),
    channel: text(),
    ts: text(),
  },
  (lead) => [
    index('leads_of_owner').on(lead.ownerId, lead.status, lead.handedOffAt),
    index('leads_at').on(lead.channel, lead.ts),
  ],
);
const history = sqliteTable('history', {
  id: integer().primaryKey(),
  leadId: integer('lead_id').notNull(),
  kind: text().notNull(),
  userId: text('user_id').notNull(),
  at: integer().notNull(),
});
const items = sqliteTable('items', {
  id: integer().primaryKey(),
  title: text().notNull(),
  summary: text(),
});

const TABLES = `
  create table leads (id integer primary key, name text not null, company text not null, email text, phone text,
    need text not null, status text not null, team_id integer not null, owner_id text, handed_off_by text not null,
    handed_off_at integer not null, channel text, ts text);
  create table history (id integer primary key, lead_id integer not null, kind text not null, user_id text not null,
    at integer not null);
  create table items (id integer primary key, title text not null, summary text);
  insert into leads select id, name, company, email, phone, need, status, team_id, owner_id, handed_off_by,
    handed_off_at, channel, ts from baton.leads join baton.posted_messages on kind = 'lead_card' and subject_id = id;
  insert into history select id, lead_id, kind, coalesce(actor_id, ''), at from baton.lead_history;
  insert into items select id, title, summary from baton.library_items;
  create index leads_of_owner on leads (owner_id, status, handed_off_at);
  create index leads_at on leads (channel, ts);`;

const OPEN = ['accepted', 'working', 'qualified'];
const PAGE = 10;

type Lead = typeof leads.$inferSelect;

const section = (words: string) => ({ type: 'section' as const, text: { type: 'mrkdwn' as const, text: words } });
const button = (words: string, value: string) => ({
  type: 'button' as const,
  text: { type: 'plain_text' as const, text: words },
  action_id: words,
  value,
});
const card = ({ id, name, company, email, need, status, ownerId }: Lead) => [
  section(`*${name}* · ${company}\n${email ?? ''}`),
  section(need),
  section(ownerId === null ? 'Unclaimed' : `${status} · <@${ownerId}>`),
  { type: 'actions' as const, elements: ['Accept', 'Decline'].map((words) => button(words, String(id))) },
];
const modal = (title: string, blocks: ReturnType<typeof section>[]) => ({
  type: 'modal' as const,
  title: { type: 'plain_text' as const, text: title },
  blocks,
});

serve<{ apiUrl: string; from: string; databasePath: string }>(async ({ apiUrl, from, databasePath }) => {
  const client = new Database(databasePath);
  client.pragma('journal_mode = WAL');
  client.prepare('attach ? as baton').run(from);
  client.exec(TABLES);
  client.exec('detach baton');
  const db = drizzle({ client });
  const app = new App({
    token: BOT_TOKEN,
    signingSecret: SIGNING_SECRET,
    clientOptions: { slackApiUrl: apiUrl },
    logLevel: LogLevel.ERROR,
  });

  app.view('handoff', async ({ ack, view, body, client: slack }) => {
    const values = Object.fromEntries(
      Object.entries(view.state.values).map(([id, block]) => [
        id,
        block[id]?.value ?? block[id]?.selected_option?.value ?? null,
      ]),
    );
    const { name, company, email, phone, need, team } = values;
    if (!name || !company || !need) return ack({ response_action: 'errors', errors: { name: 'Fill this in.' } });
    const teamId = Number(team);
    const by = { handedOffBy: body.user.id, handedOffAt: Date.now() };
    const [lead] = db
      .insert(leads)
      .values({ name, company, email, phone, need, teamId, status: 'new', ...by })
      .returning()
      .all();
    if (!lead) return ack();
    db.insert(history).values({ leadId: lead.id, kind: 'handed_off', userId: body.user.id, at: Date.now() }).run();
    await ack();
    const posted = await slack.chat.postMessage({
      channel: channelOf(teamId),
      text: `${name} · ${company}`,
      blocks: card(lead),
    });
    db.update(leads)
      .set({ channel: posted.channel ?? null, ts: posted.ts ?? null })
      .where(eq(leads.id, lead.id))
      .run();
  });

  app.event('reaction_added', async ({ event, client: slack }) => {
    const change = { white_check_mark: 'accepted', telephone_receiver: 'working' }[event.reaction];
    if (!change) return;
    const { channel, ts } = event.item;
    const at = and(eq(leads.channel, channel), eq(leads.ts, ts));
    const [lead] = db.update(leads).set({ status: change, ownerId: event.user }).where(at).returning().all();
    if (!lead) return;
    db.insert(history).values({ leadId: lead.id, kind: change, userId: event.user, at: Date.now() }).run();
    await slack.chat.update({ channel, ts, text: lead.name, blocks: card(lead) });
  });

  const openOf = (userId: string) => and(eq(leads.ownerId, userId), inArray(leads.status, OPEN));
  const own = (userId: string) =>
    db.select().from(leads).where(openOf(userId)).orderBy(desc(leads.handedOffAt)).limit(PAGE).all();
  const line = ({ name, company, status }: Lead) => section(`*${name}* · ${company} · ${status}`);

  app.command('/leads', async ({ ack, command, client: slack }) => {
    await ack();
    const total = db.select({ leads: count() }).from(leads).where(openOf(command.user_id)).get()?.leads ?? 0;
    const blocks = [section(`${total} leads`), ...own(command.user_id).map(line)];
    await slack.views.open({ trigger_id: command.trigger_id, view: modal('My leads', blocks) });
  });

  app.command('/content', async ({ ack, command, client: slack }) => {
    await ack();
    const words = `%${command.text}%`;
    const found = db
      .select()
      .from(items)
      .where(or(like(items.title, words), like(items.summary, words)))
      .limit(PAGE)
      .all();
    const blocks = found.map(({ title, summary }) => section(`*${title}*\n${summary ?? ''}`));
    const none = [section('No matches')];
    await slack.views.open({
      trigger_id: command.trigger_id,
      view: modal('Content', blocks.length > 0 ? blocks : none),
    });
  });

  app.event('app_home_opened', async ({ event, client: slack }) => {
    const blocks = [section('Your leads'), ...own(event.user).map(line)];
    await slack.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
  });

  const server = (await app.start(0)) as Server;
  return { ready: (server.address() as AddressInfo).port, answers: loopDelays() };
});
