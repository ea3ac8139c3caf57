import type { SeenModal } from '@baton/sandbox';
import { describe, expect, test } from 'vitest';
import { redeliver } from '../../support/redeliver.ts';
import { createScene, type Scene } from '../../support/scene.ts';
import { handOffMany, numbered } from './many-leads.ts';

const ACT = 'Action';
const TITLE = 'Bulk actions';

/** Presses the button in a list that a command opens, and waits for the form. */
async function openFrom(scene: Scene, who: string, command: string, list: string): Promise<SeenModal> {
  await scene.as(who).command(command, { in: '#sales' });
  await (await scene.as(who).modal(list)).press('Bulk actions…');
  return scene.as(who).modal(TITLE);
}

const title = (name: string) => `${name} · ${name} Ltd`;

async function choose(form: SeenModal, act: string, shows?: string): Promise<void> {
  await form.fill({ [ACT]: act });
  if (shows) await form.waitForText(shows);
}

describe('bulk actions', () => {
  const scene = createScene({ mode: 'http' });
  const { as } = scene;
  const newsOf = (who: string, words: string) => scene.news(who, words);

  test('accept leads together: the marketer gets one message, and each card and thread shows its own change', async () => {
    const names = numbered(4);
    await handOffMany(scene.app(), names);
    const form = await openFrom(scene, 'sam', '/leads untouched', 'Awaiting first contact');
    expect(form.value(ACT)).toBe('Accept');
    await form.fill({ 'Select leads': names.slice(0, 3).map(title) });
    expect(await form.submit()).toEqual({ ok: true });
    const done = await as('sam').modal(TITLE);
    await done.waitForText('3 leads accepted');
    expect(done.text().split('\n')).toEqual([':heavy_check_mark: 3 leads accepted', ...names.slice(0, 3).map(title)]);
    await scene.app().settled();
    for (const name of names.slice(0, 3)) {
      expect(scene.standing(name)).toContain('@sam owns this');
      expect(scene.story(name)).toEqual([':white_check_mark: @sam accepted this lead']);
    }
    expect(scene.standing('Lead 04')).toContain('Unclaimed');
    expect(newsOf('mia', 'accepted')).toEqual([
      `:white_check_mark: @sam accepted 3 of your leads\n${names.slice(0, 3).map(title).join('\n')}`,
    ]);
    await done.close();
    // The list below is redrawn: unclaimed leads come first.
    expect((await as('sam').modal('Awaiting first contact')).text().split('\n')[0]).toContain('Lead 04');
  });

  test('show the reason for a refused lead, and change the others', async () => {
    const form = await openFrom(scene, 'sue', '/leads team', 'Team leads');
    await choose(form, 'Snooze…', 'Snooze for');
    await form.fill({ 'Select leads': [title('Lead 01'), title('Lead 04')], 'Snooze for': 'Until Monday morning' });
    await form.submit();
    const done = await as('sue').modal(TITLE);
    await done.waitForText('1 lead snoozed');
    expect(scene.read(done.text()).split('\n')).toEqual([
      ':heavy_check_mark: 1 lead snoozed',
      title('Lead 04'),
      ':x: 1 lead not snoozed',
      title('Lead 01'),
      '@sam has this lead. Only they or their manager can do this.',
    ]);
    await scene.app().settled();
    expect(scene.standing('Lead 04')).toContain(':zzz: snoozed until 2026-11-23 08:00 UTC');
    expect(scene.standing('Lead 01')).not.toContain(':zzz:');
  });

  test('reassign leads to a colleague, who gets one message with their buttons', async () => {
    const form = await openFrom(scene, 'max', '/leads team', 'Team leads');
    await choose(form, 'Reassign…', 'Assign to');
    await form.fill({ 'Select leads': numbered(3).map(title), 'Assign to': 'sue' });
    await form.submit();
    await (await as('max').modal(TITLE)).waitForText('3 leads reassigned');
    await scene.app().settled();
    for (const name of numbered(3)) expect(scene.standing(name)).toContain('@sue owns this');
    const message = await as('sue').waitForMessage('dm', 'reassigned');
    expect(newsOf('sue', 'Lead 0')).toHaveLength(1);
    expect(scene.read(message.text)).toContain(':arrow_right: @max reassigned 3 leads to you\n');
    expect(message.buttons.filter((label) => label === 'Log contact')).toHaveLength(3);
  });

  test('send leads to nurture, each until the morning of its team', async () => {
    const form = await openFrom(scene, 'sue', '/leads', 'My leads');
    await choose(form, 'Nurture…', 'Nurture until');
    await form.fill({ 'Select leads': [title('Lead 01'), title('Lead 02')], 'Nurture until': '2026-12-01' });
    await form.submit();
    await (await as('sue').modal(TITLE)).waitForText('2 leads sent to nurture');
    await scene.app().settled();
    for (const name of numbered(2)) expect(scene.standing(name)).toContain('Nurturing until 2026-12-01');
  });

  test('show a missing value at its field, and keep the choices while the form changes', async () => {
    await handOffMany(scene.app(), numbered(2, 'More'));
    const form = await openFrom(scene, 'sam', '/leads untouched', 'Awaiting first contact');
    expect(await form.submit()).toMatchObject({ ok: false });
    await form.fill({ 'Select leads': [title('More 01')] });
    await choose(form, 'Reassign…', 'Assign to');
    expect(form.value('Select leads')).toBe(title('More 01'));
    expect(await form.submit()).toMatchObject({ ok: false });
    await form.fill({ 'Assign to': 'gus' });
    expect(await form.submit()).toEqual({
      ok: false,
      errors: { 'Assign to': 'gus cannot take leads: they are a guest.' },
    });
    await form.fill({ 'Assign to': 'mia' });
    await form.submit();
    expect(scene.read((await as('sam').modal(TITLE)).text())).toContain('mia is not in Sales.');
    await (await as('sam').modal(TITLE)).close();
    const again = await openFrom(scene, 'sam', '/leads untouched', 'Awaiting first contact');
    await choose(again, 'Nurture…', 'Nurture until');
    await again.fill({ 'Select leads': [title('More 01')], 'Nurture until': '2026-11-19' });
    expect(await again.submit()).toEqual({
      ok: false,
      errors: { 'Nurture until': 'Please choose a future date.' },
    });
  });

  test('happen once when Slack sends the form twice', async () => {
    const form = await openFrom(scene, 'sam', '/leads untouched', 'Awaiting first contact');
    await form.fill({ 'Select leads': [title('More 01'), title('More 02')] });
    await form.submit();
    await scene.app().settled();
    const { payload } =
      scene
        .app()
        .slack.traffic.deliveries()
        .findLast(({ what }) => what === 'view_submission') ?? {};
    const answer = JSON.stringify(await redeliver(scene.app(), payload));
    expect(answer).toContain('Already applied');
    await scene.app().settled();
    expect(scene.story('More 01')).toHaveLength(1);
    expect(newsOf('mia', 'More 01')).toHaveLength(1);
  });

  test('are only for sellers and their managers', async () => {
    await as('mia').command('/leads team', { in: '#marketing' });
    expect((await as('mia').modal('Team leads')).buttons).not.toContain('Bulk actions…');
    // The list was open when the person changed teams.
    await as('sue').command('/leads team', { in: '#sales' });
    const list = await as('sue').modal('Team leads');
    scene.app().slack.admin.kick('sales', 'sue');
    scene.app().slack.admin.invite('marketing', 'sue');
    await scene.app().settled();
    await list.press('Bulk actions…');
    expect((await as('sue').modal('That did not work')).text()).toBe(
      'Only sellers and their managers can use bulk actions.',
    );
  });
});

