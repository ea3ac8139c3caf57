import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { unpackTable } from '../../../src/platform/files/tables.ts';
import { tempFolder } from '../../support/temp-database.ts';

const sheet = (rows: string) =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;

/** A workbook whose first sheet is replaced. */
async function workbook(part: string): Promise<string> {
  const parts = unzipSync(await writeXlsx({ sheets: [{ name: 'A', rows: [['Name', 'Email']] }] }));
  const name = Object.keys(parts).find((one) => one.includes('worksheets/sheet1')) ?? '';
  const path = join(tempFolder(), 'list.xlsx');
  writeFileSync(path, zipSync({ ...parts, [name]: strToU8(part) }));
  return path;
}

const unpack = (path: string) =>
  unpackTable(
    { path, name: 'list.xlsx', rowsTo: `${path}.rows` },
    { memoryMb: 300, mostBytes: 1_000_000, timeMs: 20_000 },
  );

test('an archive that unpacks to far more than it weighs is given up', async () => {
  const cell = `<row r="1"><c t="inlineStr"><is><t>${'x'.repeat(4_000_000)}</t></is></c></row>`;
  expect(await unpack(await workbook(sheet(cell.repeat(4))))).toHaveProperty('trouble');
});

test('entities that stand for entities are not expanded', async () => {
  const bomb = `<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY c "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;">]>${sheet('<row r="1"><c t="inlineStr"><is><t>Name</t></is></c></row><row r="2"><c t="inlineStr"><is><t>&d;</t></is></c></row>').slice(21)}`;
  const path = await workbook(bomb);
  await unpack(path);
  const rows = existsSync(`${path}.rows`) ? readFileSync(`${path}.rows`, 'utf8') : '';
  expect(rows).not.toContain('aaaaaaaaaa');
});
