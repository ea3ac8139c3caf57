import { describe, expect, test } from 'vitest';
import { actorOn } from '../../../src/leads/actor.ts';
import { rateLead } from '../../../src/leads/quality/rate.ts';
import { postedAt } from '../../../src/platform/outbox/posted-messages.ts';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import { saveTeam } from '../../../src/teams/save.ts';
import { createScene } from '../../support/scene.ts';

// A Monday, 10:00 in Berlin.
const AT = '2026-11-16T09:00:00Z';
const RATING = 'How good is this lead?';
const REPORT = 'Sales feedback on your leads';

describe('the rating of a lead', () => {
  const scene = createScene({ at: AT });
  const { as } = scene;
  const ephemerals = (who: string) =>
    as(who)
      .sees('#sales')
      .filter((message) => message.isEphemeral);
  const question = (who: string, name: string) =>
    as(who).waitForMessage('#sales', ({ isEphemeral, text }) => isEphemeral && text.includes(name));
  const history = async (who: string, name: string) => scene.open(who, name, 'History', 'History');

  test('is in the form of the first contact only, and in the history with the author', async () => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    await scene.press('sam', name, 'Log contact');
    await scene.mustSubmit('sam', 'Log contact', { [RATING]: 'Fair', 'Why? (shared with marketing)': 'No budget yet' });
    const shown = await history('sam', name);
    expect(scene.read(shown.text())).toContain('@sam rated this lead Fair after first contact');
    expect(shown.text()).toContain('No budget yet');
    expect(scene.story(name).join()).not.toContain('Fair');
    await shown.close();
    await scene.press('sue', name, 'Log contact');
    expect((await as('sue').modal('Log contact')).text()).not.toContain(RATING);
    expect(ephemerals('sam')).toEqual([]);
  });

  test('is optional', async () => {
    const name = await scene.bring(await scene.newLead(), 'working');
    expect((await history('sam', name)).text()).not.toContain('finds this lead');
    expect(ephemerals('sam')).toEqual([]);
  });

  test('is asked in an ephemeral message after a first contact by 📞, answered in a press, changed, and explained', async () => {
    const name = await scene.newLead();
    await scene.react('sam', name, 'telephone_receiver');
    const asked = await question('sam', name);
    const edits = () => scene.app().slack.traffic.calls('chat.update').length;
    const before = edits();
    expect(asked.buttons).toEqual([':large_green_circle: Good', ':large_yellow_circle: Fair', ':red_circle: Poor']);
    await as('sam').press(asked, ':large_green_circle: Good');
    const said = await question('sam', 'you rated it Good');
    await as('sam').press(said, ':red_circle: Poor');
    await as('sam').press(await question('sam', 'you rated it Poor'), 'Add reason…');
    const form = await as('sam').modal('Rate lead');
    expect(form.value(RATING)).toBe('Poor');
    await scene.mustSubmit('sam', 'Rate lead', { Reason: 'A student' });
    const shown = await history('sam', name);
    expect(edits()).toBe(before);
    const lines = scene.read(shown.text());
    for (const part of ['rated this lead Good', 'rated this lead Poor', 'A student']) expect(lines).toContain(part);
    await shown.close();
    expect(
      as('sam')
        .dm()
        .filter(({ text }) => text.includes('How good')),
    ).toEqual([]);

    await scene.react('sue', name, 'phone');
    await scene.app().settled();
    expect(ephemerals('sue')).toEqual([]);
  });

  test('is not asked again after a repeated contact', async () => {
    const before = ephemerals('sam').length;
    const name = await scene.newLead();
    await scene.react('sam', name, 'telephone_receiver');
    await scene.react('sam', name, 'telephone_receiver', false);
    await scene.react('sam', name, 'calling');
    expect(ephemerals('sam')).toHaveLength(before + 1);
  });

  test('can be given with a decline, also by ❌', async () => {
    const name = await scene.newLead();
    await scene.react('sam', name, 'x');
    await as('sam').press(await scene.nextEphemeral('sam'), 'Give reason');
    await scene.mustSubmit('sam', 'Decline', { Reason: 'Not a fit', [RATING]: 'Poor' });
    const shown = await history('sam', name);
    expect(scene.read(shown.text())).toContain('@sam rated this lead Poor and declined it');
    await as('sam').press(shown, 'Rate lead…');
    await scene.mustSubmit('sam', 'Rate lead', { [RATING]: 'Fair', Reason: 'Fits in a year' });
    await expect
      .poll(async () => scene.read((await as('sam').modal('History')).text()))
      .toContain('@sam rated this lead Fair and declined it');
  });

  test('is not for people without a part in the lead, nor for the person who handed it off', async () => {
    const name = await scene.bring(await scene.newLead(), 'working');
    expect((await history('sue', name)).buttons).not.toContain('Rate lead…');
    expect((await history('mia', name)).buttons).not.toContain('Rate lead…');
    const { deps } = scene.app().baton;
    const leadId = postedAt(deps.db, scene.card(name))?.subjectId ?? 0;
    const rates = async (who: string) => {
      const actor = await actorOn(deps, leadId, as(who).id);
      return deps.write((tx) => rateLead(tx, { leadId, actor, moment: 'touch', rating: 'good' }, deps.now()));
    };
    await expect(rates('sue')).rejects.toThrow('once you have contacted or declined it');
    await expect(rates('mia')).rejects.toThrow('You handed off this lead yourself');
    await expect(rates('ada')).rejects.toThrow('once you have contacted or declined it');
  });
});

