/** The dry run, the import and the undo of a file. */
import { describe, expect, test } from 'vitest';
import { updateImport } from '../../src/imports/queries.ts';
import { checkImport, dropImport, runImport } from '../../src/imports/start.ts';
import { undoImport } from '../../src/imports/undo.ts';
import { advance, rowsFile } from '../../src/imports/work.ts';
import { noteLead } from '../../src/leads/acts/note.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { keepWins } from '../../src/wins/keep.ts';
import { winCredits } from '../../src/wins/table.ts';
import { actor } from '../leads/world.ts';
import { importWorld, people, planFor } from './world.ts';

const counts = (added: number, known = 0, bad = 0) => ({ added, known, bad });

describe('the dry run', () => {
  test('counts what would be added, what is known and what is bad, and adds nothing', async () => {
    const world = await importWorld([
      ...people(3),
      ['Person 1', 'p1@firm1.example', 'Firm'],
      ['Jane Doe', 'jane@gmail.com', 'Acme'],
      ['No One', '', 'Firm'],
      ['No Two', 'nowhere', 'Firm'],
    ]);
    await world.handOff(world.now());
    expect(await world.check()).toMatchObject({ state: 'checked', counts: counts(3, 2, 2), position: 7 });
    expect(world.one().faults).toEqual([
      { words: 'This person is in an earlier row.', rows: 1, lines: [5] },
      { words: 'This person is an open lead already.', rows: 1, lines: [6] },
      { words: 'It has no email address and no phone number.', rows: 1, lines: [7] },
      { words: 'Its email address or phone number is not valid.', rows: 1, lines: [8] },
    ]);
    expect(world.leads()).toHaveLength(1);
    expect(world.outcomes()).toEqual([]);
  });

  test('begins again with other choices', async () => {
    const world = await importWorld(people(2));
    await world.check({ fields: ['name', 'phone', 'company'] });
    expect(world.one().counts).toEqual(counts(0, 0, 2));
    expect(await world.check()).toMatchObject({ state: 'checked', counts: counts(2), faults: [] });
  });

  test('ends when a person drops the file meanwhile', async () => {
    const world = await importWorld(people(45));
    world.work.onProgress = ({ position }) => {
      if (position === 20) void world.write((tx) => dropImport(tx, world.id, null, world.now()));
    };
    await world.check();
    expect(world.one()).toMatchObject({ state: 'dropped', trouble: null, counts: counts(0) });
  });

  test('ends when a person chooses other columns meanwhile, and begins again with them', async () => {
    const world = await importWorld(people(45));
    const other = planFor(world.team.id, { fields: ['name', 'phone', 'company'] });
    world.work.onProgress = ({ position }) => {
      if (position === 20) void world.write((tx) => checkImport(tx, { id: world.id, plan: other }, world.now()));
    };
    expect(await world.check()).toMatchObject({ state: 'checking', plan: other, counts: counts(0) });
    world.work.onProgress = () => {};
    expect(await advance(world.work, world.id)).toMatchObject({ state: 'checked', counts: counts(0, 0, 45) });
  });

  test('begins again after a stop', async () => {
    const world = await importWorld(people(45));
    const stop = new AbortController();
    world.work.onProgress = () => stop.abort();
    await world.write((tx) => checkImport(tx, { id: world.id, plan: planFor(world.team.id) }, world.now()));
    expect(await advance(world.work, world.id, stop.signal)).toMatchObject({ state: 'checking' });
    expect(await advance(world.work, world.id)).toMatchObject({ state: 'checked', counts: counts(45), position: 45 });
  });
});

