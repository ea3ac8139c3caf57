import { describe, expect, test } from 'vitest';
import { redeliver } from '../../support/redeliver.ts';
import { onStage } from '../../support/test-app.ts';

const scene = onStage({ mode: 'http' });
const { as } = scene;

describe('what is missing is said at its field, and nothing is lost', () => {
  test('giving a lead back asks for words only with "something else"', async () => {
    const name = await scene.newLead();
    const form = await scene.open('sam', name, 'Not for us', 'Not for us');
    await form.fill({ 'Why?': 'Something else' });
    expect(await form.submit()).toEqual({
      ok: false,
      errors: { 'Anything marketing should know?': 'Please say in a few words why.' },
    });
    expect(form.value('Why?')).toBe('Something else');
    await form.fill({ 'Anything marketing should know?': 'They moved to <Mars> & back' });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.stage().settled();
    expect(scene.story(name)).toEqual([':x: @sam gave this lead back: Something else\nThey moved to <Mars> & back']);
  });

  test('an amount needs a currency, and is none without a number', async () => {
    const name = await scene.bring(await scene.newLead(), 'working');
    const form = await scene.open('sam', name, 'Qualify', 'Qualify');
    await form.fill({ 'What could it be worth?': '100', Currency: null });
    expect(await form.submit()).toEqual({ ok: false, errors: { Currency: 'In which currency?' } });
    await form.fill({ 'What could it be worth?': '' });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.stage().settled();
    expect(scene.standing(name)).toBe(':dart: Qualified by @sam');
  });

  test('a lead cannot sleep until yesterday', async () => {
    const name = await scene.newLead();
    const form = await scene.open('sam', name, 'Nurture…', 'Nurture');
    for (const day of ['2026-11-18', '2026-11-19']) {
      await form.fill({ 'Until when?': day });
      expect(await form.submit()).toEqual({
        ok: false,
        errors: { 'Until when?': 'Please choose a day that is still to come.' },
      });
    }
  });

  test('a note needs a word', async () => {
    const name = await scene.newLead();
    const form = await scene.open('sam', name, 'Add note…', 'Add note');
    await form.fill({ Note: '  \n ' });
    expect(await form.submit()).toEqual({ ok: false, errors: { Note: 'Please write something.' } });
    await form.fill({ Note: 'Call after lunch' });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.stage().settled();
    expect(scene.story(name)).toEqual([':memo: @sam noted\nCall after lunch']);
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
      await form.fill({ 'Who should have it?': who });
      expect(await form.submit()).toEqual({ ok: false, errors: { 'Who should have it?': why } });
    }
    await form.fill({ 'Who should have it?': 'sue' });
    expect(await form.submit()).toEqual({ ok: true });
    await scene.stage().settled();
    expect(scene.standing(name)).toContain('@sue has it');
    expect(scene.story(name).at(-1)).toBe(':arrow_right: @sam moved this lead from @sam to @sue');
    const told = await as('sue').waitForMessage('dm', name);
    expect(told.buttons).toEqual(['Log touch', 'Not for us', 'Release']);
  });
});

test('a submission that Slack delivers twice has one effect', async () => {
  const name = await scene.newLead();
  for (const [button, title, fields] of [
    ['Log touch', 'Log touch', {}],
    ['Add note…', 'Add note', { Note: 'Once' }],
    ['Snooze…', 'Snooze', {}],
  ] as const) {
    await scene.press('sam', name, button);
    await scene.mustSubmit('sam', title, fields);
    const submission = scene.stage().slack.traffic.deliveries('view_submission').at(-1);
    expect(await redeliver(scene.stage(), submission?.payload)).toEqual(submission?.answer);
  }
  const history = await scene.open('sam', name, 'History', 'History');
  const changes = history.text().match(/accepted|logged a touch|noted|snoozed/g);
  expect(changes).toEqual(['snoozed', 'noted', 'logged a touch', 'accepted']);
});

