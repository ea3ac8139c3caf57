import { expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

const scene = createScene();
const { as } = scene;
const asked = (name: string): string => /@(\w+)/.exec(scene.standing(name))?.[1] ?? '';

test('a seller gets no more leads a day than the limit; the manager gets the rest, and the next day counts from zero', async () => {
  await as('max').command('/baton teams', { in: '#sales' });
  await as('max').choose(await as('max').modal('Teams'), 'Routing & response times');
  await scene.mustSubmit('max', 'Routing & response times', {
    'Assign leads to': 'Round robin',
    'Daily limit per seller': '1',
  });
  const names = [await scene.newLead(), await scene.newLead(), await scene.newLead()];
  expect(names.map(asked).sort()).toEqual(['max', 'sam', 'sue']);
  for (const name of names) await scene.press(asked(name), name, 'Accept');
  await as('max').command('/baton route test', { in: '#sales' });
  expect(await scene.ephemeral('max')).toContain('has had enough leads today');
  await scene.travel('2026-11-20T09:00:00Z');
  expect(['sam', 'sue']).toContain(asked(await scene.newLead()));
});
