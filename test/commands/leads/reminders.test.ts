/** A reminder is about what is new: each lead once a day, unless something happened to it. */
import { expect, test } from 'vitest';
import { createScene } from '../../support/scene.ts';

// A Thursday, 10:00 in Berlin.
const scene = createScene({ at: '2026-11-19T09:00:00Z' });
const { as } = scene;
const about = (who: string, name: string) => scene.news(who, name);
const last = (who: string) => scene.read(as(who).dm().at(-1)?.text ?? '');

test('a reminder names what is due, and counts the rest', async () => {
  const early = [
    await scene.bring(await scene.newLead(), 'accepted'),
    await scene.bring(await scene.newLead(), 'accepted'),
  ];
  scene.app().setTime('2026-11-19T11:30:00Z');
  const late = await scene.bring(await scene.newLead(), 'accepted');
  // Three of four hours are over for the early ones, and half an hour for the late one.
  await scene.travel('2026-11-19T12:01:00Z');
  expect(last('sam')).toContain('2 leads need you');
  for (const name of early) expect(last('sam')).toContain(name);
  expect(last('sam')).not.toContain(late);
  expect(last('sam')).toContain('And 1 more: `/leads`');
});

test('a lead of the morning list has no reminder on that day, until something happens to it', async () => {
  await scene.travel('2026-11-20T13:30:00Z');
  const name = await scene.bring(await scene.newLead(), 'accepted', 'sue');
  await scene.travel('2026-11-23T08:00:10Z');
  expect(last('sue')).toMatch(new RegExp(`Good morning[^]*${name}`));
  const told = about('sue', name).length;
  // Due at 9:30 in Berlin; the reminder would come at 8:30.
  await scene.travel('2026-11-23T08:31:00Z');
  expect(about('sue', name)).toHaveLength(told);
  await scene.press('sue', name, 'Reassign…');
  await scene.mustSubmit('sue', 'Reassign', { 'Assign to': 'sam' });
  expect(about('sam', name)).toHaveLength(1);
  await scene.press('sam', name, 'Reassign…');
  await scene.mustSubmit('sam', 'Reassign', { 'Assign to': 'sue' });
  expect(about('sue', name)).toHaveLength(told + 1);
});

test('a lead that was assigned by name has no reminder to accept it on that day', async () => {
  await scene.travel('2026-11-24T09:00:00Z');
  const name = await scene.newLead({ 'Assign to': 'sam' });
  expect(about('sam', name)).toHaveLength(1);
  await scene.travel('2026-11-24T09:45:00Z');
  expect(about('sam', name)).toHaveLength(1);
  await scene.press('sam', name, 'Accept');
  await scene.travel('2026-11-24T12:46:00Z');
  expect(about('sam', name)).toHaveLength(2);
  expect(last('sam')).toContain('1 lead needs you');
});
