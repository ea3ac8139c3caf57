import { expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;

async function returned(): Promise<string> {
  const name = await scene.newLead();
  await scene.press('sam', name, 'Decline');
  await scene.mustSubmit('sam', 'Decline', { Reason: 'Not a fit' });
  return name;
}

const LATE = 'mia did not answer in time. @ada answers for this lead in marketing now.';

test('marketing has a deadline for a returned lead; then its manager gets the lead, and is told', async () => {
  await scene.travel('2026-11-19T14:00:00Z');
  const name = await returned();
  expect(scene.standing(name)).toMatch(/Returned to marketing by @sam: Not a fit {2}· {2}with @mia {2}· {2}due /);

  await scene.travel('2026-11-20T12:05:00Z');
  expect(as('mia').dm().at(-1)?.text).toMatch(new RegExp(`1 lead needs you[^]*${name}[^]*Reply and resubmit`));
  expect(scene.standing(name)).toContain('with @mia');

  await scene.travel('2026-11-20T14:05:00Z');
  expect(scene.standing(name)).toContain('with @ada');
  expect(scene.story(name).at(-1)).toContain(LATE);
  const told = as('ada').dm().at(-1);
  expect(scene.read(told?.text ?? '')).toContain(LATE);
  expect(scene.news('ada', name)).toHaveLength(1);

  if (told) await as('ada').press(told, 'Reply and resubmit');
  await scene.mustSubmit('ada', 'Reply and resubmit', { Reply: 'They have budget now' });
  expect(scene.standing(name)).toContain('is up first');
  await scene.travel('2026-11-20T14:30:00Z');
  expect(scene.news('ada', name)).toHaveLength(1);
});

test('an answer in time ends the deadline', async () => {
  const name = await returned();
  await scene.press('mia', name, 'Disqualify');
  await scene.mustSubmit('mia', 'Disqualify');
  await scene.travel('2026-11-23T15:00:00Z');
  expect(scene.standing(name)).toContain('Disqualified');
  expect(scene.news('ada', name)).toEqual([]);
});

test('a lead that is returned to a marketer who left goes to the manager of marketing', async () => {
  const [before, after] = [await returned(), await scene.newLead()];
  scene.app().slack.admin.deactivate('mia');
  await scene.app().settled();
  for (const minute of [20, 30]) await scene.travel(`2026-11-23T15:${minute}:00Z`);
  expect(scene.standing(before)).toContain('with @ada');
  expect(scene.story(before).at(-1)).toContain('mia has left. @ada answers for this lead in marketing now.');
  await scene.press('sam', after, 'Decline');
  await scene.mustSubmit('sam', 'Decline', { Reason: 'Not a fit' });
  expect(scene.standing(after)).toContain('with @ada');
  expect(scene.news('ada', after).at(-1)).toContain('declined this lead');
});
