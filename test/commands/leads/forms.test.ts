import { describe, expect, test } from 'vitest';
import { redeliver } from '../../support/redeliver.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene({ mode: 'http' });
const { as } = scene;

describe('a missing value is shown at its field, and the typed text is kept', () => {
  test('a decline needs a note only with the reason “something else”', async () => {
    const name = await scene.newLead();
    const form = await scene.open('sam', name, 'Decline', 'Decline');
    await form.fill({ Reason: 'Something else' });
    expect(await form.submit()).toEqual({
      ok: false,
      errors: { 'Note for marketing': 'Add a note with the reason.' },
    });
    expect(form.value('Reason')).toBe('Something else');
    await form.fill({ 'Note for marketing': 'They moved to <Mars> & back' });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.app().settled();
    expect(scene.story(name)).toEqual([':x: @sam declined this lead: Something else\nThey moved to <Mars> & back']);
  });

  test('a deal value needs a number and a currency', async () => {
    const name = await scene.bring(await scene.newLead(), 'working');
    const form = await scene.open('sam', name, 'Qualify', 'Qualify');
    await form.fill({ 'Deal value': '100', Currency: null });
    expect(await form.submit()).toEqual({ ok: false, errors: { Currency: 'Choose a currency.' } });
    await form.fill({ 'Deal value': '' });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.app().settled();
    expect(scene.standing(name)).toBe(':dart: Qualified by @sam');
  });

  test('a snooze cannot end in the past', async () => {
    const name = await scene.newLead();
    const form = await scene.open('sam', name, 'Nurture…', 'Nurture');
    for (const day of ['2026-11-18', '2026-11-19']) {
      await form.fill({ 'Nurture until': day });
      expect(await form.submit()).toEqual({
        ok: false,
        errors: { 'Nurture until': 'Please choose a future date.' },
      });
    }
  });

  test('a note needs text', async () => {
    const name = await scene.newLead();
    const form = await scene.open('sam', name, 'Add note…', 'Add note');
    await form.fill({ Note: '  \n ' });
    expect(await form.submit()).toEqual({ ok: false, errors: { Note: 'Enter a note.' } });
    await form.fill({ Note: 'Call after lunch' });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.app().settled();
    expect(scene.story(name)).toEqual([':memo: @sam added a note\nCall after lunch']);
  });

  test('a lead is reassigned to a colleague who can take it', async () => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    const form = await scene.open('sam', name, 'Reassign…', 'Reassign');
    const faults = {
      mia: 'mia is not in Sales.',
      gus: 'gus cannot take leads: they are a guest.',
      sam: 'sam has this lead already.',
    };
    for (const [who, why] of Object.entries(faults)) {
      await form.fill({ 'Assign to': who });
      expect(await form.submit()).toEqual({ ok: false, errors: { 'Assign to': why } });
    }
    await form.fill({ 'Assign to': 'sue' });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.app().settled();
    expect(scene.standing(name)).toContain('@sue owns this');
    expect(scene.story(name).at(-1)).toBe(':arrow_right: @sam reassigned this lead from @sam to @sue');
    const told = await as('sue').waitForMessage('dm', name);
    expect(told.buttons).toEqual(['Log contact', 'Decline', 'Release']);
  });
});

test('a person who is away is given a lead only on purpose', async () => {
  const name = await scene.bring(await scene.newLead(), 'working');
  await as('sue').command('/leads away until 2026-12-24', { in: '#sales' });
  expect(await scene.ephemeral('sue')).toContain('You get no leads until');
  const form = await scene.open('sam', name, 'Reassign…', 'Reassign');
  await form.fill({ 'Assign to': 'sue' });
  const why = 'sue is out of office. Choose someone else, or tick “Assign anyway”.';
  expect(await form.submit()).toEqual({ ok: false, errors: { 'Assign to': why } });
  await form.fill({ 'If they are away': ['Assign anyway'] });
  expect(await form.submit()).toEqual({ ok: true });
  await scene.app().settled();
  expect(scene.standing(name)).toContain('@sue');
  await as('sue').command('/leads back', { in: '#sales' });
  expect(await scene.ephemeral('sue')).toContain('Welcome back');
});

