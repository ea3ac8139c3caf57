import { describe, expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;
const bot = () => '@baton';
const answers = (who: string) =>
  as(who)
    .dm()
    .filter(({ user }) => user === scene.app().slack.botUserId);

describe('a person who writes to Baton', () => {
  test('gets their commands, once, also when Slack delivers the message twice', async () => {
    scene.app().slack.faults.events({ copies: 3 });
    as('mia').say('dm', 'Hello, how does this work?');
    expect((await as('mia').waitForMessage('dm', '/handoff Jane Doe')).text).toContain('/content case study');
    await scene.app().settled();
    expect(answers('mia')).toHaveLength(1);
  });

  test('gets their leads when they ask for them', async () => {
    as('sam').say('dm', 'what are my leads?');
    const none = await as('sam').waitForMessage('dm', 'No leads need you.');
    expect(none.buttons).toEqual(['My leads']);
    await scene.bring(await scene.newLead(), 'accepted');
    as('sam').say('dm', 'and now my leads?');
    const message = await as('sam').waitForMessage('dm', '1 awaiting first contact');
    await as('sam').press(message, 'My leads');
    expect((await as('sam').modal()).text()).toContain('Lead 001');
  });

  test('gets the form with the contact that they pasted', async () => {
    as('mia').say('dm', 'Hannah Krüger, Nordlicht Solar, hannah@nordlicht.example wants a demo');
    await as('mia').press(await as('mia').waitForMessage('dm', 'That looks like a lead.'), 'Hand off this lead');
    const form = await as('mia').modal('Hand off a lead');
    expect(form.value('Email')).toBe('hannah@nordlicht.example');
  });

  test('gets the search form with their words', async () => {
    as('sue').say('dm', 'Hi! Do we have a case study for hospitals?');
    await as('sue').press(await as('sue').waitForMessage('dm', 'Search the library for that'), 'Search');
    const search = await as('sue').modal('Request content');
    expect(search.value('What do you need?')).toBe('case study for hospitals');
    await search.close();
  });

  test('gets answers only to new messages of people: not to Baton’s own, edits or deleted ones', async () => {
    const before = answers('sue').length;
    const said = as('sue').say('dm', 'help');
    await as('sue').waitForMessage('dm', '/leads');
    as('sue').edit(said, 'help me');
    as('sue').delete(said);
    await scene.app().settled();
    expect(answers('sue').length - before).toBe(1);
  });

  test('is told that guests cannot use Baton', async () => {
    as('gus').say('dm', 'hello');
    await as('gus').waitForMessage('dm', 'I am for full members only');
  });
});

test('is answered privately after a mention in a channel', async () => {
  as('sam').say('#sales', `${bot()} what can you do?`);
  const told = await as('sam').waitForMessage(
    '#sales',
    ({ isEphemeral, text }) => isEphemeral && text.includes('/leads'),
  );
  expect(told.text).toContain('/leads untouched');
  expect(
    as('sue')
      .sees('#sales')
      .filter(({ text }) => text.includes('On a card')),
  ).toEqual([]);
});
