import { describe, expect, test } from 'vitest';
import { addItem } from '../../../src/library/add.ts';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { createScene } from '../../support/scene.ts';

// A Thursday, 10:00 in Berlin.
const scene = createScene({ at: '2026-11-19T09:00:00Z' });
const { as } = scene;

async function nurture(who: string, name: string, until: string, words = '') {
  await scene.press(who, name, scene.standing(name).includes('Returned') ? 'Nurture' : 'Nurture…');
  await scene.mustSubmit(who, 'Nurture', { 'Nurture until': until, Notes: words });
}

async function newNurtured(until: string, words = ''): Promise<string> {
  const name = await scene.newLead();
  await nurture('sam', name, until, words);
  return name;
}

/** Weekly lists, oldest first. */
const lists = (channel = '#marketing') =>
  as('ada')
    .sees(channel)
    .filter(({ text }) => text.includes('in nurture, next to return first'));

/** Lines about a lead in its thread that were also sent to the channel. */
const seenOf = (name: string): string[] => {
  const shown = scene
    .app()
    .slack.traffic.calls('chat.postMessage')
    .filter(({ args }) => args.reply_broadcast !== undefined)
    .map(({ answer }) => answer?.ts);
  return scene
    .card(name)
    .thread()
    .filter(({ ts }) => shown.includes(ts))
    .map(({ text }) => scene.read(text));
};

describe('a lead that returns from nurture', () => {
  test('gets its story in the thread, once, also sent to the channel', async () => {
    const name = await scene.bring(await scene.newLead(), 'working');
    await scene.press('sam', name, 'Decline');
    await scene.mustSubmit('sam', 'Decline', { Reason: 'Too early' });
    await nurture('mia', name, '2026-11-20', 'The case study <on> plants');
    await scene.travel('2026-11-20T08:00:30Z');
    const story =
      `:sunrise: ${name} · Company 001 is back from nurture. It is open again.\n` +
      '@sam owned it. @mia sent it to nurture on 2026-11-19 09:00 UTC, after it was declined: Too early:\n' +
      'The case study <on> plants';
    expect(
      scene
        .story(name)
        .at(-1)
        ?.replace(/ 09:\d\d UTC/, ' 09:00 UTC'),
    ).toBe(story);
    expect(seenOf(name)).toHaveLength(1);
    expect(scene.standing(name)).toContain('Unclaimed');
  });

  test('without an owner says so, and names a previous owner on the team', async () => {
    const untouched = await newNurtured('2026-11-23');
    const moved = await scene.bring(await scene.newLead(), 'accepted');
    await scene.press('sam', moved, 'Reassign…');
    await scene.mustSubmit('sam', 'Reassign', { 'Assign to': 'sue' });
    await nurture('sue', moved, '2026-11-23');
    await scene.travel('2026-11-23T08:00:30Z');
    expect(seenOf(untouched)[0]).toMatch(
      /\nNo one had accepted it\. @sam sent it to nurture on 2026-11-20 [\d:]+ UTC\.$/,
    );
    expect(seenOf(moved)[0]).toMatch(/\n@sue owned it and sent it to nurture on 2026-11-20 [\d:]+ UTC\.$/);
  });

  test('returns in working time: from a Saturday on Monday, and after downtime on a weekend with no message at night', async () => {
    scene.app().setTime('2026-11-24T09:00:00Z');
    const saturday = await newNurtured('2026-11-28');
    expect(scene.standing(saturday)).toBe(':seedling: Nurturing until 2026-11-30 08:00 UTC');
    const friday = await newNurtured('2026-11-27');
    await scene.travel('2026-11-28T10:00:00Z');
    expect(seenOf(friday)).toEqual([]);
    await scene.travel('2026-11-30T08:00:30Z');
    for (const name of [friday, saturday]) expect(seenOf(name)).toHaveLength(1);
  });
});

test('a lead in nurture can have a library item, which is posted when the lead returns', async () => {
  const { deps } = scene.app().baton;
  const by = scene.app().slack.ids.people.mia ?? '';
  const item = { title: 'Clinics story', kind: 'case_study', stage: null, tags: [], summary: null, ownerId: by, by };
  await deps.write((tx) => addItem(tx, { ...item, reviewAt: null, link: 'https://library.example/' }, deps.now()));
  const name = await scene.bring(await scene.newLead(), 'accepted');
  await scene.press('sam', name, 'Nurture…');
  const form = await as('sam').modal('Nurture');
  await form.fill({ 'Nurture until': '2027-01-11', 'Content to send': 'Clinics' });
  expect(await form.submit()).toEqual({ ok: true });
  await scene.app().settled();
  expect(scene.story(name).at(-1)).toMatch(
    /^:seedling: @sam sent this lead to nurture until .* {2}· {2}content: Clinics story$/,
  );
  await scene.press('mia', name, 'Bring back now');
  expect(seenOf(name)[0]).toContain('content: Clinics story.');
});

describe('ending nurture early', () => {
  test('is for marketing, and the thread names the person', async () => {
    const name = await newNurtured('2027-01-15', 'The price list');
    expect(scene.card(name).buttons).toEqual([]);
    await as('sam').command(`/leads ${name}`);
    expect((await as('sam').modal('Search results')).buttons).toEqual(['History']);
    await scene.press('mia', name, 'Bring back now');
    expect(scene.standing(name)).toContain('Unclaimed');
    expect(seenOf(name)[0]).toContain(`${name} · Company`);
    expect(seenOf(name)[0]).toContain('was brought back from nurture by @mia. It is open again.');
    await scene.bring(name, 'accepted', 'sue');
    await scene.travel('2027-01-15T09:00:00Z');
    expect(seenOf(name)).toHaveLength(1);
    expect(scene.standing(name)).toContain('@sue owns this');
  });
});

