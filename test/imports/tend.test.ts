/** The task of imports, the report of one, and what is forgotten. */
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { importReport, reportCells } from '../../src/imports/report.ts';
import { firstRows } from '../../src/imports/samples.ts';
import { checkImport, runImport } from '../../src/imports/start.ts';
import { tendImports } from '../../src/imports/tend.ts';
import { undoImport } from '../../src/imports/undo.ts';
import { rowsFile } from '../../src/imports/work.ts';
import { rowOut } from '../../src/platform/files/kept-rows.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { importWorld, people, planFor } from './world.ts';

type World = Awaited<ReturnType<typeof importWorld>>;

const tend = (world: World, stop = new AbortController()) =>
  tendImports({ ...world.work, fetchFile: async () => Promise.reject(new Error('never asked')) } as never, stop.signal);

describe('the task', () => {
  test('works on what people started, one step after the other', async () => {
    const world = await importWorld(people(3));
    await tend(world);
    expect(world.one().state).toBe('read');
    await world.write((tx) => checkImport(tx, { id: world.id, plan: planFor(world.team.id) }, world.now()));
    await tend(world);
    expect(world.one().state).toBe('checked');
    await world.write((tx) => runImport(tx, world.id, 20, world.now()));
    await tend(world);
    expect(world.one().state).toBe('done');
    await world.write((tx) => undoImport(tx, world.id, world.now()));
    await tend(world);
    expect(world.one().state).toBe('undone');
  });

  test('does nothing after a stop, and ends an import whose file is gone', async () => {
    const world = await importWorld(people(3));
    await world.write((tx) => checkImport(tx, { id: world.id, plan: planFor(world.team.id) }, world.now()));
    const stop = new AbortController();
    stop.abort();
    await tend(world, stop);
    expect(world.one().state).toBe('checking');
    await world.files.drop(rowsFile(world.id));
    await tend(world);
    expect(world.one().state).toBe('dropped');
  });

  test('leaves imports of the command line alone', async () => {
    const world = await importWorld(people(3), { fileId: null });
    await world.write((tx) => checkImport(tx, { id: world.id, plan: planFor(world.team.id) }, world.now()));
    await tend(world);
    expect(world.one().state).toBe('checking');
  });

  test('forgets the rows two days after the end, and their file', async () => {
    const world = await importWorld(people(3));
    await world.check();
    await world.run();
    const file = world.files.taken(rowsFile(world.id));
    world.later(2 * DAY_MS);
    await tend(world);
    expect([world.outcomes().length, existsSync(file)]).toEqual([3, true]);
    world.later(1);
    await tend(world);
    expect([world.outcomes().length, existsSync(file)]).toEqual([0, false]);
    await tend(world);
    expect(world.leads()).toHaveLength(3);
  });
});

describe('the report', () => {
  test('has each row with its result, and nothing that a spreadsheet would run', async () => {
    const world = await importWorld([...people(1), ['=cmd()', 'p0@firm0.example', 'Firm'], ['No One', '', 'Firm']]);
    await world.check();
    await world.run();
    const [lead] = world.leads();
    const report = new TextDecoder().decode(await importReport(world, world.one()));
    expect(report.trim().split('\n')).toEqual([
      'Row,Result,Why,Lead,name,email,company',
      `2,added,,${lead?.id},Person 0,p0@firm0.example,Firm`,
      `3,known already,This person is an open lead already.,${lead?.id},'=cmd(),p0@firm0.example,Firm`,
      '4,not imported,It has no email address and no phone number.,,No One,,Firm',
    ]);
  });

  test('of many rows names only those that were not added as they are', async () => {
    const world = await importWorld([...people(1), ['No One', '', 'Firm'], ['Bo', 'bo@li.example', 'Li']]);
    await world.check();
    await world.run();
    const cells = (line: number, rows: number) =>
      reportCells(world.db, { ...world.one(), rows }, { line, cells: ['a'] })?.slice(0, 2);
    expect([2, 3, 9].map((line) => cells(line, 100_000))).toEqual([['2', 'added'], ['3', 'not imported'], undefined]);
    expect([2, 3, 9].map((line) => cells(line, 100_001))).toEqual([undefined, ['3', 'not imported'], undefined]);
    const spoilt = reportCells(world.db, world.one(), { line: 3, fault: 'It is broken.' });
    expect(spoilt).toEqual(['3', 'not imported', 'It has no email address and no phone number.', '']);
  });

  test('of hundreds of rows is whole', async () => {
    const world = await importWorld(people(205));
    await world.check();
    await world.run();
    const report = new TextDecoder().decode(await importReport(world, world.one()));
    expect(
      report
        .trim()
        .split('\n')
        .map((line) => Number(line.split(',')[0]))
        .slice(1),
    ).toEqual(Array.from({ length: 205 }, (_, at) => at + 2));
  });
});

test('the first twenty rows are the samples, and none of a file that is gone', async () => {
  const world = await importWorld(people(21));
  expect(await firstRows(world.files, { id: world.id })).toEqual(people(20));
  const spoilt = `${rowOut({ line: 2, fault: 'It is broken.' })}\n${rowOut({ line: 3, cells: ['Ana'] })}\n`;
  await world.files.take(rowsFile(world.id), [Buffer.from(spoilt)], 1_000);
  expect(await firstRows(world.files, { id: world.id })).toEqual([['Ana']]);
  await world.files.take(rowsFile(world.id), [Buffer.from('no row\n')], 1_000);
  await expect(firstRows(world.files, { id: world.id })).rejects.toThrow(SyntaxError);
  await world.files.drop(rowsFile(world.id));
  expect(await firstRows(world.files, { id: world.id })).toEqual([]);
});
