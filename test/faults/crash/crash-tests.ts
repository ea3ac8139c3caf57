import { expect, test } from 'vitest';
import { type Choice, dieEverywhere } from './run.ts';
import type { Scenario } from './scenario.ts';

/** In the short form, so many points of each scenario. */
const SHORT_POINTS = 3;

/** `POINTS=26-50` tries these alone, so that a long form can be run in pieces. */
function choice(): Choice {
  const piece = /^(\d+)-(\d+)$/.exec(process.env.POINTS ?? '');
  if (piece) return { first: Number(piece[1]), last: Number(piece[2]) };
  return process.env.PROOF === 'short' ? { most: SHORT_POINTS } : {};
}

/** A test for each scenario: Baton dies at each of its points. */
export function crashTests(scenarios: readonly Scenario[]): void {
  test.each(scenarios)('$name is done once, wherever Baton dies', { timeout: 3_600_000 }, async (scenario) => {
    const { tried, survived } = await dieEverywhere(scenario, choice());
    expect(survived).toBe(tried);
    // A later piece may begin after the last point.
    if (process.env.POINTS === undefined) expect(tried).toBeGreaterThan(0);
  });
}
