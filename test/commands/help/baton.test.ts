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
        '`/leads acme`  status of a lead',
        '`/baton definition`  what counts as a lead for sales',
        '`/baton scoreboard`  the figures of both teams, and the leads behind each',
        '*Content*',
        '`/content case study hospital`  find and share content  ·  `/content`  all content by stage',
        '`/request-content case study for a hospital`  request it from marketing  ·  `/request-content mine`  ·  `/request-content all`',
        'On a request: :raised_hand: claim  ·  :heavy_plus_sign: I need this too',
        '*Feedback and questions*',
        '`/ask-feedback`  survey people, named or anonymous  ·  `/ask-feedback mine`',
        '`/baton ask`  ask the managers anonymously',
        '*For you*',
        '`/baton me`  your notifications',
      ].join('\n'),
    );
  });

  test('shows people only what they can do', async () => {
    const sam = await help('sam');
    expect(sam).toContain('On a card: :white_check_mark: accept  ·  :x: decline');
    expect(sam).toContain('/leads away until Monday');
    expect(sam).not.toMatch(/settings|health|setup/);
    const max = await help('max');
    expect(max).toContain('`/baton settings`');
    expect(max).not.toContain('/baton health');
    expect(await help('ada')).toContain('`/baton health`  system health');
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
