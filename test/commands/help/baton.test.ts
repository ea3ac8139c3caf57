import { describe, expect, test } from 'vitest';
import { nearestWord } from '../../../views/help/help.ts';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;

const help = async (who: string, words = '') => {
  await as(who).command(`/baton ${words}`, { in: '#general' });
  return scene.ephemeral(who, '#general');
};

describe('/baton', () => {
  test.each(['', 'help', ' HELP '])('with "%s" says to a marketer what they can do', async (words) => {
    expect(await help('mia', words)).toBe(
      [
        '*Leads*',
        '`/handoff Jane Doe, Acme, jane@acme.com`  give sales a lead; or *Hand off as lead* on any message',
        '*Content*',
        '`/content case study hospital`  find and share content  ·  `/content`  all content by stage',
        '*Feedback and questions*',
        '`/ask-feedback`  survey people, named or anonymous  ·  `/ask-feedback mine`',
        'Hand off a lead',
        'Find content',
        'My leads',
        'More',
      ].join('\n'),
    );
  });

  test('has the likeliest steps of a role as buttons', async () => {
    await as('sam').command('/baton help', { in: '#general' });
    const told = await scene.nextEphemeral('sam', '#general');
    expect(told.buttons).toEqual(['My leads', 'Search leads', 'Find content', 'More']);
    expect(told.text).toContain('*Leads*\n`/leads`  yours');
    await as('sam').press(told, 'My leads');
    await (await as('sam').modal('My leads')).close();
    expect(await help('max')).toMatch(/\*Running Baton\*\n`\/baton teams`[\s\S]*Teams\nSettings\nSearch leads\nMore$/);
  });

  test('opens all that a person can do, and only that', async () => {
    const all = async (who: string) => {
      await as(who).command('/baton', { in: '#general' });
      await as(who).press(await scene.nextEphemeral(who, '#general'), 'More');
      const modal = await as(who).modal('Commands');
      const text = modal.text();
      await modal.close();
      return text;
    };
    const sam = await all('sam');
    expect(sam).toContain('On a card: :white_check_mark: accept  ·  :x: decline');
    expect(sam).toContain('/leads away until Monday');
    expect(sam).not.toMatch(/settings|health|setup/);
    const max = await all('max');
    expect(max).toContain('`/baton settings`');
    expect(max).not.toContain('/baton health');
    expect(await all('ada')).toContain('`/baton health`  system health');
    const mia = await all('mia');
    expect(mia).toContain('On a request: :raised_hand: claim');
    expect(mia).toContain('`/baton scoreboard`');
  });

  test.each(['dance', '<!channel> *now*', 'teams please'])(
    'with "%s" shows the unknown word literally',
    async (words) => {
      const told = await help('mia', words);
      expect(told).toContain(`I don’t know “${words}”. Here is what I know:`);
      expect(told).toContain('/handoff Jane Doe');
    },
  );

  test('suggests the nearest command after a typo', async () => {
    expect(await help('max', 'setings')).toContain('I don’t know “setings”.\nDid you mean `/baton settings`?');
  });

  test('is not for guests', async () => {
    await as('gus').command('/baton', { in: '#sales' });
    expect(await scene.ephemeral('gus')).toContain('You are a guest');
  });
});

test.each([
  ['setting', 'settings'],
  ['taems', 'teams'],
  ['hlep', 'help'],
  ['def', 'definition'],
  ['digest', 'digest now'],
  ['xyz', undefined],
  ['m', 'me'],
  ['', undefined],
])('the nearest word to "%s" is %s', (typed, word) => {
  expect(nearestWord(typed)).toBe(word);
});
