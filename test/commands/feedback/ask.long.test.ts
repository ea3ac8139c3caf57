import { describe, expect, test } from 'vitest';
import { pointsOf } from '../../../src/agenda/queries.ts';
import { sendDraft } from '../../../src/feedback/draft.ts';
import { subjectOf } from '../../../src/feedback/subjects.ts';
import type { Round } from '../../../src/feedback/table.ts';
import { waitingFeedbackFor } from '../../../src/feedback/waiting.ts';
import { addItem } from '../../../src/library/add.ts';
import { changeSetting } from '../../../src/platform/settings/change.ts';
import { sharedChannel } from '../../../src/teams/settings.ts';
import { redeliver } from '../../support/redeliver.ts';
import { createScene } from '../../support/scene.ts';
import { feedbackFixtures } from './fixtures.ts';

// A Thursday, 10:00 in Berlin.
const scene = createScene({ mode: 'http', at: '2026-11-19T09:00:00Z' });
const { as } = scene;
const { form, ask, message, reads, open, answer, press } = feedbackFixtures(scene);

const QUESTIONS = {
  rating: 'How well did it work for you?',
  worked: 'What worked?',
  change: 'What should we change?',
  again: 'Should we run it again?',
};
const ENDED = ':speech_balloon: @mia asked for your feedback\nAutumn';
const REQUEST = ':speech_balloon: @mia asks for your feedback\nAutumn';
const idOf = (who: string) => scene.app().slack.ids.people[who] ?? '';
const waiting = (who: string) => {
  const { deps } = scene.app().baton;
  const { toAnswer, own } = waitingFeedbackFor(deps, idOf(who), deps.now());
  const titleOf = (round: Round) => subjectOf(deps.db, round).title;
  return [
    ...toAnswer.map((round) => `answer ${titleOf(round)}`),
    ...own.map(({ round, needs }) => `${needs} ${titleOf(round)}`),
  ];
};

test('the shortcut asks for the subject; a guest is refused', async () => {
  await as('mia').shortcut('Ask for feedback');
  const modal = await as('mia').modal('Ask for feedback');
  await modal.waitForText('What is it about?');
  await modal.close();
  await as('gus').shortcut('Ask for feedback');
  await scene.app().settled();
  expect(
    as('gus')
      .modals()
      .map((one) => one.text()),
  ).not.toContain('What is it about?');
});

