import { expect, test } from 'vitest';
import { tempFolder } from '../support/temp-database.ts';
import { rehearseImport } from './rehearsal.ts';

test('a large import that is killed with -9 goes on where it was, adds no one twice, and holds little memory', async () => {
  const figures = await rehearseImport(tempFolder(), 20_000, () => {});
  expect(figures).toMatchObject({ rows: 20_000, leads: 19_800, people: 19_800 });
  expect(figures.peakMb).toBeLessThan(600);
});
