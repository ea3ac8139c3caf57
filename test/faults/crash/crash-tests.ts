import { expect, test } from 'vitest';
import { dieEverywhere } from './run.ts';
import type { Scenario } from './scenario.ts';

/** In the short form, so many points of each scenario. */
const SHORT_POINTS = 4;

/** A test for each scenario: Baton dies at each of its points. */
export function crashTests(scenarios: readonly Scenario[]): void {
  const isShort = process.env.PROOF === 'short';
  test.each(scenarios)('$name is done once, wherever Baton dies', { timeout: 3_600_000 }, async (scenario) => {
    const { tried, survived } = await dieEverywhere(scenario, isShort ? SHORT_POINTS : undefined);
    expect(tried).toBeGreaterThan(0);
    expect(survived).toBe(tried);
  });
}
