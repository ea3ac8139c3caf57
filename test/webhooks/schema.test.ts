/** Each change is told as the published schema says. `UPDATE_DOCS=1` writes the schema and the table of the docs. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { eraseLead } from '../../src/leads/erase.ts';
import { record } from '../../src/leads/history.ts';
import { updateLead } from '../../src/leads/queries.ts';
import { type ChangeDetails, leadChanges } from '../../src/leads/types.ts';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import { addEndpoint } from '../../src/platform/webhooks/endpoints.ts';
import { type WebhookEvent, webhookEvents } from '../../src/platform/webhooks/table.ts';
import { askForContent } from '../../src/requests/acts/ask.ts';
import { record as recordRequest } from '../../src/requests/history.ts';
import { type ChangeDetails as RequestDetails, requestChanges } from '../../src/requests/types.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { eventGroups } from '../../src/webhooks/catalogue.ts';
import { webhookSchema } from '../../src/webhooks/schema.ts';
import { MONDAY_9, salesTeam } from '../leads/world.ts';

const DOCS = join(import.meta.dirname, '../../docs/doors');
const SCHEMA = join(DOCS, 'webhooks.schema.json');
const PAGE = join(DOCS, 'webhooks.md');
const at = MONDAY_9.getTime();

const ofLeads: { [K in (typeof leadChanges)[number]]: ChangeDetails[K] } = {
  blocked: { domain: 'vendor.example' },
  synced: { crm: 'HubSpot', took: ['phone'], was: { phone: '+4930901820' } },
  handed_off: { teamId: 1, assigneeId: null, earlierLeadId: null },
  appended: { need: 'More', filled: ['phone'], differs: { role: 'CEO' }, messageLink: null },
  accepted: { by: 'button', afterMs: 61_400 },
  released: { byTakingBack: false },
  declined: { reason: 'no_budget', words: null, clause: { id: 1, text: 'Has a budget' } },
  marketer_changed: { from: 'U1', to: 'U2', why: 'late' },
  handed_back: { facts: 'They have one', afterMs: 1 },
  touched: { kind: 'call', outcome: 'reached', words: 'Nice', afterMs: 5_000 },
  qualified: { amount: 1000.5, currency: 'EUR', closeOn: '2026-12-24' },
  won: {},
  valued: { amount: null, currency: null },
  lost: { reason: 'other', words: 'Gone' },
  reopened: {},
  nurtured: { until: at, words: null },
  woken: {},
  disqualified: { words: null },
  reassigned: { from: null, to: 'U1' },
  transferred: { from: 'Old', to: 'New' },
  offered: { ownerId: 'U1', until: null },
  snoozed: { until: at },
  unsnoozed: {},
  noted: { words: 'Call on Monday' },
  routed: { from: null, to: 'U1', why: 'turn' },
  breached: { clock: 'accept', userId: 'U1', dueAt: at },
  rated: { moment: 'touch', rating: 'so_so', words: null },
  content_used: { itemId: 1, title: 'Guide', words: null },
};

const ofRequests: { [K in (typeof requestChanges)[number]]: RequestDetails[K] } = {
  asked: { teamId: 2 },
  claimed: { by: 'reaction' },
  released: { byTakingBack: false, left: 'U1' },
  started: {},
  asked_back: { question: 'For whom?' },
  answered: { answer: 'A hospital' },
  handed_over: { from: null, to: 'U1' },
  delivered: { itemId: 3, words: null },
  declined: { reason: 'not_ours', words: null, itemId: null },
  cancelled: { words: null },
  reopened: { words: 'Again' },
  voted: { by: 'button', leadId: null },
  vote_withdrawn: {},
  helped: { helped: true, words: null },
};

const bodies = ({ sequence, type, thin, full }: WebhookEvent) =>
  [thin, ...(full ? [full] : [])].map((data) => ({
    type,
    timestamp: MONDAY_9.toISOString(),
    data: { sequence, ...data },
  }));

/** Every kind of change of a lead and a request, as it is stored for an endpoint. */
async function everyEvent() {
  const world = await salesTeam();
  const { db, write } = world;
  const lead = await write((tx) => {
    addEndpoint(
      tx,
      createKeys(':memory:'),
      { url: 'https://crm.example', events: null, teamIds: null, payload: 'full', by: 'UADA' },
      MONDAY_9,
    );
    const { id: _, ...team } = world.team;
    const marketing = { kind: 'marketing' as const, channelId: 'CMARKETING', name: 'Marketing' };
    saveTeam(tx, { ...team, ...marketing, digestCron: null }, { id: null, by: 'test' }, MONDAY_9);
  }).then(() => world.handOff(MONDAY_9, { phone: '+4930901820' }));
  await write((tx) => {
    const filled = {
      acceptedAt: MONDAY_9,
      closeOn: '2026-12-24',
      amount: 2,
      currency: 'EUR',
      score: 80,
      country: 'DE',
    };
    const later = updateLead(tx, lead, filled, MONDAY_9);
    for (const kind of leadChanges) record(tx, later, { kind, actorId: 'U1', details: ofLeads[kind] }, MONDAY_9);
    const form = { title: 'A guide', kind: 'guide', stage: null, audience: null, leadId: lead.id, customer: null };
    const more = { words: 'Please', priority: 'high' as const, neededBy: '2026-06-03', hurry: null };
    const request = askForContent(tx, { form: { ...form, ...more }, teamId: 2, requesterId: 'U1' }, MONDAY_9);
    for (const kind of requestChanges) {
      recordRequest(tx, request, { kind, actorId: null, details: ofRequests[kind] }, MONDAY_9);
    }
  });
  const told = db.select().from(webhookEvents).all();
  await write((tx) => eraseLead(tx, lead.id, MONDAY_9));
  return { told, after: db.select().from(webhookEvents).all() };
}