describe('a named survey', () => {
  test('starts from a template, which fills the form, and ends in three working days', async () => {
    // A manager who also reads the other team’s channel stays in their own team.
    as('max').join('#marketing');
    const modal = await form('mia', 'Autumn webinar');
    expect(modal.value('What is it about?')).toBe('Autumn webinar');
    expect(modal.value('Rating')).toBe('1 to 5');
    expect(modal.value('Rating question')).toBe(QUESTIONS.rating);
    expect(modal.value('Questions')).toBe(
      `${QUESTIONS.worked}\n${QUESTIONS.change}\n${QUESTIONS.again} (yes / with changes / no)`,
    );
    // The next Tuesday, 17:00 in Berlin: Saturday and Sunday do not count.
    expect(Number(modal.value('Closes')) * 1000).toBe(Date.parse('2026-11-24T16:00:00Z'));
    await modal.fill({ 'Who should answer?': ['sam', 'ada'], 'Or a whole team': 'Sales' });
    expect(await modal.submit()).toEqual({ ok: true });
    await scene.app().settled();
    expect(as('mia').modals()).toEqual([]);
  });

  test('every full member gets one message, and the asker a message of their own', () => {
    for (const who of ['sam', 'sue', 'max', 'ada']) {
      expect(reads(who, 'Autumn webinar')).toBe(
        ':speech_balloon: @mia asks for your feedback\nAutumn webinar\n4 questions  ·  with your name  ·  closes 2026-11-24 16:00 UTC\nAnswer',
      );
      expect(waiting(who)).toEqual(['answer Autumn webinar']);
    }
    for (const who of ['gus', 'eve']) expect(as(who).dm()).toEqual([]);
    expect(reads('mia', 'Autumn webinar')).toContain('0 of 4 answered  ·  closes 2026-11-24 16:00 UTC');
    expect(waiting('mia')).toEqual(['answers Autumn webinar']);
  });

  test('an answer counts once, also when it is sent twice, and shows on both messages', async () => {
    const modal = await open('sam', 'Autumn webinar');
    expect(modal.labels()).toEqual([QUESTIONS.rating, QUESTIONS.worked, QUESTIONS.change, QUESTIONS.again]);
    expect(scene.read(modal.text())).toContain(
      '@mia sees your name with your answers and can share them in a channel. You can change yours until 2026-11-24',
    );
    await modal.fill({ [QUESTIONS.rating]: '2', [QUESTIONS.worked]: 'The *demo*', [QUESTIONS.again]: 'yes' });
    expect(await modal.submit()).toEqual({ ok: true });
    const submission = scene.app().slack.traffic.deliveries('view_submission').at(-1);
    expect(await redeliver(scene.app(), submission?.payload)).toEqual(submission?.answer);
    await scene.app().settled();
    expect(reads('sam', 'Autumn webinar')).toContain(':heavy_check_mark: You answered. You can change it until 2026');
    expect(reads('mia', 'Autumn webinar')).toContain('1 of 4 answered');
    expect(waiting('sam')).toEqual([]);
  });

  test('an answer can be changed by its author while the survey runs', async () => {
    const modal = await open('sam', 'Autumn webinar', 'Change');
    expect(modal.value(QUESTIONS.rating)).toBe('2');
    expect(modal.value(QUESTIONS.worked)).toBe('The *demo*');
    await modal.fill({ [QUESTIONS.rating]: '4', [QUESTIONS.worked]: 'The demo, and the list' });
    expect(await modal.submit()).toEqual({ ok: true });
    await scene.app().settled();
    expect(reads('mia', 'Autumn webinar')).toContain('1 of 4 answered');
  });

  test('reminds people without an answer once, on the morning of its last day', async () => {
    const heard = (who: string) => scene.news(who, 'is waiting for your feedback');
    await scene.travel('2026-11-24T07:59:00Z');
    expect(heard('sue')).toEqual([]);
    await answer('max', 'Autumn webinar', { [QUESTIONS.rating]: '5  great', [QUESTIONS.again]: 'yes' });
    await scene.travel('2026-11-24T08:01:00Z');
    await scene.travel('2026-11-24T10:01:00Z');
    for (const who of ['sam', 'max']) expect(heard(who)).toEqual([]);
    for (const who of ['sue', 'ada']) expect(heard(who)).toHaveLength(1);
    expect(heard('sue')[0]).toContain('Autumn webinar\nwith your name  ·  closes 2026-11-24 16:00 UTC');
  });

  test('can be extended by its asker, and no one is reminded twice', async () => {
    await press('mia', 'Autumn webinar', 'Change closing time…');
    const modal = await as('mia').modal('Change closing time');
    await modal.fill({ Closes: new Date('2026-11-24T10:30:00Z') });
    expect(await modal.submit()).toEqual({ ok: false, errors: { Closes: 'Give people at least an hour.' } });
    await modal.fill({ Closes: new Date('2026-11-26T16:00:00Z') });
    expect(await modal.submit()).toEqual({ ok: true });
    await scene.app().settled();
    expect(reads('sue', REQUEST)).toContain('closes 2026-11-26 16:00 UTC');
    await scene.travel('2026-11-26T08:30:00Z');
    expect(scene.news('sue', 'is waiting for')).toHaveLength(1);
  });

  test('ends with a summary: figures by team, comments with names, and a button for the next step', async () => {
    await answer('ada', REQUEST, {
      [QUESTIONS.rating]: '1  poor',
      [QUESTIONS.change]: 'Fewer slides',
      [QUESTIONS.again]: 'no',
    });
    await scene.travel('2026-11-26T16:00:30Z');
    await scene.travel('2026-11-27T08:06:00Z');
    const summary = message('mia', 'Survey results');
    const text = scene.read(summary.text);
    expect(text).toContain('3 of 4 answered  ·  named');
    expect(text).toContain('Average: 3.3 of 5 (sales 4.5, marketing 1.0)');
    expect(text).toContain(`${QUESTIONS.worked}\n@sam: The demo, and the list`);
    expect(text).toContain(`${QUESTIONS.change}\n@ada: Fewer slides`);
    const charts = summary.blocks.filter(({ type }) => type === 'data_visualization');
    expect(charts).toMatchObject([
      {
        title: QUESTIONS.rating,
        chart: {
          type: 'bar',
          axis_config: { categories: ['1', '2', '3', '4', '5'] },
          series: [
            { name: 'Sales', data: [0, 0, 0, 1, 1].map((value) => ({ value })) },
            { name: 'Marketing', data: [1, 0, 0, 0, 0].map((value) => ({ value })) },
          ],
        },
      },
      { title: QUESTIONS.again },
    ]);
    expect(summary.buttons).toEqual(['Share a next step…', 'All answers', 'Share…']);
    expect(reads('sue', ENDED)).toContain('This survey closed 2026-11-26');
    expect(message('sue', ENDED).buttons).toEqual([]);
    expect(waiting('mia')).toEqual(['action Autumn webinar']);
  });

  test('reminds the asker once to share a next step, which the participants get', async () => {
    await scene.travel('2026-11-30T08:01:00Z');
    await scene.travel('2026-12-02T08:01:00Z');
    expect(scene.news('mia', 'needs a follow-up')).toHaveLength(1);
    const { deps } = scene.app().baton;
    const value = scene.app().slack.ids.channels.general ?? '';
    await deps.write((tx) => changeSetting(tx, { setting: sharedChannel, value, by: 'test' }, deps.now()));
    await press('mia', 'needs a follow-up', 'Share a next step…');
    const modal = await as('mia').modal('Share a next step');
    expect(modal.text()).toContain('a point of the next monthly review, which both teams read');
    for (const [fields, errors] of [
      [{}, { 'Next step': 'Enter a next step, or a reason for no action below.' }],
      [{ 'Next step': 'A', 'Or no action, because…': 'B' }, { 'Or no action, because…': 'Fill in one of the two.' }],
      [{ 'Or no action, because…': '', Owner: null }, { Owner: 'Choose an owner.' }],
      [{ Owner: 'gus' }, { Owner: 'gus cannot be notified: they are a guest.' }],
    ] as const) {
      await modal.fill(fields);
      expect(await modal.submit()).toEqual({ ok: false, errors });
    }
    await modal.fill({ 'Next step': 'Half the slides', Owner: 'sue', Due: '2026-12-11' });
    expect(await modal.submit()).toEqual({ ok: true });
    await scene.app().settled();
    expect(pointsOf(deps.db, null, { limit: 9, offset: 0 })).toMatchObject([{ kind: 'feedback', by: null }]);
    for (const who of ['sam', 'max', 'ada', 'sue']) {
      expect(reads(who, 'shared a follow-up')).toBe(
        ':seedling: @mia shared a follow-up to your feedback on Autumn webinar\nNext step: Half the slides\nby @sue, due 2026-12-11 12:00 UTC',
      );
    }
    expect(reads('mia', 'You asked')).toContain('Next step: Half the slides');
    expect(waiting('mia')).toEqual([]);
    expect(reads('mia', 'Survey results')).toContain('Next step: Half the slides');
    expect(message('mia', 'Survey results').buttons).toEqual(['All answers', 'Share…']);
    expect(message('mia', 'You shared the follow-up').buttons).toEqual([]);
  });

  test('can be shared in a channel, with or without the comments', async () => {
    await press('mia', 'Survey results', 'Share…');
    const modal = await as('mia').modal('Share the results');
    await modal.fill({ Channel: '#sales' });
    expect(await modal.submit()).toMatchObject({ ok: false });
    await modal.fill({ Channel: '#marketing' });
    expect(await modal.submit()).toEqual({ ok: true });
    await scene.app().settled();
    const shared = as('ada').sees('#marketing').at(-1);
    expect(scene.read(shared?.text ?? '')).toContain('@mia shared the results of a survey\nAutumn webinar');
    expect(shared?.text).toContain('Next step: Half the slides');
    expect(shared?.text).not.toContain('Fewer slides');
    expect(shared?.buttons).toEqual([]);
  });
});