describe('the import', () => {
  test('adds each new person once, with the outcome of each row', async () => {
    const world = await importWorld([...people(22), ['Person 1', 'p1@firm1.example', 'Firm'], ['No One', '', '']]);
    await world.check();
    expect(world.leads()).toHaveLength(0);
    expect(await world.run()).toMatchObject({ state: 'done', isList: true, counts: counts(22, 1, 1), position: 24 });
    expect(world.one().endedAt).toEqual(world.now());
    expect(world.leads().map(({ email }) => email)).toEqual(people(22).map(([, email]) => email));
    const last = world.outcomes().slice(-3);
    expect(last.map(({ line, result, leadId }) => [line, result, leadId])).toEqual([
      [23, 'added', world.leads()[21]?.id],
      [24, 'known', world.leads()[1]?.id],
      [25, 'bad', null],
    ]);
    expect(last.map(({ entryId }) => entryId !== null)).toEqual([true, false, false]);
  });

  test('goes on where it stopped', async () => {
    const world = await importWorld(people(45));
    await world.check();
    const stop = new AbortController();
    world.work.onProgress = () => stop.abort();
    await world.write((tx) => runImport(tx, world.id, 20, world.now()));
    expect(await advance(world.work, world.id, stop.signal)).toMatchObject({ state: 'running', position: 20 });
    expect(world.leads()).toHaveLength(20);
    expect(await advance(world.work, world.id)).toMatchObject({ state: 'done', counts: counts(45), position: 45 });
    expect(world.leads()).toHaveLength(45);
  });

  test('ends when its state is another one meanwhile', async () => {
    const world = await importWorld(people(45));
    await world.check();
    world.work.onProgress = ({ position }) => {
      if (position === 20) void world.write((tx) => updateImport(tx, world.one(), { state: 'dropped' }));
    };
    expect(await world.run()).toMatchObject({ state: 'dropped', position: 20 });
    expect(world.leads()).toHaveLength(20);
  });

  test.each([
    [20, false, ['import_report']],
    [21, true, ['import_report', 'import_list']],
  ])('of %i people is a list: %s', async (count, isList, told) => {
    const world = await importWorld(people(count));
    await world.check();
    expect(await world.run()).toMatchObject({ state: 'done', isList });
    expect(world.leads().every(({ isUnhurried }) => isUnhurried === isList)).toBe(true);
    expect(world.told('import_report', 'import_list')).toEqual(told);
    expect(world.told('lead_card').length).toBe(isList ? 0 : count);
  });

  test('of the command line tells its person nothing, and the channel of a list', async () => {
    const world = await importWorld(people(21), { fileId: null });
    await world.check();
    await world.run();
    expect(world.told('import_progress', 'import_report', 'import_list')).toEqual(['import_list']);
  });

  test('of known people alone posts no list', async () => {
    const world = await importWorld(people(21));
    await world.check();
    await Promise.all(people(21).map(([name, email]) => world.handOff(world.now(), { name, email })));
    expect(await world.run()).toMatchObject({ isList: true, counts: counts(0, 21) });
    expect(world.told('import_list')).toEqual([]);
  });

  test('that lost its file says so: what was added stays, and what was not begun is dropped', async () => {
    const world = await importWorld(people(2));
    await world.check();
    await world.files.drop(rowsFile(world.id));
    await expect(world.run()).rejects.toThrow('I no longer have this file');
    expect(world.one()).toMatchObject({ state: 'done', endedAt: world.now() });
    expect(world.one().trouble).toContain('I no longer have this file');
    const other = await importWorld(people(2));
    await other.files.drop(rowsFile(other.id));
    await expect(other.check()).rejects.toThrow('I no longer have this file');
    expect(other.one().state).toBe('dropped');
  });
});

describe('the undo', () => {
  test('removes the leads on which no one has worked, and counts the others', async () => {
    const world = await importWorld([...people(25), ['No One', '', '']]);
    await world.check();
    await world.run();
    const [first, second] = world.leads();
    await world.write((tx) => {
      for (const leadId of [first?.id ?? 0, second?.id ?? 0])
        noteLead(tx, { leadId, actor: actor('A'), words: 'Call later' }, world.now());
    });
    expect(await world.undo()).toMatchObject({ state: 'undone', kept: 2, endedAt: world.now() });
    expect(world.leads().map(({ id }) => id)).toEqual([first?.id, second?.id]);
  });

  test('goes on after a stop', async () => {
    const world = await importWorld(people(45));
    await world.check();
    await world.run();
    const stop = new AbortController();
    world.work.onProgress = () => stop.abort();
    await world.write((tx) => undoImport(tx, world.id, world.now()));
    expect(await advance(world.work, world.id, stop.signal)).toMatchObject({ state: 'undoing' });
    expect(world.leads()).toHaveLength(25);
    expect(await advance(world.work, world.id)).toMatchObject({ state: 'undone' });
    expect(world.leads()).toEqual([]);
  });

  test('is possible for a day, once', async () => {
    const world = await importWorld(people(1));
    await world.check();
    await world.run();
    world.later(DAY_MS);
    await expect(world.undo()).rejects.toThrow('An import can be undone for a day after it is done.');
    world.later(-1);
    expect(await world.undo()).toMatchObject({ state: 'undone' });
    expect(await world.write((tx) => undoImport(tx, world.id, world.now()))).toMatchObject({ state: 'undone' });
    expect(world.leads()).toEqual([]);
  });

  test('takes back wins of the past with their credit', async () => {
    const world = await importWorld([['Ana Reis', 'ana@porto.example', 'Porto', 'Won', '2026-03-01']], {
      ...{ fields: ['name', 'email', 'company', 'status', 'closedOn'], isPast: true },
    });
    await world.check();
    await world.run();
    expect(world.leads()).toMatchObject([{ status: 'won' }]);
    await keepWins({ db: world.db, write: world.write, now: world.now });
    expect(world.db.select().from(winCredits).all()).not.toEqual([]);
    expect(await world.undo()).toMatchObject({ state: 'undone', kept: 0 });
    expect([world.leads(), world.db.select().from(winCredits).all()]).toEqual([[], []]);
  });

  test('is not possible for an import that added nothing', async () => {
    const world = await importWorld([['No One', '', '']]);
    await world.check();
    await world.run();
    await expect(world.undo()).rejects.toThrow('An import can be undone');
  });

  test('updates the cards of leads that had one', async () => {
    const world = await importWorld(people(2));
    await world.check();
    await world.run();
    await world.post(world.leads()[0]?.id ?? 0);
    await world.undo();
    expect(world.told('import_card_gone')).toEqual(['import_card_gone']);
  });
});