describe('the weekly report of a marketer', () => {
  const scene = createScene({ at: AT });
  const { as } = scene;
  const reports = (who: string) => scene.news(who, REPORT);
  const decline = async (name: string, fields: Record<string, string>) => {
    await scene.press('sam', name, 'Decline');
    await scene.mustSubmit('sam', 'Decline', fields);
  };
  const touch = async (name: string, fields: Record<string, string>) => {
    await scene.press('sam', name, 'Log contact');
    await scene.mustSubmit('sam', 'Log contact', fields);
  };

  test('is not sent when sales gave no rating', async () => {
    await scene.bring(await scene.newLead(), 'working');
    await scene.travel('2026-11-23T08:00:10Z');
    expect(reports('mia')).toEqual([]);
  });

  test('shows ratings by source and campaign, with reasons and notes, on Monday morning', async () => {
    const fair = { Source: 'Trade fair', Campaign: 'Autumn launch' };
    const good = await scene.newLead(fair);
    await touch(good, { [RATING]: 'Good', 'Why? (shared with marketing)': 'Knew our price list' });
    await touch(await scene.newLead(fair), { [RATING]: 'Good' });
    const declined = await scene.newLead(fair);
    await decline(declined, {
      Reason: 'No budget',
      [RATING]: 'Poor',
      'Note for marketing': 'Next year',
    });
    await decline(await scene.newLead({ Source: 'Webinar' }), { Reason: 'Duplicate' });
    await decline(await scene.newLead(), { Reason: 'Duplicate', [RATING]: 'Fair' });
    await scene.travel('2026-11-29T08:00:10Z');
    expect(reports('mia')).toEqual([]);
    await scene.travel('2026-11-30T08:00:10Z');
    await scene.travel('2026-11-30T08:01:00Z');
    const [report, ...others] = reports('mia');
    expect(others).toEqual([]);
    expect(report?.split('\n')).toEqual([
      `:bar_chart: ${REPORT}: last 7 days`,
      ':large_green_circle: 2 good  ·  :large_yellow_circle: 1 fair  ·  :red_circle: 1 poor  ·  3 declined',
      'Trade fair  ·  campaign Autumn launch',
      ':large_green_circle: 2 good  ·  :red_circle: 1 poor  ·  1 declined: no budget',
      'No source',
      ':large_yellow_circle: 1 fair  ·  1 declined: duplicate',
      'Webinar',
      '1 declined: duplicate',
      '*Comments*',
      `${declined} · Company 004`,
      '@sam declined it: No budget  ·  :red_circle: poor',
      'Next year',
      `${good} · Company 002`,
      '@sam after first contact: :large_green_circle: good',
      'Knew our price list',
      'View each lead',
      'Notification settings',
    ]);
    expect(reports('sam')).toEqual([]);
    expect(reports('ada')).toEqual([]);

    const sent = as('mia')
      .dm()
      .findLast(({ text }) => text.includes(REPORT));
    if (!sent) throw new Error('no report');
    await as('mia').press(sent, 'View each lead');
    const each = await as('mia').modal('Lead quality');
    expect(each.text().match(/Company \d+/g)).toHaveLength(5);
    expect(scene.read(each.text())).toContain('@sam declined it: Duplicate  ·  :large_yellow_circle: fair');
  });

  test('waits until Slack answers, and for the next working day', async () => {
    const { slack, baton } = scene.app();
    baton.deps.db.$client.prepare(`UPDATE teams SET holidays = '["2026-12-07"]' WHERE name = 'Marketing'`).run();
    await scene.travel('2026-12-01T10:00:00Z');
    await decline(await scene.newLead(), { Reason: 'Chose a competitor' });
    baton.deps.directory.forget(slack.ids.people.mia ?? '');
    slack.faults.calls({ kind: 'error', error: 'internal_error' }, { method: 'users.info', times: 9 });
    await scene.travel('2026-12-07T08:00:10Z');
    slack.faults.clear();
    scene.app().logLines.splice(0);
    baton.deps.directory.forget(slack.ids.people.mia ?? '');
    await scene.travel('2026-12-07T08:05:00Z');
    expect(reports('mia')).toHaveLength(1);
    await scene.travel('2026-12-08T08:05:10Z');
    expect(reports('mia')).toHaveLength(2);
  });

  test('is not sent to marketers who turned it off', async () => {
    await scene.travel('2026-12-08T09:00:00Z');
    await as('mia').command('/baton me', { in: '#marketing' });
    await scene.mustSubmit('mia', 'Notifications', {
      'Weekly ratings of your leads': 'Off',
    });
    await decline(await scene.newLead(), { Reason: 'Duplicate' });
    await scene.travel('2026-12-14T08:00:10Z');
    expect(reports('mia')).toHaveLength(2);
  });
});

