import { describe, expect, test } from 'vitest';
import { createRequestScene } from './fixtures.ts';

describe('on the card of a request', () => {
  const scene = createRequestScene({ mode: 'http' });
  const { as } = scene;
  const idOf = (title: string): string =>
    String(
      scene.app().baton.deps.db.$client.prepare('SELECT id FROM content_requests WHERE title = ?').pluck().get(title),
    );

  test('only marketing claims, starts, asks and delivers; the first to claim owns the request', async () => {
    const title = await scene.ask('sam', 'Only marketing');
    await scene.press('sue', title, 'Claim');
    expect(await scene.ephemeral('sue', '#marketing')).toContain('Only the marketing team of #marketing can do this.');
    await scene.press('gus', title, 'Claim');
    expect(await scene.ephemeral('gus', '#marketing')).toContain('You are a guest');
    await scene.react('sue', title, 'hand');
    expect(await scene.ephemeral('sue', '#marketing')).toContain('Only the marketing team');
    expect(scene.standing(title)).toContain('Unclaimed');
    await scene.press('max', title, 'Claim');
    await scene.react('mia', title, 'raised_hand::skin-tone-4');
    expect(await scene.ephemeral('mia', '#marketing')).toBe('@max has claimed this request, so you cannot claim it.');
    await scene.press('mia', title, 'Start');
    expect(await scene.ephemeral('mia', '#marketing')).toBe(
      '@max has claimed this request. Only they or their manager can do this.',
    );
    await scene.press('ada', title, 'Start');
    expect(scene.standing(title)).toContain('In progress  ·  @max');
    expect(scene.news('sam', title)).toHaveLength(1);
    expect(scene.told('sam', title)).toEqual([':hammer_and_wrench: @ada started on it']);
    expect(scene.news('max', title)).toEqual([]);
  });

  test('removing the hand soon releases it; later it has no effect', async () => {
    const title = await scene.ask('sam', 'A slip');
    await scene.react('mia', title, 'raised_hand');
    await scene.react('mia', title, 'raised_hand', false);
    expect(scene.standing(title)).toContain('Unclaimed');
    await scene.react('mia', title, 'raised_hand');
    scene.app().setTime(new Date(scene.app().baton.deps.now().getTime() + 11 * 60_000));
    await scene.react('mia', title, 'raised_hand', false);
    expect(scene.standing(title)).toContain('Claimed by @mia');
    await scene.press('mia', title, 'Release');
    expect(scene.standing(title)).toContain('Unclaimed');
  });

  test('others can need it too, once each, by button or reaction, and can change their mind', async () => {
    const title = await scene.ask('sam', 'Wanted by many');
    await scene.press('sue', title, 'I need this too');
    expect(await scene.ephemeral('sue', '#marketing')).toContain('2 people need it.');
    await scene.react('sue', title, 'heavy_plus_sign');
    await scene.react('sam', title, 'heavy_plus_sign');
    await scene.react('max', title, 'heavy_plus_sign');
    expect(scene.read(scene.card(title).text)).toContain('@sue and @max need this too');
    await scene.react('sam', title, 'heavy_plus_sign', false);
    await scene.react('sue', title, 'heavy_plus_sign', false);
    expect(scene.read(scene.card(title).text)).toContain(':heavy_plus_sign: @max needs this too');
    await scene.press('sue', title, 'I need this too');
    const counted = await as('sue').modal('Done');
    expect(counted.text()).toContain('3 people need it.');
    await counted.press('Take it back');
    await counted.waitForText('you do not need it any more');
    await counted.close();
    await scene.app().settled();
    expect(scene.read(scene.card(title).text)).not.toContain('@sue');
    expect(scene.story(title)).toEqual([]);
  });

  test('a waiting deal counts, each lead once, and moves the request up', async () => {
    const [small, large] = [await scene.newLead(), await scene.newLead()];
    for (const [name, worth] of [
      [small, '1000'],
      [large, '50000'],
    ] as const) {
      await scene.pressOnLead('sam', name, 'Accept');
      await scene.pressOnLead('sam', name, 'Log contact');
      await scene.mustSubmit('sam', 'Log contact');
      await scene.pressOnLead('sam', name, 'Qualify');
      await scene.mustSubmit('sam', 'Qualify', { 'Deal value': worth });
    }
    const first = await scene.ask('sam', 'For the small deal', { 'For which lead or customer?': `${small} · ` });
    const second = await scene.ask('sam', 'For the large deal', { 'For which lead or customer?': `${small} · ` });
    await scene.press('sam', second, 'I need this too');
    await (await as('sam').modal('Done')).press('For which lead?');
    await scene.mustSubmit('sam', 'I need this too', { 'For which lead?': large });
    expect(scene.card(second).text).toContain('Deals waiting: 50,000 EUR');
    expect(scene.card(first).text).toContain('Deals waiting: 1,000 EUR');
    await as('sue').command('/request-content all', { in: '#sales' });
    const list = await as('sue').modal('Content requests');
    const order = ['Wanted by many', 'Only marketing', second, first].map((title) => list.text().indexOf(title));
    expect(order).not.toContain(-1);
    expect(order[0]).toBe(Math.min(...order));
    expect(order[2]).toBeLessThan(order[3] ?? 0);
    await list.press({ actionId: 'request_vote', value: idOf(first) });
    await list.waitForText('2 people need it');
  });

  test('an existing item is named, and everyone who needs it gets it', async () => {
    const item = await scene.stock('The price list', { kind: 'pricing' });
    const title = await scene.ask('sam', 'Cost of ten seats');
    await scene.react('sue', title, 'heavy_plus_sign');
    await scene.press('mia', title, 'Decline…');
    const form = await as('mia').modal('Decline');
    await form.fill({ Reason: 'It exists already' });
    expect(await form.submit()).toEqual({
      ok: false,
      errors: { 'Existing item': 'Choose the existing item.' },
    });
    await form.fill({ 'Existing item': 'The price list' });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.app().settled();
    expect(scene.standing(title)).toContain('Declined: It exists already, says @mia');
    for (const who of ['sam', 'sue']) {
      const news = scene.newest(who, title);
      expect(news.text).toContain('The price list');
      expect(JSON.stringify(news.blocks)).toContain(item.link);
    }
  });

  test('the requester can cancel, and another person who needs it takes the request over', async () => {
    const title = await scene.ask('sam', 'Needed by two');
    await scene.react('sue', title, 'heavy_plus_sign');
    await scene.press('mia', title, 'Claim');
    await scene.press('sue', title, 'Cancel request…');
    expect(await scene.ephemeral('sue', '#marketing')).toBe('@sam asked for this. Only they can do this.');
    await scene.press('sam', title, 'Cancel request…');
    await scene.mustSubmit('sam', 'Cancel request', { 'What changed?': 'They signed' });
    expect(scene.standing(title)).toContain('@sam does not need this any more');
    expect(scene.newest('mia', title).text).toContain('They signed');
    const news = scene.newest('sue', title);
    await as('sue').press(news, 'I still need it…');
    await scene.mustSubmit('sue', 'Reopen', {});
    expect(scene.standing(title)).toContain('Claimed by @mia');
    expect(scene.read(scene.card(title).text)).toMatch(/Asked 2026-.* by @sue/);
    expect(scene.news('sue', title).filter((text) => text.includes('reopened'))).toEqual([]);
  });

  test('it is handed over to a colleague of the team, who gets a message', async () => {
    const title = await scene.ask('sam', 'For another hand');
    await scene.press('mia', title, 'Hand over…');
    const form = await as('mia').modal('Hand over');
    await form.fill({ 'Assign to': 'sue' });
    expect(await form.submit()).toEqual({ ok: false, errors: { 'Assign to': 'sue is not in Marketing.' } });
    await form.fill({ 'Assign to': 'max' });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.app().settled();
    expect(scene.standing(title)).toContain('Claimed by @max');
    const news = scene.newest('max', title);
    expect(news.buttons).toContain('Start');
    await as('max').press(news, 'Start');
    await scene.app().settled();
    expect(scene.newest('max', title).text).toContain('In progress');
    expect(scene.newest('max', title).buttons).not.toContain('Start');
  });

  test('an upload is delivered unchanged; “not quite” reaches its maker, who reopens the request', async () => {
    const title = await scene.ask('sam', 'A sheet as a file');
    await scene.press('mia', title, 'Claim');
    await scene.press('mia', title, 'Deliver…');
    const form = await as('mia').modal('Deliver');
    expect([form.value('Title'), form.value('Kind'), form.value('Owner')]).toEqual([
      title,
      'One-pager',
      scene.app().slack.ids.people.mia,
    ]);
    expect(await form.submit()).toEqual({
      ok: false,
      errors: { Link: 'Add a link here or a file below.' },
    });
    await form.fill({ File: [{ name: 'sheet.txt', content: 'Ten seats', mimetype: 'text/plain' }] });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.app().settled();
    const news = scene.newest('sam', title);
    const { db } = scene.app().baton.deps;
    const read = db.$client.prepare(`SELECT count(*) FROM library_texts WHERE state = 'read'`).pluck();
    await expect.poll(() => read.get()).toBe(1);
    await as('sam').press(news, 'Get the file');
    await scene.app().settled();
    const got = () =>
      as('sam')
        .dm()
        .filter(({ files }) => files.includes('sheet.txt')).length;
    await as('sam').press(news, 'Get the file');
    await scene.app().settled();
    expect([got(), as('sam').modals()]).toEqual([1, []]);
    await scene.travel(new Date(scene.app().baton.deps.now().getTime() + 120_000).toISOString());
    await as('sam').press(news, 'Get the file');
    await scene.app().settled();
    expect(got()).toBe(2);
    await as('sam').press(news, 'Not quite…');
    await scene.mustSubmit('sam', 'Not quite', { 'What was missing?': 'The logo' });
    const told = scene.newest('mia', title);
    expect(scene.read(told.text)).toContain('@sam says that it was not quite what they needed\nThe logo');
    await as('mia').press(told, 'Reopen…');
    await scene.mustSubmit('mia', 'Reopen', { 'What is still missing?': 'The logo' });
    expect(scene.standing(title)).toContain('Claimed by @mia');
    expect(scene.newest('sam', title).buttons).toEqual([]);
  });

  test('“did it help?” is asked again when the deal is closed', async () => {
    const name = await scene.newLead();
    const title = await scene.ask('sam', 'For the decision', { 'For which lead or customer?': `${name} · ` });
    await scene.press('mia', title, 'Claim');
    await scene.deliver(title);
    await scene.pressOnLead('sam', name, 'Accept');
    await scene.pressOnLead('sam', name, 'Log contact');
    await scene.mustSubmit('sam', 'Log contact');
    await scene.pressOnLead('sam', name, 'Qualify');
    await scene.mustSubmit('sam', 'Qualify');
    await scene.pressOnLead('sam', name, 'Mark won');
    await scene.mustSubmit('sam', 'Mark as won', { 'Deal value': '100' });
    for (let times = 0; times < 2; times += 1) {
      await scene.app().baton.runDue();
      await scene.app().settled();
    }
    const asked = scene.news('sam', `${name} · `).filter((text) => text.includes('Did it help?'));
    expect(asked).toHaveLength(1);
    expect(asked[0]).toContain(`is won.\nMarketing made this for it: ${title}`);
  });

  test('its history shows every change, to the people whom it concerns', async () => {
    const title = 'Needed by two';
    await scene.press('mia', title, 'History');
    const history = scene.read((await as('mia').modal('History')).text());
    expect(history).toContain('@sue needs this too');
    expect(history).toContain('@sue reopened this request');
    await scene.press('gus', title, 'History');
    expect(await scene.ephemeral('gus', '#marketing')).toContain('You are a guest');
  });

  test('a personal list shows open requests first, and claimed ones', async () => {
    await as('mia').command('/request-content mine', { in: '#marketing' });
    const list = await as('mia').modal('My content requests');
    const at = (title: string) => list.text().indexOf(title);
    expect(at('Needed by two')).toBeGreaterThan(-1);
    expect(at('For the decision')).toBeGreaterThan(at('Needed by two'));
    expect(at('Only marketing')).toBe(-1);
  });

  test('events that come four times and calls with an unknown outcome have one effect', async () => {
    const { slack } = scene.app();
    slack.faults.calls({ kind: 'reset', stored: true }, { method: 'chat.postMessage' });
    const title = await scene.ask('sam', 'Over a bad line');
    slack.faults.events({ copies: 4 });
    await scene.react('mia', title, 'raised_hand');
    await scene.react('sue', title, 'heavy_plus_sign');
    slack.faults.clear();
    await scene.app().restart();
    await scene.app().settled();
    const cards = as('ada')
      .sees('#marketing')
      .filter(({ text, threadTs }) => text.startsWith(`${title}\n`) && threadTs === undefined);
    expect(cards).toHaveLength(1);
    expect(scene.story(title)).toEqual([':raised_hand: @mia claimed this request']);
    expect(scene.news('sam', title)).toHaveLength(1);
    await as('sue').command('/request-content mine', { in: '#sales' });
    await (await as('sue').modal('My content requests')).waitForText('2 people need it');
  });

  test('a deleted card is reposted once', async () => {
    const title = await scene.ask('sam', 'Deleted by hand');
    const { slack } = scene.app();
    const channel = slack.ids.channels.marketing ?? '';
    await scene.app().baton.deps.web.chat.delete({ channel, ts: scene.card(title).ts });
    await as('sue').command('/request-content all', { in: '#sales' });
    await (await as('sue').modal('Content requests')).press({ actionId: 'request_vote', value: idOf(title) });
    await scene.app().settled();
    expect(scene.read(scene.card(title).text)).toContain('@sue needs this too');
  });
});