describe('marketing’s weekly list', () => {
  const names: string[] = [];
  /** Working days. */
  const MARCH = [1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15, 16];

  test('is not posted while no lead is in nurture', async () => {
    await scene.travel('2027-01-18T08:00:30Z');
    expect(lists()).toHaveLength(0);
  });

  test('is posted on Monday at 9:00: the soonest first, with the date, ten leads and the count of the rest', async () => {
    await scene.travel('2027-01-20T09:00:00Z');
    for (let place = 12; place >= 1; place -= 1) {
      const day = String(MARCH[place - 1]).padStart(2, '0');
      names[place - 1] = await newNurtured(
        `2027-03-${day}`,
        place === 1 ? `Long ${'words '.repeat(60)}` : `Words ${day}`,
      );
    }
    await scene.travel('2027-01-25T07:59:00Z');
    expect(lists()).toHaveLength(0);
    await scene.travel('2027-01-25T08:00:30Z');
    const [list, ...more] = lists();
    expect(more).toEqual([]);
    const lines = scene.read(list?.text ?? '').split('\n');
    expect(lines[0]).toBe(':seedling: 12 leads in nurture, next to return first:');
    expect(lines.filter((line) => line.includes(' · Company '))).toEqual(
      names.slice(0, 10).map((name) => expect.stringContaining(`${name} · Company`)),
    );
    expect(lines[1]).toMatch(/ · Company \d+ {2}· {2}returns 2027-03-01 08:00 UTC$/);
    expect(lines.slice(-2)).toEqual(['And 2 more.', 'View']);
    expect(list?.buttons).toEqual(['View']);
  });

  test('has buttons that work, also for the rest and on an old list', async () => {
    const [list] = lists();
    if (!list) throw new Error('no list');
    await as('mia').press(list, 'View');
    const all = await as('mia').modal('Leads in nurture');
    const lines = scene.read(all.text()).split('\n');
    expect(lines[1]).toMatch(/^Returns 2027-03-01 08:00 UTC {2}· {2}handed off/);
    expect(lines).toContain('Nurtured by @sam');
    expect(all.text()).toMatch(/Long words .*…\n/);
    expect(lines).toContain('Words 02');
    await all.choose('History');
    const history = await as('mia').modal('History');
    expect(history.text()).toContain(`Long ${'words '.repeat(60)}`.trim());
    await history.close();
    expect(all.text()).toContain('1–10 of 12');
    await all.press('Next →');
    await all.waitForText('11–12 of 12');
    const last = (name = names[11]) => String(name);
    expect(all.text()).toContain(last());
    for (const left of ['11–11 of 11', names[9] ?? '']) {
      await all.press({ actionId: 'lead_wake', value: firstIn(all) });
      await all.waitForText(left);
    }
    expect(scene.standing(names[10] ?? '')).toContain('Unclaimed');
    // Another marketer has an older list.
    await as('ada').press(list, 'View');
    const other = await as('ada').modal('Leads in nurture');
    const value = firstIn(all);
    await all.press({ actionId: 'lead_wake', value });
    await scene.app().settled();
    await other.press({ actionId: 'lead_wake', value });
    expect((await as('ada').modal('That did not work')).text()).toContain(
      'No one has accepted this lead yet, so you cannot bring it back now.',
    );
  });

  test('is only for sales and marketing', async () => {
    const { admin } = scene.app().slack;
    admin.hire('oli');
    admin.invite('general', 'oli');
    const [list] = lists();
    if (!list) throw new Error('no list');
    await as('oli').press(list, 'View');
    expect(await scene.ephemeral('oli', '#marketing')).toBe('Only the sales and marketing teams can do this.');
  });

  test('is posted on the next working morning after a holiday, and once after downtime', async () => {
    const { deps } = scene.app().baton;
    const [marketing] = teamsOfKind(deps.db, 'marketing');
    if (!marketing) throw new Error('no marketing');
    const team = { ...marketing, holidays: ['2027-02-01'] };
    await deps.write((tx) => saveTeam(tx, team, { id: marketing.id, by: 'test' }, deps.now()));
    const before = lists().length;
    await scene.travel('2027-02-01T08:00:30Z');
    expect(lists()).toHaveLength(before);
    await scene.travel('2027-02-02T08:05:30Z');
    expect(lists()).toHaveLength(before + 1);
    await scene.app().baton.stop();
    scene.app().setTime('2027-02-17T12:00:00Z');
    await scene.app().restart();
    await scene.app().settled();
    await expect.poll(() => lists().length).toBe(before + 2);
    expect(scene.read(lists().at(-1)?.text ?? '')).toContain('Posted late: this list was due 2027-02-15 08:00 UTC.');
  });
});

/** The id of the first lead of a list. */
function firstIn(list: { blocks: Record<string, unknown>[] }): string {
  const row = list.blocks.find(({ block_id }) => String(block_id).startsWith('row:'));
  return String(row?.block_id).split(':')[1] ?? '';
}
