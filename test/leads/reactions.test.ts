import { expect, test } from 'vitest';
import { isSlip, meaningOf, reactions } from '../../src/leads/reactions.ts';
import { leadIn } from './leads.ts';
import { people } from './people.ts';
import { MONDAY_9, minutesAfter, salesTeam } from './world.ts';

test('an emoji means the same with a skin tone and as an alias', async () => {
  const { db } = await salesTeam();
  expect(['white_check_mark', 'heavy_check_mark', 'x', 'phone', 'tada'].map((emoji) => meaningOf(db, emoji))).toEqual([
    'accept',
    'accept',
    'decline',
    'touch',
    undefined,
  ]);
});

test('only the owner can undo an acceptance, within ten minutes', async () => {
  const { db } = await salesTeam();
  const lead = leadIn('accepted', { acceptedAt: MONDAY_9 });
  expect(isSlip(db, lead, people.owner, minutesAfter(MONDAY_9, 10))).toBe(true);
  expect(isSlip(db, lead, people.owner, minutesAfter(MONDAY_9, 11))).toBe(false);
  expect(isSlip(db, lead, people.seller, minutesAfter(MONDAY_9, 1))).toBe(false);
  expect(isSlip(db, leadIn('working', { acceptedAt: MONDAY_9 }), people.owner, MONDAY_9)).toBe(false);
});

test('a reaction counts once, an older event is ignored, and another emoji still counts for the same act', async () => {
  const { write, handOff, db } = await salesTeam();
  const { id: subjectId } = await handOff(MONDAY_9);
  const hear = (emoji: string, present: boolean, eventTs: string) =>
    write((tx) => reactions.hear(tx, { subjectId, userId: 'A', emoji, present, eventTs }));
  expect(await hear('white_check_mark', true, '5.0')).toBe(true);
  expect(await hear('white_check_mark', true, '5.0')).toBe(false);
  expect(await hear('white_check_mark', false, '4.0')).toBe(false);
  expect(await hear('heavy_check_mark', true, '6.0')).toBe(true);
  expect(await hear('white_check_mark', false, '7.0')).toBe(true);
  const still = () => reactions.stillMeans(db, { subjectId, userId: 'A' }, 'accept');
  expect(still()).toBe(true);
  await hear('heavy_check_mark', false, '8.0');
  expect(still()).toBe(false);
});
