import type { SeenMessage } from '@baton/sandbox';
import { describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';
import { handOffMany, numbered } from './many-leads.ts';

const digestsIn = (scene: ReturnType<typeof createScene>): SeenMessage[] =>
  scene
    .as('max')
    .sees('#sales')
    .filter((message) => /awaiting first contact/.test(message.text) && message.threadTs === undefined);

const idOf = (scene: ReturnType<typeof createScene>, name: string): string =>
  String(scene.app().baton.deps.db.$client.prepare('SELECT id FROM leads WHERE name = ?').pluck().get(name));

describe('the digest', () => {
  // A Thursday, 8:00 in Berlin; the digest comes at 9:00.
  const scene = createScene({ at: '2026-11-19T07:00:00Z' });
  const { as } = scene;
  const digests = () => digestsIn(scene);
  const accept = (who: string, name: string) => scene.press(who, name, 'Accept');

  test('is not posted when no lead waits', async () => {
    await scene.travel('2026-11-19T08:00:30Z');
    expect(digests()).toEqual([]);
  });

  test('is posted on time: unclaimed leads first, oldest first, with one button', async () => {
    await handOffMany(scene.app(), ['Anna', 'Ben', 'Cem', 'Dana', 'Ella', 'Finn', 'Gero']);
    await accept('sue', 'Anna');
    await accept('sam', 'Ben');
    await accept('sue', 'Dana');
    await scene.press('sam', 'Ella', 'Snooze…');
    await scene.mustSubmit('sam', 'Snooze', { 'Snooze for': 'Until Monday morning' });
    await scene.press('sam', 'Finn', 'Log contact');
    await scene.mustSubmit('sam', 'Log contact');
    await scene.travel('2026-11-20T07:59:00Z');
    expect(digests()).toHaveLength(0);
    await scene.travel('2026-11-20T08:00:10Z');
    expect(digests()).toHaveLength(1);
    const lines = scene.read(digests()[0]?.text ?? '').split('\n');
    expect(lines.map((line) => line.replace(/Due .* UTC|Overdue .* h/, 'Due'))).toEqual([
      ':wave: 5 leads awaiting first contact',
      'Unclaimed (2)',
      ':sun_small_cloud: Cem · Cem Ltd  ·  Due  ·  @sue',
      ':sun_small_cloud: Gero · Gero Ltd  ·  Due  ·  @sue',
      'Accepted (3)',
      ':sun_small_cloud: Anna · Anna Ltd  ·  Due  ·  @sue',
      ':sun_small_cloud: Ben · Ben Ltd  ·  Due  ·  @sam',
      ':sun_small_cloud: Dana · Dana Ltd  ·  Due  ·  @sue',
      'View',
    ]);
    expect(digests()[0]?.text).not.toContain('Posted late');
    expect(digests()[0]?.buttons).toEqual(['View']);
  });

  test('opens the list, in which acts work', async () => {
    const [digest] = digests();
    if (!digest) throw new Error('There is no digest.');
    await as('sue').press(digest, 'View');
    const list = await as('sue').modal('Awaiting first contact');
    await list.press({ actionId: 'lead_accept', value: idOf(scene, 'Cem') });
    await scene.until('Cem', '@sue owns this');
  });

  test('is not posted on weekends, and its button still works days later', async () => {
    await scene.travel('2026-11-21T08:00:10Z');
    await scene.travel('2026-11-22T08:00:10Z');
    expect(digests()).toHaveLength(1);
    const [digest] = digests();
    if (!digest) throw new Error('There is no digest.');
    await as('max').press(digest, 'View');
    const list = await as('max').modal('Awaiting first contact');
    expect(list.text()).toContain('Anna');
    await list.press({ actionId: 'lead_touch', value: idOf(scene, 'Anna') });
    await scene.mustSubmit('max', 'Log contact');
    expect(scene.standing('Anna')).toContain('In progress  ·  @sue');
    expect(list.text()).not.toContain('Anna');
  });

  test('shows snoozed leads again after the snooze', async () => {
    await scene.travel('2026-11-23T08:00:10Z');
    expect(digests()).toHaveLength(2);
    expect(digests()[1]?.text).toContain('Ella');
  });

  test('is not posted on holidays', async () => {
    setTeam({ holidays: '["2026-11-24"]' });
    await scene.travel('2026-11-24T08:00:10Z');
    expect(digests()).toHaveLength(2);
  });

  test('is posted once, also across a restart', async () => {
    await scene.travel('2026-11-25T08:00:05Z');
    await scene.app().restart();
    await scene.travel('2026-11-25T08:00:40Z');
    await scene.travel('2026-11-25T09:30:00Z');
    expect(digests()).toHaveLength(3);
    expect(digests()[2]?.text).not.toContain('late');
  });

  test('is posted late after downtime, and says so', async () => {
    await scene.app().baton.stop();
    scene.app().setTime('2026-11-26T08:20:00Z');
    await scene.app().restart();
    await scene.travel('2026-11-26T08:21:00Z');
    expect(digests()).toHaveLength(4);
    expect(digests()[3]?.text).toContain(':hourglass: Posted late: this digest was due 2026-11-26 08:00 UTC.');
  });

  test('is posted once after five days of downtime', async () => {
    await scene.app().baton.stop();
    scene.app().setTime('2026-12-02T10:00:00Z');
    await scene.app().restart();
    await scene.travel('2026-12-02T10:01:00Z');
    expect(digests()).toHaveLength(5);
    expect(digests()[4]?.text).toContain('this digest was due 2026-12-02 08:00 UTC');
  });

  test('at 02:30 is posted once on the day without a 02:30, and once on the day with two', async () => {
    setTeam({ digest_cron: '30 2 * * *', work_days: '[1,2,3,4,5,6,7]', works_from: '00:00', works_until: '24:00' });
    await scene.travel('2027-03-27T12:00:00Z');
    let count = digests().length;
    const digestsAfter = async (at: string) => {
      await scene.travel(at);
      const more = digests().length - count;
      count += more;
      return more;
    };
    expect(await digestsAfter('2027-03-28T00:59:00Z')).toBe(0);
    expect(await digestsAfter('2027-03-28T01:30:10Z')).toBe(1);
    expect(await digestsAfter('2027-03-28T02:30:10Z')).toBe(0);
    expect(await digestsAfter('2027-03-29T00:30:10Z')).toBe(1);
    expect(await digestsAfter('2027-10-30T12:00:00Z')).toBe(1);
    expect(await digestsAfter('2027-10-31T00:30:10Z')).toBe(1);
    expect(await digestsAfter('2027-10-31T01:30:10Z')).toBe(0);
    expect(await digestsAfter('2027-11-01T01:30:10Z')).toBe(1);
  });

  test('follows the time zone of the team', async () => {
    setTeam({ digest_cron: '0 9 * * 1-5', zone: 'America/New_York', works_from: '09:00', works_until: '17:00' });
    await scene.travel('2027-11-02T12:00:00Z');
    const before = digests().length;
    await scene.travel('2027-11-02T12:59:00Z');
    expect(digests()).toHaveLength(before);
    await scene.travel('2027-11-02T13:00:10Z');
    expect(digests()).toHaveLength(before + 1);
  });

  /** Writes columns that the team form sets; teams.test.ts tests the form. */
  function setTeam(columns: Record<string, string>): void {
    const { db } = scene.app().baton.deps;
    for (const [column, value] of Object.entries(columns)) {
      db.$client.prepare(`UPDATE teams SET ${column} = ? WHERE name = 'Sales'`).run(value);
    }
  }
});

describe('a long digest', () => {
  const scene = createScene({ at: '2026-11-19T07:00:00Z' });
  const { as } = scene;
  const digest = (): SeenMessage => {
    const [found] = digestsIn(scene);
    if (!found) throw new Error('There is no digest.');
    return found;
  };

  test('shows the ten oldest, and counts the rest', async () => {
    await handOffMany(scene.app(), numbered(13));
    await scene.travel('2026-11-19T08:00:10Z');
    const { text, buttons } = digest();
    expect(text).toContain(':wave: 13 leads awaiting first contact\nUnclaimed (13)');
    expect([...text.matchAll(/Lead (\d\d) ·/g)].map(([, number]) => Number(number))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
    expect(text).toContain('And 3 more.');
    expect(buttons).toEqual(['View']);
  });

  test('opens the full list for people of the team and of marketing', async () => {
    for (const who of ['sam', 'max', 'mia', 'ada']) {
      await as(who).press(digest(), 'View');
      expect((await as(who).modal('Awaiting first contact')).text()).toContain('1–10 of 13');
    }
    scene.app().slack.admin.hire('oli');
    await as('oli').press(digest(), 'View');
    expect(await scene.ephemeral('oli')).toBe('Only the sales team of #sales and marketing can see these leads.');
    await as('gus').press(digest(), 'View');
    expect(await scene.ephemeral('gus')).toContain('You are a guest');
  });

  test('goes to the manager when the channel refuses messages, with the reason once', async () => {
    const { admin } = scene.app().slack;
    admin.archive('sales');
    await scene.travel('2026-11-20T08:00:10Z');
    await scene.travel('2026-11-23T08:00:10Z');
    expect(scene.news('max', 'leads awaiting first contact')).toHaveLength(2);
    expect(scene.news('max', 'is archived')).toEqual([
      ':warning: #sales is archived. Until this is fixed, you’ll get its messages. You can choose another channel with `/baton teams`.',
    ]);
    const name = await scene.newLead();
    const card = await as('max').waitForMessage('dm', name);
    await as('max').press(card, 'Accept');
    await scene.app().settled();
    expect(scene.read(card.fresh()?.text ?? '')).toContain('@max owns this');
    expect(scene.news('max', 'is archived')).toHaveLength(1);
    admin.unarchive('sales');
    await scene.app().settled();
  });
});

describe('an old digest', () => {
  const scene = createScene({ at: '2026-11-19T07:00:00Z' });
  const { as } = scene;

  test('shows for each lead when it is due or that it is overdue', async () => {
    await handOffMany(scene.app(), ['Anna', 'Ben', 'Cem', 'Dana', 'Ella']);
    for (const name of ['Anna', 'Ben']) await scene.press('sam', name, 'Accept');
    scene.app().baton.deps.db.$client.prepare("UPDATE leads SET due_at = NULL WHERE name = 'Ben'").run();
    await scene.travel('2026-11-19T08:00:10Z');
    const lines = scene.read(digestsIn(scene)[0]?.text ?? '').split('\n');
    const lineOf = (name: string) => lines.find((line) => line.includes(`${name} · `));
    expect(lineOf('Cem')).toMatch(/Due 2026-11-19 \d\d:\d\d UTC {2}· {2}@\w+$/);
    expect(lineOf('Anna')).toMatch(/Due 2026-11-19 12:00 UTC {2}· {2}@sam$/);
    expect(lineOf('Ben')).toMatch(/Overdue {2}· {2}@sam$/);
  });

  test('opens the current list; a list that was open refuses what has become impossible', async () => {
    const [digest] = digestsIn(scene);
    if (!digest) throw new Error('There is no digest.');
    await as('sam').press(digest, 'View');
    const list = await as('sam').modal('Awaiting first contact');
    await scene.bring('Cem', 'working', 'sue');
    await scene.press('sam', 'Dana', 'Decline');
    await scene.mustSubmit('sam', 'Decline', { Reason: 'No budget' });
    await scene.press('sam', 'Anna', 'Log contact');
    await scene.mustSubmit('sam', 'Log contact');
    scene.app().setTime('2026-11-24T12:00:00Z');
    const answerTo = async (actionId: string, name: string) => {
      await list.press({ actionId, value: idOf(scene, name) });
      const notice = await as('sam').modal('That did not work');
      const said = scene.read(notice.text());
      await notice.close();
      return said;
    };
    expect(await answerTo('lead_accept', 'Cem')).toContain('@sue is working on this lead');
    expect(await answerTo('lead_accept', 'Dana')).toContain('This lead was returned to marketing');
    await list.close();
    await as('sam').press(digest, 'View');
    const current = await as('sam').modal('Awaiting first contact');
    expect(current.text()).not.toMatch(/Anna|Cem|Dana/);
    await current.press({ actionId: 'lead_touch', value: idOf(scene, 'Ben') });
    await scene.mustSubmit('sam', 'Log contact');
    expect(scene.standing('Ben')).toContain('In progress  ·  @sam');
  });

  test('opens the current list, with the same count, without snoozed leads', async () => {
    await handOffMany(scene.app(), numbered(13));
    await scene.press('sam', 'Lead 01', 'Snooze…');
    await scene.mustSubmit('sam', 'Snooze', { 'Snooze for': 'Until Monday morning' });
    await as('max').command('/baton digest now', { in: '#sales' });
    const shown = await scene.nextEphemeral('max');
    expect(shown.text).toContain('13 leads awaiting first contact');
    await as('max').press(shown, 'View');
    const modal = await as('max').modal('Awaiting first contact');
    expect(modal.text()).toContain('1–10 of 13');
    await modal.press('Next →');
    await modal.waitForText('11–13 of 13');
    expect(modal.text()).not.toContain('Lead 01');
  });
});

describe('/baton digest now', () => {
  const scene = createScene();
  const { as } = scene;

  test('says so when the digest would be empty', async () => {
    await as('max').command('/baton digest now', { in: '#sales' });
    expect(await scene.ephemeral('max')).toBe(':tada: Sales: every lead has been contacted. No digest to post.');
  });

  test('shows the preview only to the manager, with a button that works', async () => {
    const name = await scene.newLead();
    for (const words of ['digest now', 'Digest', '  DIGEST   now ']) {
      await as('max').command(`/baton ${words}`, { in: '#sales' });
      const shown = await scene.nextEphemeral('max');
      expect(shown.text).toContain(`Preview of the digest of Sales:\n:wave: 1 lead awaiting first contact`);
      expect(shown.text).toContain(name);
    }
    expect(digestsIn(scene).filter((message) => !message.isEphemeral)).toEqual([]);
    await as('ada').command('/baton digest now', { in: '#general' });
    const shown = await as('ada').waitForMessage('#general', 'Preview of the digest of Sales');
    await as('ada').press(shown, 'View');
    const list = await as('ada').modal('Awaiting first contact');
    await list.press('Accept');
    const refusal = await as('ada').modal('That did not work');
    expect(refusal.text()).toContain('You can reassign this lead to one of its sellers.');
    await as('max').command('/baton digest now', { in: '#general' });
    await as('max').press(await as('max').waitForMessage('#general', 'Preview of the digest of Sales'), 'View');
    await (await as('max').modal('Awaiting first contact')).press('Accept');
    await scene.until(name, '@max owns this');
  });

  test.each(['sam', 'mia'])('is not for %s', async (who) => {
    await as(who).command('/baton digest now', { in: '#general' });
    expect(await scene.ephemeral(who, '#general')).toBe(
      'Only managers of a team can look at its digest before it is due.',
    );
  });
});