test('every kind of change is told in full and thin, as the schema says', async () => {
  const { told, after } = await everyEvent();
  expect(new Set(after.map(({ type }) => type))).toEqual(
    new Set(Object.values(eventGroups).flatMap((events) => events.map(({ type }) => type))),
  );
  const schema = z.fromJSONSchema(webhookSchema() as never);
  for (const event of [...told, ...after]) {
    for (const body of bodies(event))
      expect(schema.safeParse(body), JSON.stringify(body)).toMatchObject({ success: true });
  }
  const [one] = told.flatMap(bodies).filter((body) => 'change' in body.data);
  for (const spoilt of [
    { ...one, type: 'lead.unknown' },
    { ...one, timestamp: 'soon' },
    { ...one, data: {} },
  ]) {
    expect(schema.safeParse(spoilt).success).toBe(false);
  }
});

test('an erased lead leaves nothing of it in what waits, and receivers are told', async () => {
  const { told, after } = await everyEvent();
  expect(JSON.stringify(told)).toContain('jane@gmail.com');
  expect(JSON.stringify(after)).not.toMatch(/jane|\+4930|acme/i);
  expect(after.at(-1)).toMatchObject({ type: 'lead.erased', full: null });
});

test('the published schema and the table of events are those of the code', () => {
  const schema = JSON.stringify(webhookSchema(), null, 2);
  const rows = Object.entries(eventGroups).flatMap(([group, events]) => [
    `| **${group}** | |`,
    ...events.map(({ type, title }) => `| \`${type}\` | ${title} |`),
  ]);
  const table = ['| event | when |', '| --- | --- |', ...rows, ''].join('\n');
  const page = readFileSync(PAGE, 'utf8');
  const [before = '', rest = ''] = page.split('<!-- events -->\n');
  const [, after = ''] = rest.split('<!-- end of events -->\n');
  const wanted = `${before}<!-- events -->\n${table}<!-- end of events -->\n${after}`;
  if (process.env.UPDATE_DOCS) {
    writeFileSync(SCHEMA, `${schema}\n`);
    writeFileSync(PAGE, wanted);
  }
  expect(JSON.parse(readFileSync(SCHEMA, 'utf8'))).toEqual(JSON.parse(schema));
  expect(readFileSync(PAGE, 'utf8')).toBe(wanted);
});
