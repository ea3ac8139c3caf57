/** Events around an open lead, over Socket Mode and over HTTP: one owner, one card, and each person hears why. */
import { afterEach, describe, expect, test } from 'vitest';
import { listOpenAlerts } from '../../../src/platform/alerts/alerts.ts';
import { auditLog } from '../../../src/platform/audit/table.ts';
import { faultsOfDatabase, faultsOfMessages, faultsOfOwners, faultsOfWaiting } from '../../support/invariants.ts';
import { createScene } from '../../support/scene.ts';
import { noteFigures } from '../figures.ts';

const MINUTE_MS = 60_000;

describe.each(['socket', 'http'] as const)('over %s', (mode) => {
  const scene = createScene({ mode });
  const { as, app } = scene;
  const admin = () => app().slack.admin;
  const faults = () => app().slack.faults;
  const later = async (...minutes: number[]) => {
    for (const each of minutes) await scene.travel(new Date(app().baton.deps.now().getTime() + each * MINUTE_MS));
  };
  const cardsOf = (name: string, channel = '#sales') =>
    as('max')
      .sees(channel)
      .filter(({ text, threadTs }) => text.startsWith(`${name} · `) && threadTs === undefined);

  afterEach(async ({ task }) => {
    faults().clear();
    await app().settled();
    const { db, now } = app().baton.deps;
    const found = [
      ...faultsOfDatabase(db),
      ...faultsOfOwners(db),
      // In a channel that refuses messages, lines of threads go.
      ...faultsOfWaiting(db, now()).filter((fault) => !fault.endsWith('given up: lead_story')),
      ...faultsOfMessages(db, app().slack),
    ];
    noteFigures({ name: `${task.name}, over ${mode}`, tried: 1, survived: found.length === 0 ? 1 : 0 });
    expect(found).toEqual([]);
  });

  test('a reaction that is removed before it is added: the state in Slack decides', async () => {
    const name = await scene.newLead();
    const held = faults().events({ reverseBatch: 2 });
    as('sam').react(scene.card(name), 'white_check_mark');
    as('sam').unreact(scene.card(name), 'white_check_mark');
    await app().settled();
    held.lift();
    expect(scene.standing(name)).toContain('Unclaimed');
    expect(scene.story(name)).toEqual([]);
  });

  test('two sellers at once: one owner, and the other is told', async () => {
    const name = await scene.newLead();
    for (const who of ['sam', 'sue']) as(who).react(scene.card(name), 'white_check_mark');
    await app().settled();
    const [owner, other] = scene.standing(name).includes('@sam owns this') ? ['sam', 'sue'] : ['sue', 'sam'];
    expect(scene.story(name)).toEqual([`:white_check_mark: @${owner} accepted this lead`]);
    expect(await scene.ephemeral(other)).toContain(`@${owner} has had this lead since`);
  });

  test('a card that is deleted by hand (message_not_found): its lead is accepted by command, and the card comes back once', async () => {
    const name = await scene.newLead();
    for (const act of ['Accept', 'Log contact']) {
      const { channel, ts } = scene.card(name);
      const messages = app().slack.store.messages.get(channel) ?? [];
      messages.splice(
        messages.findIndex((one) => one.ts === ts),
        1,
      );
      await as('sam').command(`/leads ${name}`);
      const list = await as('sam').modal('Search results');
      await list.press(act);
      if (act === 'Log contact') await scene.mustSubmit('sam', 'Log contact');
      await app().settled();
      await list.close({ all: true });
      expect(cardsOf(name)).toHaveLength(act === 'Accept' ? 1 : 0);
    }
  });

  test.each(['deactivate', 'makeGuest'] as const)(
    'an owner whom an admin lets leave (%s) loses the lead, and a late click is refused',
    async (how) => {
      const name = await scene.bring(await scene.newLead(), 'working', 'sue');
      const before = scene.card(name);
      admin()[how]('sue');
      await app().settled();
      expect(scene.standing(name)).toMatch(/In progress {2}· {2}@(sam|max)/);
      if (how === 'makeGuest') {
        await as('sue').press(before, 'Qualify');
        expect(await scene.ephemeral('sue')).toContain('You are a guest.');
        admin().makeMember('sue');
      } else admin().reactivate('sue');
      await app().settled();
      expect(scene.standing(name)).toContain('In progress');
    },
  );

  test('guests and people of other companies are refused, and their tries are on record', async () => {
    const name = await scene.newLead();
    for (const who of ['gus', 'eve']) {
      await scene.press(who, name, 'Accept');
      expect(await scene.ephemeral(who)).toContain('Only full members of this workspace can do this.');
      as(who).react(scene.card(name), 'white_check_mark');
      await app().settled();
      expect(await scene.nextEphemeral(who)).toBeDefined();
    }
    expect(scene.standing(name)).toContain('Unclaimed');
    const refused = app().baton.deps.db.select().from(auditLog).all();
    const actors = refused.filter(({ kind }) => kind === 'permission.refused').map(({ actor }) => actor);
    for (const who of ['gus', 'eve']) expect(actors).toContain(app().slack.ids.people[who]);
  });

  test('a trigger that has expired: a button opens the form again, with the typed text', async () => {
    const typed = 'Kept Kim, Kept Foods, kim@kept.example, wants a demo';
    faults().calls({ kind: 'error', error: 'expired_trigger_id' }, { method: 'views.open' });
    await as('mia').command(`/handoff ${typed}`, { in: '#marketing' });
    await app().settled();
    const offer = await scene.nextEphemeral('mia', '#marketing');
    await as('mia').press(offer, offer.buttons[0] ?? '');
    const form = await as('mia').modal('Hand off a lead');
    expect(form.value('Email')).toBe('kim@kept.example');
    await form.close();
  });

  test.each(['invalid_auth', 'account_inactive', 'token_revoked'] as const)(
    'while Slack says %s, nothing is posted and health is red; then all goes out',
    async (error) => {
      const name = await scene.newLead();
      const refused = faults().auth(error);
      as('sam').react(scene.card(name), 'white_check_mark');
      const { db, health } = app().baton.deps;
      await expect.poll(() => health().alerts.map(({ error: why }) => why), { timeout: 5_000 }).not.toEqual([]);
      expect(scene.story(name)).toEqual([]);
      refused.lift();
      await scene.until(name, '@sam owns this');
      await app().settled();
      expect(scene.story(name)).toEqual([':white_check_mark: @sam accepted this lead']);
      expect(faultsOfWaiting(db, app().baton.deps.now())).toEqual([]);
      app().logLines.splice(0);
    },
  );

  test.each([
    ['is_archived', 'is archived'],
    ['not_in_channel', 'needs me as a member'],
    ['channel_not_found', 'was deleted'],
  ])(
    'a channel that refuses its card (%s): the manager gets it, and hears of the channel once',
    async (error, words) => {
      const alerts = () => listOpenAlerts(app().baton.deps.db).map((alert) => alert.error);
      const channel = app().slack.ids.channels.sales ?? '';
      for (const method of ['chat.postMessage', 'conversations.info'])
        faults().calls({ kind: 'error', error }, { method, channel, times: 1_000 });
      const name = `Lost ${error}`;
      await as('mia').command('/handoff', { in: '#marketing' });
      const fields = { Name: name, Company: name, Email: `${error}@lost.example`, 'What do they need?': 'Help' };
      await scene.mustSubmit('mia', 'Hand off a lead', fields);
      for (const modal of as('mia').modals()) await modal.close();
      await later(1, 1, 4, 10, 1);
      expect(scene.news('max', name).length).toBeGreaterThan(0);
      expect(alerts()).toEqual([error]);
      await later(5, 5);
      expect(scene.news('max', words)).toHaveLength(1);
      faults().clear();
      await later(11, 1, 11, 1);
      expect(alerts()).toEqual([]);
    },
  );

  test('Slack is away for eight hours: a reaction of that time counts within a minute of its return', async () => {
    const name = await scene.newLead();
    const card = scene.card(name);
    const away = faults().down();
    as('sam').react(card, 'white_check_mark');
    app().setTime(new Date(app().baton.deps.now().getTime() + 8 * 60 * MINUTE_MS));
    await app().baton.runDue();
    away.lift();
    await scene.until(name, '@sam owns this');
    await app().settled();
    app().logLines.splice(0);
  });
});