test('a form for a lead that is not there, or not a form of this Baton, is refused', async () => {
  const name = await scene.newLead();
  await scene.press('sam', name, 'Add note…');
  await scene.mustSubmit('sam', 'Add note', { Note: 'Mine' });
  const submission = scene.stage().slack.traffic.deliveries('view_submission').at(-1)?.payload;
  const forged = structuredClone(submission) as { view: { id: string; private_metadata: string } };
  const refusals = {
    '{"v":1,"leadId":999999,"list":null}': 'This lead is not here any more.',
    '{"v":1,"leadId":"1 OR 1","list":null}': 'This form is from before an update.',
    'no JSON': 'This form is from before an update.',
  };
  for (const [privateMetadata, why] of Object.entries(refusals)) {
    forged.view = { ...forged.view, id: `V${privateMetadata.length}`, private_metadata: privateMetadata };
    expect(JSON.stringify(await redeliver(scene.stage(), forged))).toContain(why);
  }
  await scene.stage().settled();
  expect(scene.story(name)).toHaveLength(1);
});

describe('who may do what', () => {
  test('a lead that nobody has is everybody’s in the team, and nobody’s outside of it', async () => {
    const name = await scene.newLead();
    for (const button of ['Accept', 'Log touch', 'Not for us', 'Snooze…', 'Nurture…', 'Reassign…']) {
      await scene.press('mia', name, button);
      expect(await scene.whisper('mia')).toBe(
        'Only the sales team of #sales can do this. If you belong there, ask its manager to add you.',
      );
    }
    expect(as('mia').modals()).toEqual([]);
    await scene.press('sue', name, 'Snooze…');
    await scene.mustSubmit('sue', 'Snooze', { 'For how long?': 'For an hour' });
    expect(scene.standing(name)).toContain(':zzz: until');
  });

  test('a guest and a person of another workspace can do nothing', async () => {
    const name = await scene.newLead();
    for (const [who, what] of [
      ['gus', 'a guest'],
      ['eve', 'from another workspace'],
    ] as const) {
      for (const button of ['Accept', 'Not for us', 'History', 'Add note…']) {
        await scene.press(who, name, button);
        expect(await scene.whisper(who)).toBe(
          `Only full members of this workspace can do this with Baton, and you are ${what}.`,
        );
      }
      expect(as(who).modals()).toEqual([]);
    }
    expect(scene.standing(name)).toContain('Who takes this one?');
  });

  test('what somebody owns, only they and the manager change; colleagues can log touches and notes', async () => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    for (const button of ['Release', 'Not for us', 'Snooze…', 'Nurture…', 'Reassign…']) {
      await scene.press('sue', name, button);
      expect(await scene.whisper('sue')).toBe('@sam has this lead. Only they or their manager can do this.');
    }
    await scene.press('sue', name, 'Log touch');
    await scene.mustSubmit('sue', 'Log touch', { 'How did you get in touch?': 'Email' });
    expect(scene.standing(name)).toContain('@sam is on it');
    await scene.press('mia', name, 'Add note…');
    await scene.mustSubmit('mia', 'Add note', { Note: 'They are at the fair' });
    expect(scene.story(name).at(-1)).toBe(':memo: @mia noted  ·  for @sam\nThey are at the fair');
    await scene.press('max', name, 'Reassign…');
    await scene.mustSubmit('max', 'Reassign', { 'Who should have it?': 'sue' });
    expect(scene.standing(name)).toContain('@sue is on it');
  });

  test('a workspace admin may step in', async () => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    await scene.press('ada', name, 'Release');
    expect(scene.standing(name)).toContain('Who takes this one?');
  });

  test('what is back with marketing, only marketing sends on', async () => {
    const name = await scene.newLead();
    await scene.press('sam', name, 'Not for us');
    await scene.mustSubmit('sam', 'Not for us', { 'Why?': 'No budget' });
    for (const button of ['Nurture', 'Disqualify']) {
      await scene.press('sam', name, button);
      expect(await scene.whisper('sam')).toBe('This lead is back with marketing: only marketing can do this.');
    }
    await scene.press('mia', name, 'Nurture');
    await scene.mustSubmit('mia', 'Nurture', { 'Until when?': '2026-12-24' });
    expect(scene.standing(name)).toBe(':seedling: Nurturing until 2026-12-24 08:00 UTC');
  });

  test('rights that were lost while the form was open are lost at its submission', async () => {
    const { admin } = scene.stage().slack;
    admin.hire('lou');
    admin.invite('sales', 'lou');
    await scene.stage().settled();
    const name = await scene.newLead();
    const form = await scene.open('lou', name, 'Not for us', 'Not for us');
    await form.fill({ 'Why?': 'Duplicate', 'Anything marketing should know?': 'See above' });
    admin.kick('sales', 'lou');
    await scene.stage().settled();
    expect(await form.submit()).toEqual({ ok: true });
    const notice = await as('lou').modal('That did not work');
    expect(scene.read(notice.text())).toContain('Only the sales team of #sales can do this.');
    await notice.close();
    expect(form.isOpen).toBe(true);
    expect(form.value('Anything marketing should know?')).toBe('See above');
    expect(scene.standing(name)).toContain('Who takes this one?');
    await form.close();
  });

  test('a form that was overtaken says how the lead stands', async () => {
    const name = await scene.newLead();
    const form = await scene.open('sue', name, 'Not for us', 'Not for us');
    await form.fill({ 'Why?': 'Duplicate' });
    await scene.press('sam', name, 'Accept');
    await form.submit();
    expect(scene.read((await as('sue').modal('That did not work')).text())).toBe(
      '@sam has this lead. Only they or their manager can do this.',
    );
  });

  test('an old button says what is possible instead', async () => {
    const name = await scene.newLead({ 'One seller': 'sue' });
    const message = await as('sue').waitForMessage('dm', name);
    await scene.bring(name, 'qualified', 'sue');
    await as('sue').press(message, 'Accept');
    await as('sue').press(message, 'Not for us');
    expect(await scene.whisper('sue', 'dm')).toContain(`${name} · Company`);
    expect(await scene.whisper('sue', 'dm')).toBe(
      'This lead is qualified, so you cannot give it back. You can log a touch, mark it won, mark it lost or reopen it.',
    );
  });
});

