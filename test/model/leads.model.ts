/** Leads: everything that people and time do to them, by several people at once. */
import { expect, test } from 'vitest';
import { leadSteps } from './lead-steps.ts';
import type { Leads } from './leads.ts';
import { createStage } from './stage.ts';
import { playStories } from './step.ts';

test('people and the database always agree with the model of a lead', async () => {
  const { acts } = await playStories<Leads>({
    name: 'Leads',
    of: leadSteps,
    begin: (tried) => ({ things: [], moves: 0, ticks: new Set(), named: 0, tried }),
    stage: createStage,
  });
  expect(acts).toBeGreaterThan(0);
});
