/** The anonymous answers of a cycle. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createKeys } from '../../src/platform/crypto/keys.ts';
import type { AnonymousTx } from '../../src/platform/db/write-anonymously.ts';
import {
  anonymousCycles,
  destroySpentRitualKeys,
  forgetAsked,
  hasAnsweredAnonymously,
  prepareAnswers,
  sealAnswer,
  takeAnswers,
} from '../../src/rituals/anonymous.ts';
import { runningCycle } from '../../src/rituals/queries.ts';
import { ritualBoxes, ritualPseudonyms } from '../../src/rituals/table.ts';
import { namedRitual, newWorld, type World } from './world.ts';

let world: World;
let cycleId: number;
beforeEach(async () => {
  world = await newWorld('2026-11-30T10:00:00Z', (told) => [
    namedRitual(told, { begin: (tx, on) => void prepareAnswers(tx, on, { contentBytes: 40, minimum: 5 }) }),
  ]);
  world.people.C1.push(...Array.from({ length: 60 }, (_, index) => `UMANY${index}`));
  await world.at('2026-11-30T10:00:00Z');
  await world.at('2026-12-08T08:00:10Z');
  cycleId = runningCycle(world.db, 'named')?.id ?? 0;
});

const say = (userId: string, words: string) =>
  world.write((tx) => sealAnswer(tx as never as AnonymousTx, world.keys, { cycleId, userId }, Buffer.from(words)));
const answered = (userId: string) => hasAnsweredAnonymously(world.db, world.keys, cycleId, userId);

describe('anonymous answers', () => {
  test('come back without their people, the first of each, from several boxes', async () => {
    const before = world.db.select().from(ritualBoxes).all();
    expect(before.length).toBeGreaterThan(1);
    expect(await say('USAM', 'one')).toBe(true);
    expect(await say('USAM', 'another')).toBe(true);
    for (let index = 0; index < 40; index += 1) await say(`UMANY${index}`, `word ${index}`);
    expect([answered('USAM'), answered('USUE'), answered('UNOT')]).toEqual([true, false, false]);
    const after = world.db.select().from(ritualBoxes).all();
    expect(after.map(({ sealed }) => sealed.length)).toEqual(before.map(({ sealed }) => sealed.length));
    const words = (await world.write((tx) => takeAnswers(tx, world.keys, cycleId)))?.map(String) ?? [];
    expect(words.toSorted()).toEqual(['one', ...Array.from({ length: 40 }, (_, index) => `word ${index}`)].toSorted());
    expect(words).not.toEqual(words.toSorted());
  });

  test('are gone after the end, and so is the key', async () => {
    await say('USAM', 'one');
    destroySpentRitualKeys(world.db, world.keys);
    expect(world.keys.names()).toHaveLength(1);
    await world.write((tx) => takeAnswers(tx, world.keys, cycleId));
    destroySpentRitualKeys(world.db, world.keys);
    expect(world.keys.names()).toEqual([]);
    expect(world.db.select().from(ritualPseudonyms).all()).toEqual([]);
    expect(await world.write((tx) => takeAnswers(tx, world.keys, cycleId))).toBeUndefined();
    expect(await say('USUE', 'late')).toBe(false);
  });

  test('cannot be read without the key', async () => {
    await say('USAM', 'one');
    for (const name of world.keys.names()) world.keys.destroy(name);
    expect(answered('USAM')).toBe(false);
    expect(await say('USUE', 'two')).toBe(false);
    expect(await world.write((tx) => takeAnswers(tx, world.keys, cycleId))).toBeUndefined();
  });
});

describe('anonymous cycles', () => {
  const cycles = (since: string, now = world.now()) => anonymousCycles(world.db, new Date(since), now);

  test('have a place for each person, in which nothing is yet, and can be compared until they are forgotten', async () => {
    expect(
      world.db
        .select()
        .from(ritualPseudonyms)
        .all()
        .map(({ hasAnswered }) => hasAnswered),
    ).toEqual(Array(65).fill(false));
    expect(cycles('2026-12-01')).toMatchObject([
      { ritual: 'named', minimum: 5, shownAt: world.now(), asked: { length: 65 } },
    ]);
    await world.at('2026-12-10T16:00:00Z');
    await world.at('2026-12-11T08:00:00Z');
    expect([cycles('2026-12-11T07:59:59Z'), cycles('2026-12-11T08:00:00Z')]).toMatchObject([
      [{ shownAt: world.now() }],
      [],
    ]);
    await world.write((tx) => forgetAsked(tx, cycleId));
    expect(cycles('2026-12-01')).toEqual([]);
  });

  test('take no answer without their box, and none of a person who was not asked', async () => {
    const seal = (userId: string) =>
      world.write((tx) => sealAnswer(tx as never, world.keys, { cycleId: cycleId, userId }, Buffer.from('one')));
    expect([await seal('UNOT'), await seal('USAM'), await seal('USAM')]).toEqual([false, true, true]);
    world.db.delete(ritualBoxes).run();
    expect(await seal('USUE')).toBe(false);
    expect(await world.write((tx) => takeAnswers(tx, world.keys, cycleId))).toBeUndefined();
  });

  test('leave keys of other kinds alone', () => {
    const keys = createKeys(':memory:');
    keys.require('round-1');
    keys.require('ritual-spent');
    destroySpentRitualKeys(world.db, keys);
    expect(keys.names()).toEqual(['round-1']);
    const [used] = world.keys.names();
    world.keys.require('ritual-spent');
    destroySpentRitualKeys(world.db, world.keys);
    expect(world.keys.names()).toEqual([used]);
  });
});
