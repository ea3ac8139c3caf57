import { describe, expect, test } from 'vitest';
import { onStage } from './setting.ts';

const scene = onStage();
const { as } = scene;

const known = [
  '`/handoff Jane Doe, Acme, jane@acme.com`  hand a lead to sales, or use *Hand off as lead* on any message',
  '`/leads`  my leads  ·  `/leads untouched`  ·  `/leads team`  ·  `/leads acme` to search, each with *Several at once…*',
  '`/leads away until Monday`  out of office: no leads until then  ·  `/leads back`',
  'On a card: :white_check_mark: accept  ·  :x: give back  ·  :telephone_receiver: log a touch  ·  :zzz: snooze  ·  :trophy: won',
  '`/ask-feedback`  ask people, a team or a channel what they think, by name or anonymous  ·  `/ask-feedback mine`',
  '`/content case study hospital`  find content, share it, send it, use it with a lead  ·  `/content`  by the buyer’s stage',
  '`/request-content case study for a hospital`  find it, or ask marketing for it  ·  `/request-content mine`  ·  `/request-content all`',
  'On a request: :raised_hand: claim (marketing)  ·  :heavy_plus_sign: I need this too',
  '`/baton me`  what you want to hear: the list of the morning, reminders',
  '`/baton ask`  a question or concern for the managers, without your name, and the answers to it',
  '`/baton definition`  what counts as a lead for sales',
  '`/baton teams`  make and change teams  ·  `/baton digest now`  see the digest before it is due  ·  `/baton route test`  who would get a lead, and why (managers)',
].join('\n');

describe('/baton', () => {
  test.each(['', 'help', ' HELP '])('with "%s" says what Baton can do, to one person', async (words) => {
    await as('mia').command(`/baton ${words}`, { in: '#general' });
    expect(await scene.whisper('mia', '#general')).toBe(known);
  });

  test.each(['dance', '<!channel> *now*', 'teams please'])(
    'with "%s" says what it does not know, literally',
    async (words) => {
      await as('mia').command(`/baton ${words}`, { in: '#general' });
      const told = await scene.told('mia', '#general');
      expect(told.text).toContain(`I do not know “${words}”. This is what I know:`);
      expect(told.text).toContain(known);
    },
  );

  test('is not for guests', async () => {
    await as('gus').command('/baton', { in: '#sales' });
    expect(await scene.whisper('gus')).toContain('you are a guest');
  });
});