describe('refused', () => {
  test('at the field: no people, guests, another team’s channel, a past end, too many questions, no subject', async () => {
    const modal = await form('mia', '', null);
    const cases: [Record<string, string | string[] | Date | null>, Record<string, string>][] = [
      [{}, { 'Who should answer?': 'Choose people, a team or a channel.' }],
      [{ 'Who should answer?': ['gus'] }, { 'Who should answer?': 'gus cannot be asked: they are a guest.' }],
      [
        { 'Who should answer?': null, 'Or everyone in a channel': '#sales' },
        { 'Or everyone in a channel': 'You are not in this channel.' },
      ],
      [
        { 'Or everyone in a channel': null, 'Who should answer?': ['sam'] },
        { 'What is it about?': 'Say what it is about, here or below.' },
      ],
      [
        { 'What is it about?': 'Our Monday meeting', Closes: new Date('2026-11-01T09:00:00Z') },
        { Closes: 'Give people at least an hour.' },
      ],
      [{ Questions: 'a\nb\nc\nd\ne\nf' }, { Questions: 'At most five questions, one per line. There are 6.' }],
      [{ Questions: 'Again? (yes / yes)' }, { Questions: 'The same choice is there twice.' }],
      [{ Questions: 'Reason', 'Rating question': '' }, { 'Rating question': 'Enter the rating question.' }],
    ];
    for (const [fields, errors] of cases) {
      await modal.fill(fields);
      expect(await modal.submit()).toEqual({ ok: false, errors });
    }
    await modal.close();
  });

  test('a late answer, with an explanation; the typed text stays', async () => {
    await ask('mia', 'The price list', {
      'Who should answer?': ['sam'],
      Closes: new Date('2026-12-03T16:00:00Z'),
    });
    const modal = await open('sam', 'The price list');
    await modal.fill({ [QUESTIONS.rating]: '3', [QUESTIONS.worked]: 'Too late', [QUESTIONS.again]: 'no' });
    // Also in the seconds before Baton closes the survey.
    scene.app().setTime('2026-12-03T16:00:05Z');
    await modal.submit();
    const notice = await as('sam').modal('That did not work');
    expect(scene.read(notice.text())).toBe(
      'This survey closed 2026-12-03 16:00 UTC and takes no more answers. Your text stays in the form: you can copy it and send it to @mia.',
    );
    await notice.close();
    expect(modal.value(QUESTIONS.worked)).toBe('Too late');
    await modal.close();
    await scene.travel('2026-12-03T16:01:00Z');
    await scene.travel('2026-12-04T08:06:00Z');
    expect(reads('mia', 'Survey results\nThe price')).toContain('No one answered.');
    expect(message('mia', 'Survey results\nThe price').buttons).toEqual([]);
  });

  test('people who were not asked, are not the asker, or are no longer members', async () => {
    const { slack } = scene.app();
    slack.admin.hire('tom');
    await ask('mia', 'The rota', { 'Who should answer?': ['sam', 'tom'] });
    await answer('sam', 'The rota', { [QUESTIONS.rating]: '3', [QUESTIONS.again]: 'no' });
    type Forged = { user: { id: string }; view: { id: string; private_metadata: string } };
    const forge = (change: (payload: Forged) => void) => {
      const payload = structuredClone(slack.traffic.deliveries('view_submission').at(-1)?.payload) as Forged;
      payload.view.id = `V${Math.random()}`;
      change(payload);
      return redeliver(scene.app(), payload).then((refusal) => JSON.stringify(refusal));
    };
    expect(
      await forge((payload) => {
        payload.user.id = idOf('sue');
      }),
    ).toContain('You were not asked in this survey');
    expect(
      await forge((payload) => {
        payload.view.private_metadata = '{"v":1,"roundId":999}';
      }),
    ).toContain('This survey is no longer available.');

    await press('mia', 'The rota', 'Change closing time…');
    await scene.mustSubmit('mia', 'Change closing time', { Closes: new Date('2026-12-10T09:00:00Z') });
    expect(
      await forge((payload) => {
        payload.user.id = idOf('sue');
      }),
    ).toContain('Only the person who asked for this feedback can do this.');

    slack.admin.makeGuest('tom');
    await scene.app().settled();
    await as('tom').press(message('tom', 'The rota'), 'Answer');
    expect(await scene.ephemeral('tom', 'dm')).toContain('Only full members of this workspace');
    expect(reads('mia', 'The rota')).toContain('1 of 2 answered');
  });
});

