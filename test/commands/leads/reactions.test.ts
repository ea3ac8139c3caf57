import { describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;
const MINUTE_MS = 60_000;
const later = (minutes: number) =>
  scene.app().setTime(new Date(scene.app().baton.deps.now().getTime() + minutes * MINUTE_MS));

describe('an emoji on a card', () => {
  test.each(['white_check_mark', 'heavy_check_mark', 'ballot_box_with_check'])('%s accepts', async (emoji) => {
    const name = await scene.newLead();
    await scene.react('sam', name, emoji);
    expect(scene.standing(name)).toContain('@sam owns this');
  });

  test.each(['telephone_receiver', 'phone', 'telephone', 'calling'])(
    '%s logs a call, and accepts the lead',
    async (emoji) => {
      const name = await scene.newLead();
      await scene.react('sue', name, emoji);
      expect(scene.standing(name)).toContain('In progress  ·  @sue  ·  last contact: call, ');
      expect(scene.story(name)).toEqual([
        ':white_check_mark: @sue accepted this lead',
        ':telephone_receiver: @sue logged a contact: Call',
      ]);
    },
  );

  test.each(['x', 'negative_squared_cross_mark', 'heavy_multiplication_x'])(
    '%s privately offers the form for the reason',
    async (emoji) => {
      const name = await scene.bring(await scene.newLead(), 'accepted');
      await scene.react('sam', name, emoji);
      const offer = await scene.nextEphemeral('sam');
      expect(offer.text).toBe('To decline, give a reason. The lead returns to marketing.\nGive reason');
      expect(scene.standing(name)).toContain('@sam owns this');
      await as('sam').press(offer, 'Give reason');
      await scene.mustSubmit('sam', 'Decline', { Reason: 'Duplicate' });
      expect(scene.standing(name)).toContain('Returned to marketing by @sam: Duplicate  ·  with @mia  ·  due ');
    },
  );

  test('zzz snoozes until the next morning, and confirms it privately', async () => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    await scene.react('sam', name, 'zzz');
    expect(await scene.ephemeral('sam')).toBe('Snoozed until 2026-11-20 08:00 UTC.');
    expect(scene.standing(name)).toContain(':zzz: snoozed until 2026-11-20 08:00 UTC');
    expect(scene.story(name)).toHaveLength(1);
  });

  test('trophy marks the lead as won', async () => {
    const name = await scene.bring(await scene.newLead(), 'qualified');
    await scene.react('sam', name, 'trophy');
    expect(scene.standing(name)).toContain('Won by @sam');
  });

  test('trophy on a lead that is not qualified shows the possible acts', async () => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    await scene.react('sam', name, 'trophy');
    expect(await scene.ephemeral('sam')).toMatch(
      /^@sam has had this lead since .*, so you cannot mark it won. You can log a touch, release it, decline it or send it to nurture.$/,
    );
  });

  test.each(['eyes', '+1::skin-tone-3', 'heart'])('%s means nothing', async (emoji) => {
    const name = await scene.newLead();
    await scene.react('sam', name, emoji);
    expect(scene.standing(name)).toContain('Unclaimed');
    expect(scene.story(name)).toEqual([]);
  });

  test('has no effect on other messages', async () => {
    const said = as('sue').say('#sales', 'Lunch?');
    const calls = scene.app().slack.traffic.calls().length;
    as('sam').react(said, 'white_check_mark');
    await scene.app().settled();
    expect(scene.app().slack.traffic.calls()).toHaveLength(calls);
    const name = await scene.bring(await scene.newLead(), 'accepted');
    const [line] = scene.card(name).thread();
    if (!line) throw new Error('The thread is empty.');
    as('sue').react(line, 'white_check_mark');
    await scene.app().settled();
    expect(scene.standing(name)).toContain('@sam owns this');
    expect(as('sam').sees('#sales').at(-1)?.text).not.toContain('Lunch');
  });
});

