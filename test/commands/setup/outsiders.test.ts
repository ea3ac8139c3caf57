import { expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

/** #sales is shared with another company, and has a guest. */
const scene = createScene();
const { as } = scene;

async function said(command: string, title?: string): Promise<string> {
  await as('ada').command(command, { in: '#general' });
  if (!title) return scene.ephemeral('ada', '#general');
  const modal = await as('ada').modal(title);
  const text = scene.read(modal.text());
  await modal.close();
  return text;
}

const WARNING = '#sales is shared with another company, and has 1 guest. They read every lead and request there';

test('health and the set-up warn of a channel that guests and another company read', async () => {
  await scene.app().baton.runDue();
  expect(await said('/baton health')).toContain(WARNING);
  expect(await said('/baton setup', 'Set up Baton')).toContain(WARNING);
  expect(await said('/baton health')).not.toContain('#marketing is');
  // A shared channel may be intended: no one gets a message about it.
  expect(as('ada').dm()).toEqual([]);
});

test('the warning follows the channel within an hour', async () => {
  scene.app().slack.admin.kick('sales', 'gus');
  await scene.travel('2026-11-19T10:01:00Z');
  const text = await said('/baton health');
  expect(text).toContain('#sales is shared with another company. They read');
  expect(text).not.toContain('guest');
});

test('a channel of colleagues only is not named', async () => {
  await as('ada').command('/baton teams', { in: '#general' });
  await as('ada').press(await as('ada').modal('Teams'), { actionId: 'team_edit', value: '1' });
  await scene.mustSubmit('ada', 'Edit team', { Channel: 'general' });
  for (const modal of as('ada').modals().reverse()) await modal.close();
  await scene.app().baton.runDue();
  expect(await said('/baton health')).not.toContain('They read every lead');
});