test('a draft is sent with its file, about a lead that is found by its name', async () => {
  const name = await scene.newLead({ Name: 'Jane Roe', Company: 'Acme', Campaign: 'Jumpstart' });
  const modal = await form('mia', '', 'draft');
  expect(await modal.suggest('Or link a lead, item or campaign', 'jan')).toEqual([`${name}, Acme`]);
  expect(await modal.suggest('Or link a lead, item or campaign', 'jump')).toEqual(['Jumpstart']);
  await modal.fill({
    'Or link a lead, item or campaign': `${name}, Acme`,
    'The draft': [{ name: 'case-study.pdf', content: 'Once there was a clinic' }],
    'Who should answer?': ['sam'],
  });
  expect(await modal.submit()).toEqual({ ok: true });
  await scene.app().settled();
  const request = message('sam', 'Jane Roe, Acme');
  expect(scene.read(request.text)).toContain('File: case-study.pdf');
  // Only its owner and Baton can see a file from a form: Baton shares it, once, also after a second press.
  for (let press = 0; press < 2; press += 1) await as('sam').press(message('sam', 'Jane Roe, Acme'), 'Get the file');
  const files = () =>
    as('sam')
      .sees('dm')
      .flatMap((each) => each.files ?? []);
  await expect.poll(files).toEqual(['case-study.pdf']);
  await scene.app().settled();
  expect(files()).toHaveLength(1);

  const { deps } = scene.app().baton;
  const roundId = Number(deps.db.$client.prepare('select max(id) from feedback_rounds').pluck().get());
  const stranger = sendDraft(deps, { roundId, userId: idOf('tom'), key: 'draft of a person who was not asked' });
  await expect(stranger).rejects.toThrow('Only people who were asked can get this file.');
});