describe('bulk actions on very many leads', () => {
  const scene = createScene({ at: '2026-11-19T07:00:00Z' });
  const { as } = scene;

  test('take the fifty oldest, also from an old digest', async () => {
    await handOffMany(scene.app(), numbered(55), { seller: 'sam' });
    await scene.travel('2026-11-19T08:00:10Z');
    const digest = await as('sue').waitForMessage('#sales', '55 leads awaiting first contact');
    scene.app().setTime('2026-11-20T12:00:00Z');
    await as('sue').press(digest, 'View');
    await (await as('sue').modal('Awaiting first contact')).press('Bulk actions…');
    const form = await as('sue').modal(TITLE);
    expect(form.text()).toContain('The 50 oldest of 55.');
    expect(await form.submit()).toEqual({ ok: false, errors: { 'Leads 1–10': 'Select at least one lead.' } });
    expect(form.labels()).toEqual([ACT, 'Leads 1–10', 'Leads 11–20', 'Leads 21–30', 'Leads 31–40', 'Leads 41–50']);
    const names = numbered(50);
    await form.fill(
      Object.fromEntries(
        [0, 1, 2, 3, 4].map((n) => [`Leads ${n * 10 + 1}–${n * 10 + 10}`, names.slice(n * 10, n * 10 + 10).map(title)]),
      ),
    );
    expect(await form.submit()).toEqual({ ok: true });
    await (await as('sue').modal(TITLE)).waitForText('50 leads accepted');
    await scene.app().settled();
    const told = scene.news('mia', 'accepted');
    expect(told).toHaveLength(1);
    for (const name of names) expect(told[0]).toContain(title(name));
    for (const name of names) expect(scene.standing(name)).toContain('@sue owns this');
  });

  test('show every reason when each lead is refused for its own', async () => {
    await as('sam').command('/leads team', { in: '#sales' });
    await (await as('sam').modal('Team leads')).press('Bulk actions…');
    const form = await as('sam').modal(TITLE);
    await form.fill({ [ACT]: 'Reassign…' });
    await form.waitForText('Assign to');
    const names = numbered(50);
    await form.fill(
      Object.fromEntries(
        [0, 1, 2, 3, 4].map((n) => [`Leads ${n * 10 + 1}–${n * 10 + 10}`, names.slice(n * 10, n * 10 + 10).map(title)]),
      ),
    );
    await form.fill({ 'Assign to': 'sam' });
    await form.submit();
    const done = await as('sam').modal(TITLE);
    await done.waitForText('50 leads not reassigned');
    for (const name of names) expect(done.text()).toContain(title(name));
    expect(scene.news('sam', 'reassigned')).toEqual([]);
  });
});
