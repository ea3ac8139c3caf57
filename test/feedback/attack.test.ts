/**
 * An attacker with the disk, the log and all calls to Slack can only guess the author of anonymous words.
 * docs/decisions/0004-anonymity.md lists the remaining risks.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../support/test-app.ts';
import { luck, score, seeded, shuffledBy, type Trial } from './attack/chance.ts';
import { CROWD, createCrowd, createCrowdOfSellers, playTrial } from './attack/crowd.ts';
import { imageOf } from './attack/evidence.ts';
import { afterwards, watching } from './attack/guessers.ts';
import { anonymousSurvey, mindsetCheck, questionsToManagers } from './attack/happenings.ts';
import { naiveStores, naiveTrial } from './attack/naive.ts';
import { reportCards } from './attack/rituals.ts';

const TRIALS = 5;
/** The long form has forty. */
const PLAYED = 2;
const guessers = { ...afterwards, ...watching };

describe('every guesser succeeds against a store that reveals people', () => {
  const trialsOf = (store: keyof typeof naiveStores): Trial[] =>
    Array.from({ length: TRIALS }, (_, seed) => {
      const random = seeded(seed);
      const people = shuffledBy(
        random,
        CROWD.map((key) => `U0${key.toUpperCase()}00000`),
      );
      const start = Date.parse('2026-11-19T09:00:00Z');
      const given = people.map((person, place) => ({
        ...{ person, words: `${Math.floor(random() * 1e9).toString(36)} is what they say` },
        at: start + place * 600_000,
      }));
      return naiveTrial(naiveStores[store], given);
    });
  const trials = { named: trialsOf('named'), hashed: trialsOf('hashed'), queued: trialsOf('queued') };

  const givenAway: [keyof typeof guessers, keyof typeof trials, string][] = [
    ['an id next to the words', 'named', 'database'],
    ['an id next to the words', 'named', 'backup'],
    ['an id next to the words', 'named', 'log'],
    ['an id next to the words', 'named', 'traffic'],
    ['the order of rows', 'hashed', 'said'],
    ['the order of bytes', 'hashed', 'database, backwards'],
    ['the order of bytes', 'named', 'traffic'],
    ['the order of what points there', 'queued', 'queue'],
    ['times next to the words', 'named', 'said.at'],
    ['marks without the key', 'hashed', 'backup'],
    ['an id in the same transaction', 'named', 'write-ahead log'],
    ['changes with a submission', 'hashed', 'watched'],
    ['where it changed', 'hashed', 'as they lie'],
  ];
  test.each(givenAway)('%s (%s: %s)', (guesser, store, place) => {
    const all = TRIALS * CROWD.length;
    expect(score(guessers[guesser], trials[store])[place]).toBeGreaterThan(0.9 * all);
  });

  test('every guesser is tried here', () => {
    expect([...new Set(givenAway.map(([guesser]) => guesser))]).toEqual(Object.keys(guessers));
  });
});

const happenings = {
  'an anonymous survey': { happeningOf: anonymousSurvey, crowdOf: createCrowd },
  'anonymous questions': { happeningOf: questionsToManagers, crowdOf: createCrowd },
  'a report card': { happeningOf: reportCards, crowdOf: createCrowdOfSellers },
  'a mindset check': { happeningOf: mindsetCheck, crowdOf: createCrowd },
};

describe.each(Object.entries(happenings))('%s', (_, { happeningOf, crowdOf }) => {
  let app: TestApp;
  const trials: Trial[] = [];
  beforeAll(async () => {
    app = await crowdOf();
    const happening = happeningOf(app);
    for (let seed = 0; seed < PLAYED; seed += 1) trials.push(await playTrial(app, seed, happening));
  }, 30_000);
  afterAll(() => app.close());

  test('left words for the attacker to read', () => {
    for (const { evidence } of trials) {
      for (const word of evidence.words) {
        expect(imageOf(evidence.after).includes(word)).toBe(true);
        expect(evidence.calls.some((call) => call.includes(word))).toBe(true);
      }
    }
  });

  test.each(Object.entries(guessers))('%s tells no more than a guess', (_, guesser) => {
    for (const [place, hits] of Object.entries(score(guesser, trials))) {
      expect(hits, place).toBeLessThan(luck(PLAYED));
    }
  });
});