test('a submission that Slack delivers twice has one effect', async () => {
  const name = await scene.newLead();
  for (const [button, title, fields] of [
    ['Log contact', 'Log contact', {}],
    ['Add note…', 'Add note', { Note: 'Once' }],
    ['Snooze…', 'Snooze', {}],
  ] as const) {
    await scene.press('sam', name, button);
    await scene.mustSubmit('sam', title, fields);
    const submission = scene.app().slack.traffic.deliveries('view_submission').at(-1);
    expect(await redeliver(scene.app(), submission?.payload)).toEqual(submission?.answer);
  }
  const history = await scene.open('sam', name, 'History', 'History');
  const changes = history.text().match(/accepted|logged a contact|added a note|snoozed/g);
  expect(changes).toEqual(['snoozed', 'added a note', 'logged a contact', 'accepted']);
});

test('a form for an unknown lead, or from another app, is refused', async () => {
  const name = await scene.newLead();
  await scene.press('sam', name, 'Add note…');
  await scene.mustSubmit('sam', 'Add note', { Note: 'Mine' });
  const submission = scene.app().slack.traffic.deliveries('view_submission').at(-1)?.payload;
  const forged = structuredClone(submission) as { view: { id: string; private_metadata: string } };
  const refusals = {
    '{"v":1,"leadId":999999,"list":null}': 'This lead no longer exists.',
    '{"v":1,"leadId":"1 OR 1","list":null}': 'This form is from before an update.',
    'no JSON': 'This form is from before an update.',
  };
  for (const [privateMetadata, why] of Object.entries(refusals)) {
    forged.view = { ...forged.view, id: `V${privateMetadata.length}`, private_metadata: privateMetadata };
    expect(JSON.stringify(await redeliver(scene.app(), forged))).toContain(why);
  }
  await scene.app().settled();
  expect(scene.story(name)).toHaveLength(1);
});

