/** Payloads stay out of logs, and neither handled events nor sent messages keep text of people. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inbox } from '../../src/platform/inbox/table.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

/** A word for each place where people write, which occurs nowhere else. */
const canaries = {
  name: 'Canaryname',
  company: 'Canarycompany',
  email: 'canarymail',
  domain: 'canarydomain.example',
  phone: '30901820',
  role: 'Canaryrole',
  source: 'Canarysource',
  campaign: 'Canarycampaign',
  need: 'Canaryneed',
  touch: 'Canarytouch',
  note: 'Canarynote',
  decline: 'Canarydecline',
  command: 'Canarycommand',
  search: 'Canarysearch',
  message: 'Canarymessage',
  team: 'Canaryteam',
  payload: 'Canarypayload',
};
/** Names and addresses of people do not belong in the log either. */
const people = ['Mia Marketer', 'Sam Seller', 'mia@northwind.example', 'sam@northwind.example'];

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  let app: TestApp;
  /** Every row of the outbox, also deleted ones. */
  const put: string[] = [];
  beforeAll(async () => {
    app = await createTestApp({ mode });
  });
  afterAll(() => app.close());

  const lookAtOutbox = () => void put.push(JSON.stringify(app.baton.deps.db.select().from(outbox).all()));
  const settled = async () => {
    await app.settled();
    lookAtOutbox();
  };
  const handOff = async (needs = canaries.need) => {
    const mia = app.slack.as('mia');
    await mia.command(`/handoff ${canaries.command}, from the fair`, { in: '#marketing' });
    const form = await mia.modal('Hand off a lead');
    await form.fill({
      Name: canaries.name,
      Company: canaries.company,
      Email: `${canaries.email}@${canaries.domain}`,
      Phone: `+49${canaries.phone}`,
      Role: canaries.role,
      Source: canaries.source,
      Campaign: canaries.campaign,
      'What do they need?': needs,
    });
    return form;
  };

  test('a lead from first to last leaves no text behind', async () => {
    const { slack } = app;
    const [mia, sam, ada] = [slack.as('mia'), slack.as('sam'), slack.as('ada')];
    expect(await (await handOff()).submit()).toEqual({ ok: true });
    lookAtOutbox();
    const card = await sam.waitForMessage('#sales', canaries.name);
    sam.react(card, 'white_check_mark');
    await settled();
    await sam.press(card, 'Log contact');
    const touch = await sam.modal('Log contact');
    await touch.fill({ Notes: canaries.touch });
    await touch.submit();
    await sam.choose(card, 'Add note…');
    const note = await sam.modal('Add note');
    await note.fill({ Note: canaries.note });
    await note.submit();
    await settled();
    await sam.press(card, 'Decline');
    const decline = await sam.modal('Decline');
    await decline.fill({ Reason: 'Something else', 'Note for marketing': canaries.decline });
    await decline.submit();
    await settled();

    await sam.command(`/leads ${canaries.search}`);
    await (await sam.modal('Search results')).close();
    const message = mia.say('#marketing', `${canaries.message} wants a call`);
    await mia.shortcut('Hand off as lead', message);
    await (await mia.modal('Hand off a lead')).close();
    await ada.command('/baton teams');
    await ada.press(await ada.modal('Teams'), { actionId: 'team_edit', value: '1' });
    const team = await ada.modal('Edit team');
    await team.fill({ Name: canaries.team });
    await team.submit();
    await settled();
    expect(mia.dm().at(-1)?.text).toContain(canaries.decline);
  });

  test('nor do refusals, and a known contact', async () => {
    const { slack } = app;
    const [mia, gus] = [slack.as('mia'), slack.as('gus')];
    const refused = await handOff(`${canaries.need}\0`);
    expect(await refused.submit()).toMatchObject({ ok: false });
    await refused.close();
    const again = await handOff();
    await again.submit();
    const known = await mia.modal();
    expect(known.text()).toContain(canaries.name);
    await known.submit();
    const card = await slack.as('sam').waitForMessage('#sales', canaries.name);
    gus.react(card, 'white_check_mark');
    await settled();
    await gus.command(`/leads ${canaries.search}`, { in: '#sales' });
    await settled();
  });

  test('nor do errors of Slack', async () => {
    const { slack } = app;
    const sam = slack.as('sam');
    const card = await sam.waitForMessage('#sales', canaries.name);
    const note = async (words: string) => {
      await sam.choose(card, 'Add note…');
      const modal = await sam.modal('Add note');
      await modal.fill({ Note: words });
      await modal.submit();
    };
    for (const fault of [
      { kind: 'error', error: 'invalid_blocks' },
      { kind: 'html', stored: true },
      { kind: 'status', status: 500 },
      { kind: 'reset', stored: true, inBody: true },
      { kind: 'rate_limited', retryAfter: 1 },
    ] as const) {
      slack.faults.calls(fault, { method: 'chat.postMessage' });
      await note(`${canaries.note} again`);
      lookAtOutbox();
      await settled();
    }
    const viewFaults = [{ kind: 'error', error: 'invalid_arguments' }, { kind: 'html' }, { kind: 'reset' }] as const;
    for (const fault of viewFaults) {
      slack.faults.calls(fault, { method: 'views.open' });
      await slack.as('mia').command(`/handoff ${canaries.command}`, { in: '#marketing' });
      await settled();
    }
    slack.faults.calls({ kind: 'error', error: 'internal_error' }, { method: 'users.info' });
    slack.as('sue').react(card, 'telephone_receiver');
    await settled();
    slack.faults.clear();
  });

  test('nor do bugs, with the error text of the database', async () => {
    const { slack, baton } = app;
    const { db } = baton.deps;
    // SQLite quotes invalid SQL: "no such column: Canarycompany".
    db.$client.exec(
      "create trigger broken before insert on leads begin select 1 from leads_search where leads_search match new.company || ':x'; end",
    );
    const form = await handOff(`${canaries.need} once more`);
    await form.fill({ Email: `other@${canaries.domain}`, Phone: '', Name: `${canaries.name} the Second` });
    const result = await form.submit();
    db.$client.exec('drop trigger broken');
    await settled();
    expect(result.ok ? slack.as('mia').modals().at(-1)?.text() : result).toMatch(/reference/);
    for (const modal of slack.as('mia').modals().reverse()) await modal.close();
    expect(app.logLines.join()).toContain('a handler failed');
  });

  test('nor do unreadable requests', async () => {
    app.slack.faults.sendUnknownEnvelope();
    if (mode === 'http') {
      const event = { type: 'event_callback', event: { text: canaries.payload } };
      const action = { type: 'view_submission', user: { id: 'U1' }, view: { id: 'V1', state: canaries.payload } };
      for (const [type, body] of [
        ['application/json', `{"type":"event_callback","event":{"text":"${canaries.payload}"`],
        ['application/json', JSON.stringify(event)],
        ['application/json', JSON.stringify(canaries.payload)],
        ['application/x-www-form-urlencoded', `payload=${canaries.payload}`],
        ['application/x-www-form-urlencoded', `payload=${encodeURIComponent(JSON.stringify(action))}`],
        ['application/x-www-form-urlencoded', `command=%2Fhandoff&text=${canaries.payload}&user_id=U1`],
        ['text/plain', canaries.payload],
      ] as const) {
        await post(app, type, body);
      }
    }
    await settled();
  });

  test('no line of the log has any of the text', () => {
    const lines = app.logLines.join('');
    // The log was on, down to debug, and has lines.
    expect(app.baton.deps.log.isLevelEnabled('debug')).toBe(true);
    expect(lines).toMatch(/Slack refused a message/);
    for (const [place, word] of Object.entries(canaries))
      expect(lines.toLowerCase(), place).not.toContain(word.toLowerCase());
    for (const word of people) expect(lines).not.toContain(word);
    for (const secret of [app.slack.botToken, app.slack.appToken, app.slack.signingSecret]) {
      expect(lines).not.toContain(secret);
    }
  });

  test('no row of the outbox has any of the text', () => {
    const rows = put.join('');
    for (const kind of ['lead_card', 'lead_story', 'lead_news', 'ephemeral']) expect(rows).toContain(`"${kind}"`);
    for (const [place, word] of Object.entries(canaries))
      expect(rows.toLowerCase(), place).not.toContain(word.toLowerCase());
    for (const word of people) expect(rows).not.toContain(word);
  });

  test('events are emptied after they are handled', () => {
    const events = app.baton.deps.db.select().from(inbox).all();
    expect(events.length).toBeGreaterThan(0);
    expect(events.filter(({ handledAt, body }) => handledAt === null || body !== '')).toEqual([]);
  });
});

/** Signed as Slack does; the answer is ignored. */
async function post({ slack, baton }: TestApp, type: string, body: string): Promise<void> {
  const at = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', slack.signingSecret).update(`v0:${at}:${body}`).digest('hex');
  const headers = { 'content-type': type, 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${signature}` };
  const response = await fetch(`http://127.0.0.1:${baton.port}/slack/events`, { method: 'POST', headers, body });
  await response.arrayBuffer();
}
