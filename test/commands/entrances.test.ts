/** Slack escapes &, < and > in text that people typed; Baton undoes it once, at each entrance. */
import { describe, expect, test } from 'vitest';
import { createScene } from '../support/scene.ts';

const TYPED = 'AT&T <Labs>';
/** As Slack sends the text of a command. */
const SENT = 'AT&amp;T &lt;Labs&gt;';

describe('AT&T <Labs> reads as it was typed', () => {
  const scene = createScene();
  const { as } = scene;

  test('after /handoff', async () => {
    await as('mia').command(`/handoff Jane Doe, ${SENT}, jane@att.example`, { in: '#marketing' });
    const form = await as('mia').modal('Hand off a lead');
    expect(form.value('Company')).toBe(TYPED);
    await form.fill({ 'What do they need?': 'Prices' });
    expect((await form.submit()).ok).toBe(true);
    await scene.app().settled();
    expect(JSON.stringify(scene.card('Jane Doe').blocks)).toContain(TYPED);
  });

  test('after a subcommand', async () => {
    await as('mia').command(`/baton dance ${SENT}`, { in: '#general' });
    expect(await scene.ephemeral('mia', '#general')).toContain(`I don’t know “dance ${TYPED}”`);
  });

  test.each([
    ['/content', 'What are you looking for?'],
    ['/request-content', 'What do you need?'],
  ])('after %s', async (command, label) => {
    await as('sue').command(`${command} case study ${SENT}`, { in: '#sales' });
    const modal = await as('sue').modal();
    expect(modal.value(label)).toBe(`case study ${TYPED}`);
    await modal.close();
  });

  test.each([
    ['dm', ''],
    ['#sales', '@baton '],
  ])('in a message to Baton in %s', async (place, mention) => {
    as('sue').say(place, `${mention}do we have a case study for ${TYPED}?`);
    const answer = await as('sue').waitForMessage(place, 'Search the library for that?');
    await as('sue').press(answer, 'Search');
    const search = await as('sue').modal('Request content');
    expect(search.value('What do you need?')).toBe(`case study for ${TYPED}`);
    await search.close();
  });

  test('in a message that becomes a lead', async () => {
    const message = as('mia').say('#marketing', `Name: Ida Ito\nCompany: ${TYPED}\nEmail: ida@att.example`);
    await as('mia').shortcut('Hand off as lead', message);
    const form = await as('mia').modal('Hand off a lead');
    expect(form.value('Company')).toBe(TYPED);
    await form.close();
  });
});