describe('removing ✅', () => {
  test('within ten minutes releases the lead', async () => {
    const name = await scene.newLead();
    await scene.react('sam', name, 'white_check_mark');
    later(9);
    await scene.react('sam', name, 'white_check_mark', false);
    expect(scene.standing(name)).toContain('Unclaimed');
    expect(scene.story(name).at(-1)).toBe(':leftwards_arrow_with_hook: @sam released this lead. It is open again.');
    await scene.react('sue', name, 'white_check_mark');
    expect(scene.standing(name)).toContain('@sue owns this');
  });

  test('later has no effect', async () => {
    const name = await scene.newLead();
    await scene.react('sam', name, 'white_check_mark');
    later(11);
    await scene.react('sam', name, 'white_check_mark', false);
    expect(scene.standing(name)).toContain('@sam owns this');
  });

  test('after a contact has no effect', async () => {
    const name = await scene.newLead();
    await scene.react('sam', name, 'white_check_mark');
    await scene.react('sam', name, 'phone');
    await scene.react('sam', name, 'white_check_mark', false);
    expect(scene.standing(name)).toContain('In progress  ·  @sam');
  });

  test('has no effect while another check mark of the same person is there', async () => {
    const name = await scene.newLead();
    await scene.react('sam', name, 'white_check_mark');
    await scene.react('sam', name, 'heavy_check_mark');
    await scene.react('sam', name, 'white_check_mark', false);
    expect(scene.standing(name)).toContain('@sam owns this');
    await scene.react('sam', name, 'heavy_check_mark', false);
    expect(scene.standing(name)).toContain('Unclaimed');
  });

  test('by a person who never owned the lead has no effect', async () => {
    const name = await scene.newLead();
    await scene.react('sam', name, 'white_check_mark');
    await scene.react('sue', name, 'white_check_mark');
    await scene.ephemeral('sue');
    await scene.react('sue', name, 'white_check_mark', false);
    expect(scene.standing(name)).toContain('@sam owns this');
  });

  test('and adding it again accepts the lead again', async () => {
    const name = await scene.newLead();
    await scene.react('sam', name, 'white_check_mark');
    await scene.react('sam', name, 'white_check_mark', false);
    await scene.react('sam', name, 'white_check_mark');
    expect(scene.standing(name)).toContain('@sam owns this');
  });
});

