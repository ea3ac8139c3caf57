import { expect, test } from 'vitest';
import { createRequestScene } from './fixtures.ts';

const scene = createRequestScene();
const { as } = scene;

/** The button and the menu that a list offers a person for each request, by its title. */
async function offered(who: string, list: 'mine' | 'all'): Promise<Record<string, string[]>> {
  await as(who).command(`/request-content ${list}`, { in: '#marketing' });
  const modal = await as(who).modal(list === 'mine' ? 'My content requests' : 'Content requests');
  const rows = modal.blocks.filter(({ block_id }) => String(block_id).startsWith('request_row:'));
  await modal.close();
  return Object.fromEntries(
    rows.map(({ elements }) => {
      const [button, menu] = elements as [{ accessibility_label: string }, { options: { text: { text: string } }[] }];
      const [act = '', title = ''] = button.accessibility_label.split(': ');
      return [title, [act, ...menu.options.map(({ text }) => text.text)]];
    }),
  );
}

test('a list offers the acts that its reader may take, and delivered items', async () => {
  const [asked, there] = [await scene.ask('sam', 'Asked back'), await scene.ask('sam', 'Made already')];
  for (const title of [asked, there]) await scene.press('mia', title, 'Claim');
  await scene.press('mia', asked, 'Ask a question…');
  await scene.mustSubmit('mia', 'Ask a question', { 'Your question': 'For whom?' });
  await scene.deliver(there);
  expect(await offered('sam', 'mine')).toEqual({
    [asked]: ['Answer', 'Cancel request…', 'History'],
    [there]: ['Open', 'Reopen…', 'History'],
  });
  expect(await offered('sue', 'all')).toEqual({ [asked]: ['I need this too', 'History'] });
  expect(await offered('mia', 'all')).toEqual({
    [asked]: ['Deliver', 'Start', 'Ask a question…', 'Hand over…', 'Decline…', 'History'],
  });
  await as('sam').command('/request-content mine', { in: '#marketing' });
  await (await as('sam').modal('My content requests')).press('Answer…');
  await scene.mustSubmit('sam', 'Answer', { 'Your answer': 'For the CFO' });
  await as('sam')
    .modal('My content requests')
    .then((list) => list.close());
  await as('sue').command('/request-content all', { in: '#marketing' });
  const list = await as('sue').modal('Content requests');
  await list.press(':heavy_plus_sign: I need this too');
  await list.waitForText('2 people need it');
  expect(list.buttons).toEqual(['History']);
});

test('requests of a person who left are unclaimed again, and the people who wait are told', async () => {
  const title = await scene.ask('sam', 'Claimed by a colleague who leaves');
  await scene.press('max', title, 'Claim');
  scene.app().slack.admin.deactivate('max');
  await scene.app().settled();
  await scene.travel('2026-11-19T13:00:00Z');
  expect(scene.standing(title)).toContain('Unclaimed');
  const said = ':leftwards_arrow_with_hook: @max has left. The request is unclaimed again.';
  expect(scene.story(title).at(-1)).toBe(said);
  expect(scene.told('sam', title)).toEqual([said]);
  await scene.press('mia', title, 'Claim');
  await scene.travel('2026-11-19T16:00:00Z');
  expect(scene.standing(title)).toContain('Claimed by @mia');
});
