import { describe, expect, test } from 'vitest';
import { saveRouting } from '../../../src/leads/routing/settings.ts';
import { teamsOfKind } from '../../../src/teams/queries.ts';
import { createScene, type Who } from '../../support/scene.ts';

// A Thursday, 10:00 in Berlin.
const scene = createScene({ at: '2026-11-19T09:00:00Z' });
const { as } = scene;

const FACTS = 'They merged in May & are 40 now <really>';

async function giveBack(who: Who, name: string, words = 'They are two') {
  await scene.press(who, name, 'Decline');
  await scene.mustSubmit(who, 'Decline', { Reason: 'Not a fit', 'Note for marketing': words });
}

async function answer(who: Who, name: string, facts = FACTS) {
  await scene.press(who, name, 'Reply and resubmit');
  await scene.mustSubmit(who, 'Reply and resubmit', { Reply: facts });
}

/** The person who is up first, from the card. */
const asked = (name: string) =>
  /Assigned to @(\w+)|@(\w+) is up first/.exec(scene.standing(name))?.slice(1).find(Boolean);

describe('a declined lead', () => {
  test('is answered from the direct message, with the reason above the field, and is new again', async () => {
    const name = await scene.newLead();
    await giveBack('sam', name);
    const message = await as('mia').waitForMessage('dm', name);
    expect(message.buttons).toEqual(['Reply and resubmit', 'Nurture', 'Disqualify']);
    // In the channel of sales there is nothing to press for its readers.
    expect(scene.card(name).buttons).toEqual([]);
    scene.app().setTime('2026-11-19T10:00:00Z');
    await as('mia').press(message, 'Reply and resubmit');
    const form = await as('mia').modal('Reply and resubmit');
    expect(scene.read(form.text())).toContain(':x: @sam declined this lead: Not a fit\nThey are two');
    await form.fill({ Reply: FACTS });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.app().settled();

    expect(scene.standing(name)).toBe(
      ':large_yellow_circle: Unclaimed  ·  @sue is up first  ·  due 2026-11-19 12:00 UTC',
    );
    expect(scene.read(scene.card(name).text)).toContain(`:speech_balloon: @mia replied:\n${FACTS}`);
    expect(scene.story(name).at(-1)).toBe(
      `:speech_balloon: @mia replied and resubmitted this lead. It is open again.\n${FACTS}`,
    );
    expect(scene.card(name).buttons).toEqual(['Accept', 'Log contact', 'Decline']);
    await scene.bring(name, 'accepted', 'sue');
    expect(scene.read(scene.card(name).text)).toContain(FACTS);
    await scene.press('mia', name, 'History');
    expect(scene.read((await as('mia').modal('History')).text())).toContain(FACTS);
  });

  test('is resubmitted once; a second time is refused with the remaining choices', async () => {
    const name = await scene.newLead();
    await giveBack('sam', name);
    const first = await as('mia').waitForMessage('dm', name);
    scene.forgetMessages();
    await answer('mia', name);
    await giveBack('sue', name, 'Still not');
    const second = as('mia').dm().at(-1);
    expect(second?.text).toContain('Still not');
    expect(second?.buttons).toEqual(['Nurture', 'Disqualify']);
    await as('mia').press(first, 'Reply and resubmit');
    expect(await scene.ephemeral('mia', 'dm')).toBe(
      'Marketing has resubmitted this lead once already, so you cannot resubmit it. You can send it to nurture or disqualify it.',
    );
    expect(
      as('mia')
        .modals()
        .map(({ title }) => title),
    ).not.toContain('Reply and resubmit');
    await scene.press('mia', name, 'Nurture');
    await scene.mustSubmit('mia', 'Nurture', { 'Nurture until': '2026-12-24' });
    expect(scene.standing(name)).toContain('Nurturing');
  });

  test('a submission after a colleague’s shows the status of the lead', async () => {
    const name = await scene.newLead();
    await giveBack('sam', name);
    const form = await scene.open('mia', name, 'Reply and resubmit', 'Reply and resubmit');
    await answer('ada', name, 'Ada was quicker');
    await form.fill({ Reply: 'Too late' });
    await form.submit();
    const notice = await as('mia').modal('That did not work');
    expect(notice.text()).toBe('No one has accepted this lead yet, so you cannot resubmit it.');
    await notice.close();
    expect(form.value('Reply')).toBe('Too late');
    expect(scene.story(name).filter((line) => line.includes('resubmitted this lead'))).toHaveLength(1);
  });

  test('needs a reply with facts, from a marketer', async () => {
    const name = await scene.newLead();
    await giveBack('sam', name);
    await as('sam').command(`/leads ${name}`);
    expect((await as('sam').modal('Search results')).buttons).toEqual(['History']);
    const form = await scene.open('mia', name, 'Reply and resubmit', 'Reply and resubmit');
    await form.fill({ Reply: ' \u200b' });
    expect(await form.submit()).toEqual({ ok: false, errors: { Reply: 'Enter a reply.' } });
    expect(scene.standing(name)).toContain('Returned to marketing');
  });

  test('after work on it waits for a first contact again, and asks the next person', async () => {
    scene.app().setTime('2026-11-19T12:00:00Z');
    const name = await scene.bring(await scene.newLead(), 'working', 'sam');
    await giveBack('sam', name);
    await answer('mia', name);
    expect(asked(name)).toBe('sue');
    await scene.travel('2026-11-19T12:31:00Z');
    // The message about the reply asked Sue: the reminder leaves this lead out.
    expect(scene.news('sue', name)).toHaveLength(1);
    await scene.bring(name, 'accepted', 'sue');
    expect(scene.standing(name)).toContain('first contact due');
  });
});

