/** The post of a win: who had a part in it and why, and how it follows the deal and its people. */
import { afterEach, describe, expect, test } from 'vitest';
import { eraseLead } from '../../../src/leads/erase.ts';
import { leads } from '../../../src/leads/table.ts';
import { desc } from '../../../src/platform/db/drizzle.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import type { Person } from '../../../src/platform/slack/directory.ts';
import { savePreferences } from '../../../src/preferences/save.ts';
import { sharedChannel, winsChannel } from '../../../src/teams/settings.ts';
import { noteStandings } from '../../../src/teams/standing.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;
const deps = () => scene.app().baton.deps;

const tick = async () => {
  await scene.app().baton.runDue();
  await scene.app().settled();
};
const messages = (place: string) =>
  as('ada')
    .sees(place)
    .filter(
      ({ text, threadTs }) => threadTs === undefined && /^(:trophy:|:arrows_counter|A big win)/.test(scene.read(text)),
    );
const posts = (place: string) => messages(place).map(({ text }) => scene.read(text).split('\n'));
const heads = (place: string) => posts(place).map(([first]) => first);
const channelId = (name: string) => scene.app().slack.ids.channels[name] ?? '';
const userId = (name: string) => (scene.app().slack.ids.people as Record<string, string>)[name] ?? '';
const set = (setting: typeof winsChannel, channel: string | null) =>
  deps().write((tx) => changeSetting(tx, { setting, value: channel, by: 'test' }, deps().now()));
const newestId = () => deps().db.select().from(leads).orderBy(desc(leads.id)).get()?.id ?? 0;

const fail = (): never => {
  throw new Error('There is no post.');
};
const gone = {
  name: 'Sam',
  isMember: false,
  isAdmin: false,
  standing: 'deactivated',
  zone: 'UTC',
} as unknown as Person;

const winnable = async () => scene.bring(await scene.newLead(), 'qualified');

afterEach(async () => {
  await set(winsChannel, null);
  await set(sharedChannel, null);
});

describe('the post of a win', () => {
  test('goes to the channel of the team, and names who had a part and why', async () => {
    const name = await scene.newLead();
    await as('ada').command('/content add', { in: '#marketing' });
    await scene.mustSubmit('ada', 'Add to the library', {
      Title: 'Clinic story',
      Kind: 'Case study',
      Link: 'https://example.com/clinics',
    });
    await scene.press('sue', name, 'Accept');
    await scene.press('sue', name, 'Log contact');
    await scene.mustSubmit('sue', 'Log contact');
    await as('sue').command('/content clinic story', { in: '#sales' });
    await (await as('sue').modal('Find content')).choose('Used with a lead…');
    await scene.mustSubmit('sue', 'Used with a lead', { Lead: name });
    await scene.press('sue', name, 'Reassign…');
    await scene.mustSubmit('sue', 'Reassign', { 'Assign to': userId('sam') });
    await scene.press('sam', name, 'Qualify');
    await scene.mustSubmit('sam', 'Qualify');
    await scene.win('sam', name, { 'Deal value': '12000', Currency: 'USD' });
    await tick();
    expect(posts('#sales').at(-1)).toEqual([
      `:trophy: Won: ${name} · Company 001  ·  12,000 USD`,
      '@sam closed it less than a day after the hand-off.',
      ':handshake: The assist',
      expect.stringMatching(/^• {2}@mia handed it off on 2026-11-19/),
      expect.stringMatching(/^• {2}@ada made Clinic story, used on 2026-11-19/),
      expect.stringMatching(/^• {2}@sue logged 1 contact, the last on 2026-11-19/),
      'Say thanks in the thread.',
      'Parts and shares',
    ]);
    await as('max').press(messages('#sales').at(-1) ?? fail(), 'Parts and shares');
    expect(scene.read((await as('max').modal('Parts and shares')).text())).toContain(
      [
        '•  @mia has 50 % of the credit: handed it off on 2026-11-19 09:00 UTC',
        '•  @ada has 30 % of the credit: made Clinic story, used on 2026-11-19 09:00 UTC',
        '•  @sue has 20 % of the credit: logged 1 contact, the last on 2026-11-19 09:00 UTC',
        '•  @sam closed it on 2026-11-19 09:00 UTC',
      ].join('\n'),
    );
  });

  test('follows the deal: its value, that it is open again, and that it is won again', async () => {
    const name = await winnable();
    await scene.win('sam', name);
    await tick();
    const title = (more: string) => `:trophy: Won: ${name} · Company 002${more}`;
    expect(heads('#sales').at(-1)).toBe(title(''));
    const before = posts('#sales').length;
    await scene.press('sam', name, 'Deal value…');
    await scene.mustSubmit('sam', 'Deal value', { 'Deal value': '9000' });
    await tick();
    expect(heads('#sales').at(-1)).toBe(title('  ·  9,000 EUR'));
    await scene.press('sam', name, 'Reopen');
    await tick();
    expect(posts('#sales').at(-1)).toEqual([`:arrows_counterclockwise: ${name} · Company 002 is open again.`]);
    await scene.press('sam', name, 'Qualify');
    await scene.mustSubmit('sam', 'Qualify', { 'Deal value': '7000' });
    await scene.win('sam', name, { 'Deal value': '7000' });
    await tick();
    expect(heads('#sales').at(-1)).toBe(title('  ·  7,000 EUR'));
    expect(posts('#sales')).toHaveLength(before);
  });

  test('goes to the channel of both teams, or to the channel for wins', async () => {
    await set(sharedChannel, channelId('general'));
    const first = await winnable();
    await scene.win('sam', first);
    await tick();
    expect(heads('#general').at(-1)).toBe(`:trophy: Won: ${first} · Company 003`);
    await set(winsChannel, channelId('marketing'));
    const second = await winnable();
    await scene.win('sam', second);
    await tick();
    expect(heads('#marketing').at(-1)).toBe(`:trophy: Won: ${second} · Company 004`);
    expect(heads('#general')).toHaveLength(1);
  });

  test('no longer names a person who does not want it, or who left, and no contact who was erased', async () => {
    const name = await winnable();
    await scene.win('sam', name);
    await tick();
    const lines = () =>
      posts('#sales')
        .at(-1)
        ?.slice(0, 4)
        .map((line) => line.replace(/ on .*/, ''));
    await as('mia').command('/baton me', { in: '#marketing' });
    await scene.mustSubmit('mia', 'Notifications', { 'Posts about wins name you': 'As “a colleague”' });
    await tick();
    expect(lines()).toEqual([
      `:trophy: Won: ${name} · Company 005`,
      '@sam closed it less than a day after the hand-off.',
      ':handshake: The assist',
      '•  A colleague handed it off',
    ]);
    await deps().write((tx) => savePreferences(tx, userId('mia'), { wins: 'named' }, deps().now()));
    await deps().write((tx) => noteStandings(tx, [{ ...gone, id: userId('sam') }]));
    const id = newestId();
    await deps().write((tx) => eraseLead(tx, id, deps().now()));
    await tick();
    expect(lines()).toEqual([
      ':trophy: Won: Erased · Erased',
      'A former colleague closed it less than a day after the hand-off.',
      ':handshake: The assist',
      '•  @mia handed it off',
    ]);
  });
});
