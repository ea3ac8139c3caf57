/** The acts on an import that each of its states allows. */
import { describe, expect, test } from 'vitest';
import { undoUntil } from '../../src/imports/finish.ts';
import { updateImport } from '../../src/imports/queries.ts';
import { checkImport, dropImport, runImport, takeFile } from '../../src/imports/start.ts';
import type { Import } from '../../src/imports/table.ts';
import { importStates } from '../../src/imports/types.ts';
import { undoImport, undoSome } from '../../src/imports/undo.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { MONDAY_9, minutesAfter, salesTeam } from '../leads/world.ts';
import { planFor } from './world.ts';

const counts = { added: 1, known: 0, bad: 0 };

async function inState(state: Import['state'], values: Partial<Import> = {}) {
  const { write, team } = await salesTeam();
  const one = await write((tx) => {
    const taken = takeFile(tx, { name: 'list.csv', fileId: 'F1', by: 'MIA' }, MONDAY_9);
    return updateImport(tx, taken, { state, counts, endedAt: MONDAY_9, ...values });
  });
  const acts = {
    check: (plan = planFor(team.id)) => write((tx) => checkImport(tx, { id: one.id, plan }, MONDAY_9)),
    run: () => write((tx) => runImport(tx, one.id, 20, MONDAY_9)),
    drop: () => write((tx) => dropImport(tx, one.id, null, MONDAY_9)),
    undo: () => write((tx) => undoImport(tx, one.id, MONDAY_9)),
    undoSome: () => write((tx) => undoSome(tx, one.id, 20, MONDAY_9)),
  };
  return { ...acts, id: one.id, write, planFor: (fields: never[]) => planFor(team.id, { fields }) };
}

const outcome = (act: Promise<Import>): Promise<string> =>
  act.then(
    ({ state }) => state,
    (error: Error) => error.message,
  );

describe('in each state', () => {
  test.each<[act: 'check' | 'run' | 'drop' | 'undo', outcomes: string]>([
    ['check', 'no checking checking checking no no no no no'],
    ['run', 'no no no running running done no no no'],
    ['drop', 'dropped dropped dropped dropped no no no no no'],
    ['undo', 'no no no no no undoing undoing undone no'],
  ])('the act %s', async (act, outcomes) => {
    const found = await Promise.all(importStates.map(async (state) => await outcome((await inState(state))[act]())));
    expect(found.map((words) => (words.includes(' ') ? 'no' : words)).join(' ')).toBe(outcomes);
  });
});

test('a refusal says what is possible', async () => {
  expect(await outcome((await inState('running')).check())).toBe('This import has begun already.');
  expect(await outcome((await inState('read')).run())).toBe('Check the file first, then import it.');
  expect(await outcome((await inState('running')).drop())).toContain('You can undo it when it is done.');
  const read = await inState('read');
  expect(await outcome(read.check(read.planFor([])))).toBe('Choose the column of the email or of the phone.');
});

test('a repeated press begins nothing again', async () => {
  const running = await inState('running', { position: 7 });
  expect(await running.run()).toMatchObject({ state: 'running', position: 7, counts });
  const undoing = await inState('undoing', { position: 7 });
  expect(await undoing.undo()).toMatchObject({ position: 7 });
});

test.each([
  [20, false],
  [21, true],
])('an import of %i new leads is a list: %s', async (added, isList) => {
  const checked = await inState('checked', { counts: { ...counts, added } });
  expect(await checked.run()).toMatchObject({ isList, position: 0, counts: { added: 0 }, faults: [] });
});

test('an undo that someone ended meanwhile takes nothing back', async () => {
  expect(await (await inState('done')).undoSome()).toMatchObject({ state: 'done' });
});

test.each<[what: string, values: Partial<Import>, isPossible: boolean]>([
  ['done', {}, true],
  ['running', { state: 'running' }, false],
  ['without an end', { endedAt: null }, false],
  ['that added nothing', { counts: { ...counts, added: 0 } }, false],
])('an import %s can be undone: %s', (_, values, isPossible) => {
  const one = { ...{ state: 'done', endedAt: MONDAY_9, counts }, ...values } as Import;
  const until = minutesAfter(MONDAY_9, DAY_MS / 60_000);
  expect(undoUntil(one, MONDAY_9)).toEqual(isPossible ? until : undefined);
  expect(undoUntil(one, until)).toBeUndefined();
});