describe('permissions', () => {
  test.each([
    ['mia', 'Only the sales team of #sales can do this. If you belong there, ask its manager to add you.'],
    ['gus', 'Only full members of this workspace can do this. You are a guest.'],
    ['eve', 'Only full members of this workspace can do this. You are from another workspace.'],
  ])('%s learns the reason privately, and the lead stays unchanged', async (who, why) => {
    const { admin } = scene.app().slack;
    const name = await scene.newLead();
    // Mia is in the channel but works elsewhere: the user group decides the membership.
    if (who === 'mia') await onlyInGroup(async () => scene.react('mia', name, 'white_check_mark'));
    else await scene.react(who, name, 'white_check_mark');
    expect(await scene.ephemeral(who)).toBe(why);
    expect(scene.standing(name)).toContain('Unclaimed');
    expect(scene.card(name).thread()).toEqual([]);

    async function onlyInGroup(act: () => Promise<void>): Promise<void> {
      admin.invite('sales', 'mia');
      const { db, directory } = scene.app().baton.deps;
      db.$client
        .prepare("UPDATE teams SET user_group_id = ? WHERE name = 'Sales'")
        .run(scene.app().slack.ids.userGroups.sellers);
      directory.forget(scene.app().slack.ids.channels.sales ?? '');
      await act();
      db.$client.prepare("UPDATE teams SET user_group_id = NULL WHERE name = 'Sales'").run();
      admin.kick('sales', 'mia');
      await scene.app().settled();
    }
  });

  test('a second seller is told the owner’s name', async () => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    await scene.react('sue', name, 'white_check_mark');
    expect(await scene.ephemeral('sue')).toMatch(
      /^@sam has had this lead since .*, so you cannot accept it\. You can log a touch\.$/,
    );
  });

  test('a colleague cannot decline, snooze or win a lead of another owner', async () => {
    const name = await scene.bring(await scene.newLead(), 'qualified');
    for (const emoji of ['zzz', 'trophy']) {
      await scene.react('sue', name, emoji);
      expect(await scene.ephemeral('sue')).toBe('@sam has this lead. Only they or their manager can do this.');
    }
    const other = await scene.bring(await scene.newLead(), 'accepted');
    await scene.react('sue', other, 'x');
    expect(await scene.ephemeral('sue')).toBe('@sam has this lead. Only they or their manager can do this.');
    await scene.react('max', name, 'trophy');
    expect(scene.standing(name)).toContain('Won by @sam');
  });

  test('a seller who was just deactivated is refused', async () => {
    const { admin, faults } = scene.app().slack;
    const name = await scene.newLead();
    // Slack’s event about Sue arrives before her reaction.
    const held = faults.events({ reverseBatch: 2 });
    as('sue').react(scene.card(name), 'white_check_mark');
    admin.deactivate('sue');
    await scene.app().settled();
    held.lift();
    expect(scene.standing(name)).toContain('Unclaimed');
    admin.reactivate('sue');
    await scene.app().settled();
  });

  test('a seller who just became a guest is refused', async () => {
    const { admin } = scene.app().slack;
    const name = await scene.newLead();
    admin.hire('lou', { guest: false });
    admin.invite('sales', 'lou');
    await scene.app().settled();
    admin.makeGuest('lou');
    await scene.app().settled();
    await scene.react('lou', name, 'white_check_mark');
    expect(await scene.ephemeral('lou')).toContain('You are a guest');
    expect(scene.standing(name)).toContain('Unclaimed');
  });
});

describe('order of events', () => {
  test('two sellers at once: one owner, and the other is told', async () => {
    for (let round = 0; round < 5; round += 1) {
      const name = await scene.newLead();
      as('sam').react(scene.card(name), 'white_check_mark');
      as('sue').react(scene.card(name), 'white_check_mark');
      await scene.app().settled();
      const owner = scene.standing(name).includes('@sam owns this') ? 'sam' : 'sue';
      const other = owner === 'sam' ? 'sue' : 'sam';
      expect(scene.standing(name)).toContain(`@${owner} owns this`);
      expect(await scene.ephemeral(other)).toContain(`@${owner} has had this lead since`);
      expect(scene.story(name)).toEqual([`:white_check_mark: @${owner} accepted this lead`]);
    }
  });

  test('a button and a reaction at once: one owner', async () => {
    const name = await scene.newLead();
    as('sam').react(scene.card(name), 'white_check_mark');
    await as('sue').press(scene.card(name), 'Accept');
    await scene.app().settled();
    expect(scene.story(name)).toHaveLength(1);
  });

  test('an event delivered four times has one effect', async () => {
    const offers = () =>
      as('sam')
        .sees('#sales')
        .filter((one) => one.text.startsWith('To decline, ')).length;
    const name = await scene.newLead();
    const before = offers();
    scene.app().slack.faults.events({ copies: 4 });
    await scene.react('sam', name, 'phone');
    await scene.react('sam', name, 'x');
    expect(offers()).toBe(before + 1);
    expect(scene.story(name)).toHaveLength(2);
    expect(scene.standing(name)).toContain('last contact: ');
  });

  test('removed before added: the state in Slack decides', async () => {
    const name = await scene.newLead();
    const held = scene.app().slack.faults.events({ reverseBatch: 2 });
    as('sam').react(scene.card(name), 'white_check_mark');
    as('sam').unreact(scene.card(name), 'white_check_mark');
    await scene.app().settled();
    held.lift();
    expect(scene.standing(name)).toContain('Unclaimed');
    expect(scene.story(name)).toEqual([]);
  });
});
