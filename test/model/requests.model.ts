/** Content requests: everything that people and time do to them, by several people at once. */
import { expect, test } from 'vitest';
import { type Requests, requestSteps } from './request-steps.ts';
import { createStage } from './stage.ts';
import { playStories } from './step.ts';

test('people and the database always agree with the model of a content request', async () => {
  const { acts } = await playStories<Requests>({
    name: 'Content requests',
    of: requestSteps,
    begin: (tried) => ({ things: [], moves: 0, tried }),
    stage: createStage,
  });
  expect(acts).toBeGreaterThan(0);
});