describe('history', () => {
  test('shows each change with who and when, newest first, in pages', async () => {
    const name = await scene.bring(await scene.newLead(), 'accepted');
    for (let touch = 1; touch <= 25; touch += 1) {
      await scene.press('sam', name, 'Log touch');
      await scene.mustSubmit('sam', 'Log touch', { 'In a few words': `Try no. ${touch}` });
    }
    await scene.press('mia', name, 'History');
    const first = await as('mia').modal('History');
    const shown = () => scene.read(first.text());
    expect(shown()).toContain('1–20 of 27');
    expect(shown()).toContain('Try no. 25');
    expect(shown()).not.toContain('Try no. 5\n');
    expect(shown()).toMatch(/:telephone_receiver: @sam logged a touch: Call {2}· {2}2026-11-19 \d\d:\d\d UTC/);
    await first.press('Next →');
    await first.waitForText('21–27 of 27');
    expect(shown()).toContain('Try no. 5\n');
    expect(shown()).toContain(':white_check_mark: @sam accepted this lead');
    expect(shown()).toContain(':handshake: @mia handed this lead off');
    await first.press('← Back');
    await first.waitForText('1–20 of 27');
  });

  test('is for the people of sales and marketing', async () => {
    const name = await scene.newLead();
    const { admin } = scene.stage().slack;
    admin.hire('oli');
    await scene.press('oli', name, 'History');
    expect(await scene.whisper('oli')).toBe('Only the sales and marketing teams can do this.');
  });
});
