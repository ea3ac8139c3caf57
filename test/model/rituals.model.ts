/** The report card: everything that people and time do to a ritual, by several people at once. */
import { expect, test } from 'vitest';
import { newRitual } from './ritual.ts';
import { type Rituals, ritualSteps } from './ritual-steps.ts';
import { BEGIN, createRitualStage } from './rituals.ts';
import { playStories } from './step.ts';

test('people and the database always agree with the model of a ritual', async () => {
  const { acts } = await playStories<Rituals>({
    name: 'Rituals',
    of: ritualSteps,
    begin: (tried) => ({ things: [newRitual(BEGIN)], moves: 0, tried }),
    stage: createRitualStage,
    usually: 8,
  });
  expect(acts).toBeGreaterThan(0);
});