describe('permissions', () => {
  test('anyone in the team can act on an unclaimed lead, and no one outside of it', async () => {
    const name = await scene.newLead();
    for (const button of ['Accept', 'Log contact', 'Decline', 'Snooze…', 'Nurture…', 'Reassign…']) {
      await scene.press('mia', name, button);
      expect(await scene.ephemeral('mia')).toBe(
        'Only the sales team of #sales can do this. If you belong there, ask its manager to add you.',
      );
    }
    expect(as('mia').modals()).toEqual([]);
    await scene.press('sue', name, 'Snooze…');
    await scene.mustSubmit('sue', 'Snooze', { 'Snooze for': '1 hour' });
    expect(scene.standing(name)).toContain(':zzz: snoozed until');
  });

  test('guests and people of another workspace can do nothing', async () => {
    const name = await scene.newLead();
    for (const [who, what] of [
      ['gus', 'a guest'],
      ['eve', 'from another workspace'],
    ] as const) {
      for (const button of ['Accept', 'Decline', 'History', 'Add note…']) {
        await scene.press(who, name, button);
        expect(await scene.ephemeral(who)).toBe(`Only full members of this workspace can do this. You are ${what}.`);
      }
      expect(as(who).modals()).toEqual([]);
    }
    expect(scene.standing(name)).toContain('Unclaimed');
  });

  test('only the owner and the manager change an owned lead; colleagues can log contacts and notes', async () => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    for (const button of ['Release', 'Decline', 'Snooze…', 'Nurture…', 'Reassign…']) {
      await scene.press('sue', name, button);
      expect(await scene.ephemeral('sue')).toBe('@sam has this lead. Only they or their manager can do this.');
    }
    await scene.press('sue', name, 'Log contact');
    await scene.mustSubmit('sue', 'Log contact', { Channel: 'Email' });
    expect(scene.standing(name)).toContain('In progress  ·  @sam');
    await scene.press('mia', name, 'Add note…');
    await scene.mustSubmit('mia', 'Add note', { Note: 'They are at the fair' });
    expect(scene.story(name).at(-1)).toBe(':memo: @mia added a note  ·  for @sam\nThey are at the fair');
    await scene.press('max', name, 'Reassign…');
    await scene.mustSubmit('max', 'Reassign', { 'Assign to': 'sue' });
    expect(scene.standing(name)).toContain('In progress  ·  @sue');
  });

  test('a workspace admin can act in any team', async () => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    await scene.press('ada', name, 'Release');
    expect(scene.standing(name)).toContain('Unclaimed');
  });

  test('only marketing can resubmit a returned lead', async () => {
    const name = await scene.newLead();
    await scene.press('sam', name, 'Decline');
    await scene.mustSubmit('sam', 'Decline', { Reason: 'No budget' });
    expect(scene.card(name).buttons).toEqual([]);
    await as('sam').command(`/leads ${name}`);
    expect((await as('sam').modal('Search results')).buttons).toEqual(['History']);
    await scene.press('mia', name, 'Nurture');
    await scene.mustSubmit('mia', 'Nurture', { 'Nurture until': '2026-12-24' });
    expect(scene.standing(name)).toBe(':seedling: Nurturing until 2026-12-24 08:00 UTC');
  });

  test('permissions are checked again at submission', async () => {
    const { admin } = scene.app().slack;
    admin.hire('lou');
    admin.invite('sales', 'lou');
    await scene.app().settled();
    const name = await scene.newLead();
    const form = await scene.open('lou', name, 'Decline', 'Decline');
    await form.fill({ Reason: 'Duplicate', 'Note for marketing': 'See above' });
    admin.kick('sales', 'lou');
    await scene.app().settled();
    expect(await form.submit()).toEqual({ ok: true });
    const notice = await as('lou').modal('That did not work');
    expect(scene.read(notice.text())).toContain('Only the sales team of #sales can do this.');
    await notice.close();
    expect(form.isOpen).toBe(true);
    expect(form.value('Note for marketing')).toBe('See above');
    expect(scene.standing(name)).toContain('Unclaimed');
    await form.close();
  });

  test('an outdated form shows the status of the lead', async () => {
    const name = await scene.newLead();
    const form = await scene.open('sue', name, 'Decline', 'Decline');
    await form.fill({ Reason: 'Duplicate' });
    await scene.press('sam', name, 'Accept');
    await form.submit();
    expect(scene.read((await as('sue').modal('That did not work')).text())).toBe(
      '@sam has this lead. Only they or their manager can do this.',
    );
  });

  test('an old button shows the possible acts', async () => {
    const name = await scene.newLead({ 'Assign to': 'sue' });
    const message = await as('sue').waitForMessage('dm', name);
    scene.forgetMessages();
    await scene.bring(name, 'qualified', 'sue');
    await as('sue').press(message, 'Accept');
    await as('sue').press(message, 'Decline');
    expect(await scene.ephemeral('sue', 'dm')).toContain(`${name} · Company`);
    expect(await scene.ephemeral('sue', 'dm')).toBe(
      'This lead is qualified, so you cannot decline it. You can log a touch, mark it won, mark it lost or reopen it.',
    );
  });
});

describe('history', () => {
  test('shows each change with author and time, newest first, in pages', async () => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    for (let touch = 1; touch <= 25; touch += 1) {
      await scene.press('sam', name, 'Log contact');
      await scene.mustSubmit('sam', 'Log contact', { Notes: `Try no. ${touch}` });
    }
    await scene.press('mia', name, 'History');
    const first = await as('mia').modal('History');
    const shown = () => scene.read(first.text());
    expect(shown()).toContain('1–20 of 27');
    expect(shown()).toContain('Try no. 25');
    expect(shown()).not.toContain('Try no. 5\n');
    expect(shown()).toMatch(/:telephone_receiver: @sam logged a contact: Call {2}· {2}2026-11-19 \d\d:\d\d UTC/);
    await first.press('Next →');
    await first.waitForText('21–27 of 27');
    expect(shown()).toContain('Try no. 5\n');
    expect(shown()).toContain(':white_check_mark: @sam accepted this lead');
    expect(shown()).toContain(':handshake: @mia handed off this lead');
    await first.press('← Back');
    await first.waitForText('1–20 of 27');
  });

  test('is only for sales and marketing', async () => {
    const name = await scene.newLead();
    const { admin } = scene.app().slack;
    admin.hire('oli');
    await scene.press('oli', name, 'History');
    expect(await scene.ephemeral('oli')).toBe('Only sales and marketing can see this lead.');
  });
});