describe('marketers of several teams', () => {
  const scene = createScene({ at: AT });
  const { as } = scene;
  const reports = (who: string) => scene.news(who, REPORT);

  test('get their report in the morning of their own team; those in none, of the oldest team', async () => {
    const { baton, slack } = scene.app();
    const { people, channels, userGroups } = slack.ids;
    await baton.deps.write((tx) => {
      const [marketing] = teamsOfKind(tx, 'marketing');
      if (!marketing) throw new Error('no team');
      const { id: _, updatedAt: _at, updatedBy: _by, ...form } = marketing;
      const overseas = {
        ...{ ...form, name: 'Overseas', zone: 'America/New_York', channelId: channels.general ?? '' },
        ...{ userGroupId: userGroups.sellers ?? '', managerId: people.sue ?? '' },
      };
      saveTeam(tx, overseas, { id: null, by: 'test' }, baton.deps.now());
    });
    await baton.runDue();
    await scene.travel('2026-11-17T09:00:00Z');
    for (const [index, who] of ['mia', 'sue', 'max'].entries()) {
      await as(who).command('/handoff', { in: '#general' });
      const fields = {
        Name: `From ${who}`,
        Company: 'Acme',
        Email: `${index}@acme.example`,
        'What do they need?': 'A demo',
      };
      await scene.mustSubmit(who, 'Hand off a lead', fields);
      await scene.press('sam', `From ${who}`, 'Decline');
      await scene.mustSubmit('sam', 'Decline', { Reason: 'Duplicate' });
    }
    await scene.travel('2026-11-23T08:00:10Z');
    expect([reports('mia').length, reports('max').length, reports('sue').length]).toEqual([1, 1, 0]);
    await scene.travel('2026-11-23T14:00:10Z');
    expect([reports('mia').length, reports('max').length, reports('sue').length]).toEqual([1, 1, 1]);
  });
});