describe('a seller who declined', () => {
  const setRouting = (settings: { routing: 'one' | 'pool'; oneSellerId: string | null }) => {
    const { deps } = scene.app().baton;
    const [team] = teamsOfKind(deps.db, 'sales');
    if (!team) throw new Error('no team');
    return deps.write((tx) =>
      saveRouting(tx, { teamId: team.id, by: 'test', settings: { ...team, ...settings } }, deps.now()),
    );
  };

  test('is not asked again, also after two declines', async () => {
    scene.app().setTime('2026-11-20T09:00:00Z');
    for (const [decliner, other] of [
      ['sam', 'sue'],
      ['sue', 'sam'],
      ['sue', 'sam'],
    ] as const) {
      const name = await scene.newLead();
      await giveBack(decliner, name);
      await answer('mia', name);
      expect(asked(name), `${decliner} declined`).toBe(other);
    }
  });

  test('is asked again before the manager, if no one else can take the lead', async () => {
    const { people } = scene.app().slack.ids;
    await setRouting({ routing: 'one', oneSellerId: people.sam ?? '' });
    const name = await scene.newLead();
    await as('sue').command('/leads away until 2026-12-24', { in: '#sales' });
    expect(await scene.ephemeral('sue')).toContain('You get no leads until');
    await giveBack('sam', name);
    await answer('mia', name);
    expect(asked(name)).toBe('sam');
    await as('sue').command('/leads back', { in: '#sales' });
    expect(await scene.ephemeral('sue')).toContain('Welcome back');
    await setRouting({ routing: 'pool', oneSellerId: null });
  });
});

test('a lead that returns from nurture can be resubmitted once more', async () => {
  scene.app().setTime('2026-11-23T09:00:00Z');
  const name = await scene.newLead();
  await giveBack('sam', name);
  await answer('mia', name);
  await giveBack('sue', name);
  await scene.press('mia', name, 'Nurture');
  await scene.mustSubmit('mia', 'Nurture', { 'Nurture until': '2026-12-01' });
  await scene.travel('2026-12-01T08:00:30Z');
  expect(scene.read(scene.card(name).text)).not.toContain(FACTS);
  await giveBack('sam', name);
  await answer('mia', name);
  expect(scene.standing(name)).toContain('Unclaimed');
});
