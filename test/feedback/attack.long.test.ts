/** As attack.test.ts, with enough surveys to detect a guesser with a small advantage. */
import { expect, test } from 'vitest';
import { luck, score } from './attack/chance.ts';
import { createCrowd, createCrowdOfSellers, playTrial } from './attack/crowd.ts';
import { afterwards, watching } from './attack/guessers.ts';
import { anonymousSurvey, fromHomes, mindsetCheck, questionsToManagers } from './attack/happenings.ts';
import { reportCards, reportCardsFromHomes } from './attack/rituals.ts';

const TRIALS = 40;

test.each(
  Object.entries({
    'an anonymous survey': { happeningOf: anonymousSurvey, crowdOf: createCrowd },
    'an anonymous survey, answered on homes': { happeningOf: fromHomes, crowdOf: createCrowd },
    'anonymous questions': { happeningOf: questionsToManagers, crowdOf: createCrowd },
    'a report card': { happeningOf: reportCards, crowdOf: createCrowdOfSellers },
    'a report card, answered on homes': { happeningOf: reportCardsFromHomes, crowdOf: createCrowdOfSellers },
    'a mindset check': { happeningOf: mindsetCheck, crowdOf: createCrowd },
  }),
)(
  '%s tells no guesser anything in forty times',
  async (_, { happeningOf, crowdOf }) => {
    const app = await crowdOf();
    const happening = happeningOf(app);
    const sums: Record<string, number> = {};
    for (let seed = 100; seed < 100 + TRIALS; seed += 1) {
      // The evidence holds copies of the whole disk, so it is not kept.
      const trial = await playTrial(app, seed, happening);
      for (const [name, guesser] of Object.entries({ ...afterwards, ...watching })) {
        for (const [place, hits] of Object.entries(score(guesser, [trial]))) {
          sums[`${name}: ${place}`] = (sums[`${name}: ${place}`] ?? 0) + hits;
        }
      }
    }
    await app.close();
    expect(Object.entries(sums).filter(([, hits]) => hits >= luck(TRIALS))).toEqual([]);
  },
  300_000,
);
