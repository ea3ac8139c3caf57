/** Law 10: payloads stay out of logs, and what waits to be sent or was handled keeps nothing that people wrote. */
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inbox } from '../../src/platform/inbox/table.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

/** A word for each place where people write, which stands nowhere else. */
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
/** What the directory knows of people is as little the log's. */
const people = ['Mia Marketer', 'Sam Seller', 'mia@northwind.example', 'sam@northwind.example'];

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  let app: TestApp;
  /** Everything that was put into the outbox, also what is deleted from it since. */
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

  test('a lead’s way leaves no word of it behind', async () => {
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

  test('nor do refusals, and a person who is known already', async () => {
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

  test('nor do troubles of Slack’s', async () => {
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

  test('nor do bugs of our own, with the database’s words about them', async () => {
    const { slack, baton } = app;
    const { db } = baton.deps;
    // What SQLite cannot make sense of, it quotes: "no such column: Canarycompany".
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

  test('nor do requests that nobody can read', async () => {
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

  test('no line of the log has any of it', () => {
    const lines = app.logLines.join('');
    // The log was on, down to debug, and had something to say.
    expect(app.baton.deps.log.isLevelEnabled('debug')).toBe(true);
    expect(lines).toMatch(/Slack refused a message/);
    for (const [place, word] of Object.entries(canaries))
      expect(lines.toLowerCase(), place).not.toContain(word.toLowerCase());
    for (const word of people) expect(lines).not.toContain(word);
    for (const secret of [app.slack.botToken, app.slack.appToken, app.slack.signingSecret]) {
      expect(lines).not.toContain(secret);
    }
  });

  test('no row of the outbox has any of it', () => {
    const rows = put.join('');
    for (const kind of ['lead_card', 'lead_story', 'lead_news', 'ephemeral']) expect(rows).toContain(`"${kind}"`);
    for (const [place, word] of Object.entries(canaries))
      expect(rows.toLowerCase(), place).not.toContain(word.toLowerCase());
    for (const word of people) expect(rows).not.toContain(word);
  });

  test('events are emptied once they are handled', () => {
    const events = app.baton.deps.db.select().from(inbox).all();
    expect(events.length).toBeGreaterThan(0);
    expect(events.filter(({ handledAt, body }) => handledAt === null || body !== '')).toEqual([]);
  });
});

/** As Slack signs it; whatever comes back is not looked at. */
async function post({ slack, baton }: TestApp, type: string, body: string): Promise<void> {
  const at = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', slack.signingSecret).update(`v0:${at}:${body}`).digest('hex');
  const headers = { 'content-type': type, 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${signature}` };
  const response = await fetch(`http://127.0.0.1:${baton.port}/slack/events`, { method: 'POST', headers, body });
  await response.arrayBuffer();
}
