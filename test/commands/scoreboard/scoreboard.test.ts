import { describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';
import { workspace } from '../../support/test-app.ts';

const scene = createScene({
  workspace: {
    ...workspace,
    people: { ...workspace.people, noah: { realName: 'Noah Nowhere', email: 'noah@northwind.example', tz: 'UTC' } },
  },
});
const { as } = scene;

async function board(who: string) {
  await as(who).command('/baton scoreboard', { in: '#general' });
  return as(who).modal('Scoreboard');
}

async function close(who: string) {
  for (const modal of as(who).modals().reverse()) await modal.close();
}

describe('the scoreboard', () => {
  test('shows both teams the same figures, and the leads behind each', async () => {
    await scene.newLead({ Source: 'Webinar' });
    const name = await scene.bring(await scene.newLead({ Source: 'Webinar' }), 'accepted');
    const shown = await Promise.all(['mia', 'sam'].map(async (who) => (await board(who)).text()));
    expect(shown[0]).toBe(shown[1]);
    expect(shown[0]).toMatch(/2 handed off \(MQL\)\n1 accepted \(SAL\)\n0 contacted/);
    expect(shown[0]).toContain('100 % accepted in time  ·  1 of 1');
    expect(shown[0]).toContain('The period is still running.');

    await (await as('mia').modal('Scoreboard')).choose('Accepted (1)');
    const list = await as('mia').modal('Behind the figure');
    expect(list.text()).toMatch(new RegExp(`^Accepted: 1 lead\n${name} · Company 002\nAccepted  ·  `));
    await (await as('sam').modal('Scoreboard')).choose('Webinar (2)');
    expect((await as('sam').modal('Behind the figure')).text()).toMatch(/^Handed off: 2 leads\nLead 002 · Company 002/);
    await close('mia');
    await close('sam');
  });

  test('shows the outcome of the leads that were handed off, and compares nothing that is young', async () => {
    const shown = await board('max');
    await shown.choose('Cohort so far');
    await shown.waitForText('Still ripening');
    const text = shown.text();
    expect(text).toMatch(/2 handed off \(MQL\)\n1 accepted \(SAL\) {2}· {2}50 %/);
    expect(text).toContain('Still ripening: these leads need more time, so nothing is compared.');
    expect(text).toContain('Often quoted: 27 % of web leads are ever contacted.');
    await shown.choose('Last month');
    await shown.waitForText('0 handed off');
    await close('max');
  });

  test('is filtered, and a person’s own figures are for them and their manager', async () => {
    const filtered = async (who: string, person: string) => {
      await (await board(who)).press('Filter…');
      const form = await as(who).modal('Filter');
      await form.fill({ Source: 'Webinar', 'Only the leads of': person });
      return form.submit();
    };
    expect(await filtered('sam', 'sam')).toEqual({ ok: true });
    const filteredBoard = await as('sam').modal('Scoreboard');
    await filteredBoard.waitForText('only as seller');
    const own = scene.read(filteredBoard.text());
    expect(own).toContain('only as seller: @sam');
    expect(own).toMatch(/1 handed off/);
    await close('sam');
    expect(await filtered('max', 'sam')).toEqual({ ok: true });
    await (await as('max').modal('Scoreboard')).waitForText('only as seller');
    await (await as('max').modal('Scoreboard')).choose('Accepted (1)');
    expect((await as('max').modal('Behind the figure')).text()).toContain('Accepted: 1 lead');
    await close('max');
    for (const who of ['sue', 'mia', 'ada']) {
      const refused = 'You can see your own figures, and those of people in a team that you manage.';
      expect(await filtered(who, 'sam')).toMatchObject({ ok: false, errors: { 'Only the leads of': refused } });
      await close(who);
    }
  });

  test('comes as a file, with the definitions or with the leads', async () => {
    await (await board('mia')).press('Send me this as CSV');
    await scene.app().settled();
    await expect.poll(() => as('mia').dm().at(-1)?.files).toEqual([expect.stringMatching(/^scoreboard-2026-11-01-/)]);
    await (await as('mia').modal('On its way')).close();
    await (await as('mia').modal('Scoreboard')).choose('Handed off (2)');
    await (await as('mia').modal('Behind the figure')).press('Send me this as CSV');
    await scene.app().settled();
    await expect.poll(() => as('mia').dm().at(-1)?.text).toContain('Handed off, Nov 1 – 30, 2026');
    const contents = [...scene.app().slack.store.files.values()].map(({ bytes }) => Buffer.from(bytes).toString());
    expect(contents[0]).toContain('Leads that were handed off to a sales team (MQL). Dated by the hand-off.');
    expect(contents[1]).toMatch(/Lead 002,Company 002,accepted,Webinar/);
    await close('mia');
  });

  test('comes as charts and as a picture, each with the same in words', async () => {
    await (await board('mia')).press('Send me charts');
    expect((await as('mia').modal('On its way')).text()).toContain('The charts and a picture come to you');
    await scene.app().settled();
    await expect.poll(() => as('mia').dm().at(-1)?.files).toEqual([expect.stringMatching(/^scoreboard-2026-11-01-/)]);
    const [charts, picture] = as('mia').dm().slice(-2);
    // A single month is no trend.
    expect(charts?.blocks.map(({ type }) => type)).toEqual(['rich_text', 'table', 'data_visualization', 'context']);
    const { store } = scene.app().slack;
    const posted = store.messages.get(charts?.channel ?? '')?.find(({ ts }) => ts === charts?.ts);
    expect(posted?.text).toContain(
      'November 2026: 2 handed off, 1 accepted, 0 qualified, 0 won. Leads by source: Webinar 100 %',
    );
    expect(picture?.text).toContain('Nov 1 – 30, 2026 · all sales teams');
    const file = [...store.files.values()].at(-1);
    expect(file?.alt).toMatch(/Funnel: 2 handed off, 1 accepted, 0 contacted.* Deadlines: 100 % accepted in time/);
    expect(
      Buffer.from(file?.bytes ?? [])
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG');
    await close('mia');
  });

  test('comes as a table where Slack refuses charts', async () => {
    const before = as('mia').dm().length;
    scene.app().slack.faults.calls({ kind: 'error', error: 'invalid_blocks' }, { method: 'chat.postMessage' });
    await (await board('mia')).press('Send me charts');
    await scene.app().settled();
    await expect.poll(() => as('mia').dm().length).toBe(before + 2);
    const plainer = as('mia').dm()[before];
    expect(plainer?.blocks.map(({ type }) => type)).toEqual(['rich_text', 'table', 'rich_text']);
    expect(plainer?.text).toContain('Leads by source: Webinar 100 %');
    await close('mia');
  });

  test('says how each figure is counted', async () => {
    await (await board('sue')).press('What is this?');
    expect((await as('sue').modal('What is this?')).text()).toContain('Dated by the first acceptance.');
    await close('sue');
  });

  test('opens from the home of people in a team', async () => {
    const home = await as('sam').openHome();
    await home.press('Scoreboard');
    expect((await as('sam').modal('Scoreboard')).text()).toContain('Funnel');
    await close('sam');
  });

  test('is for no one else', async () => {
    await as('noah').command('/baton scoreboard', { in: '#general' });
    expect(await scene.ephemeral('noah', '#general')).toContain(
      'Only the sales and marketing teams see the scoreboard.',
    );
  });
});

test('the scoreboard shows how long a lead waited in a message before it was handed off', async () => {
  as('mia').say('#marketing', 'Jane Doe, Acme, jane@acme.example wants a demo');
  const message = await as('mia').waitForMessage('#marketing', 'wants a demo');
  scene.app().setTime(new Date(Number(message.ts) * 1000 + 37.5 * 60_000));
  await as('mia').shortcut('Hand off as lead', message);
  const form = await as('mia').modal('Hand off a lead');
  expect(await form.submit()).toMatchObject({ ok: true });
  await close('mia');
  const shown = await board('mia');
  await shown.waitForText('From a message to the hand-off: half in 38 min, 9 of 10 in 38 min');
  await shown.choose('Time to hand off (1)');
  expect((await as('mia').modal('Behind the figure')).text()).toContain('Time to hand off: 1 lead\nJane Doe · Acme');
  await close('mia');
});