test('a library item is found by its subject, and the person’s own leads before any text is typed', async () => {
  const { deps } = scene.app().baton;
  const item = { title: 'Kangaroo case study', kind: 'case_study', stage: null, tags: [], summary: null };
  const rest = { link: 'https://library.northwind.example/1', ownerId: idOf('mia'), reviewAt: null, by: idOf('mia') };
  await deps.write((tx) => addItem(tx, { ...item, ...rest }, deps.now()));
  const modal = await form('mia', '', null);
  expect(await modal.suggest('Or link a lead, item or campaign', 'kangaroo')).toEqual(['Kangaroo case study']);
  expect((await modal.suggest('Or link a lead, item or campaign', '')).some((label) => label.endsWith('Acme'))).toBe(
    true,
  );
  await modal.fill({ 'Or link a lead, item or campaign': 'Kangaroo case study', 'Who should answer?': ['sue'] });
  expect(await modal.submit()).toEqual({ ok: true });
  await scene.app().settled();
  expect(reads('sue', 'asks for your feedback')).toContain('Kangaroo case study');
  expect(message('sue', 'asks for your feedback').buttons).toEqual(['Answer', 'Open']);
});

test('where Slack does not support charts, the summary has a table', async () => {
  await ask('mia', 'The old deck', { 'Who should answer?': ['sam'] });
  await answer('sam', 'The old deck', { [QUESTIONS.rating]: '3', [QUESTIONS.again]: 'no' });
  expect(reads('mia', 'The old deck')).toContain('everyone has answered: you can close it');
  const { slack } = scene.app();
  slack.faults.calls({ kind: 'error', error: 'invalid_blocks' }, { method: 'chat.postMessage' });
  await press('mia', 'The old deck', 'Close now');
  const { blocks } = message('mia', 'Survey results\nThe old deck');
  expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'table', 'context', 'actions']);
  slack.problems.splice(0);
});

test('askers see their surveys, a form that opened too late is not lost, and guests cannot ask', async () => {
  await as('mia').command('/ask-feedback mine', { in: '#general' });
  const list = await as('mia').modal('My surveys');
  const text = scene.read(list.text());
  expect(text).toContain('The old deck\nnamed  ·  1 of 1 answered  ·  closed 2026-12-04');
  expect(text).toContain('The rota\nnamed  ·  1 of 2 answered  ·  closes 2026-12-10');
  await list.close();

  scene.app().slack.faults.calls({ kind: 'error', error: 'expired_trigger_id' }, { method: 'views.open' });
  await as('mia').command('/ask-feedback The long question', { in: '#general' });
  const kept = await scene.nextEphemeral('mia', '#general');
  await as('mia').press(kept, 'Open form');
  expect((await as('mia').modal('Ask for feedback')).value('What is it about?')).toBe('The long question');

  await as('gus').command('/ask-feedback', { in: '#sales' });
  expect(await scene.ephemeral('gus')).toContain('Only full members of this workspace');
});
