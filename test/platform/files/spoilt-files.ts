/** Files whose bytes are spoilt: a reader gives what it can read, or a sentence. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { expect } from 'vitest';
import { extractText } from '../../../src/platform/files/extract.ts';
import { keptRows, type TableWork } from '../../../src/platform/files/kept-rows.ts';
import { docxText, pptxText } from '../../../src/platform/files/office-text.ts';
import { unpackedRows } from '../../../src/platform/files/table-rows.ts';
import { tempFolder } from '../../support/temp-database.ts';
import { docx, pdf, pdfBomb, pptx } from './documents.ts';

/** A change of bytes at places that any file has. */
const change = fc.oneof(
  // Another byte, also in a declared size.
  fc.tuple(fc.nat(), fc.nat(255)).map(([at, byte]) => (bytes: Buffer) => {
    if (bytes.length > 0) bytes[at % bytes.length] = byte;
    return bytes;
  }),
  // Four bytes that declare the largest size.
  fc.nat().map((at) => (bytes: Buffer) => {
    const place = at % (bytes.length + 1);
    bytes.subarray(place, place + 4).fill(0xff);
    return bytes;
  }),
  // Half a file.
  fc.nat().map((at) => (bytes: Buffer) => bytes.subarray(0, at % (bytes.length + 1))),
  // A part twice.
  fc.tuple(fc.nat(), fc.nat(64)).map(([at, size]) => (bytes: Buffer) => {
    const place = at % (bytes.length + 1);
    return Buffer.concat([bytes.subarray(0, place + size), bytes.subarray(place)]);
  }),
  // Bytes of another encoding, or quotes that are never closed.
  fc
    .tuple(
      fc.nat(),
      fc.constantFrom('"', '\0', '\r', ';', '\t', '\ufffe', 'sep=,\n', '<', '&#0;', '<!DOCTYPE a [', ']]>'),
    )
    .map(([at, text]) => (bytes: Buffer) => {
      const place = at % (bytes.length + 1);
      const encoding = at % 3 === 0 ? 'utf16le' : at % 3 === 1 ? 'latin1' : 'utf8';
      return Buffer.concat([bytes.subarray(0, place), Buffer.from(text, encoding), bytes.subarray(place)]);
    }),
);
const changes = fc.array(change, { minLength: 1, maxLength: 4 });
type Changes = ((bytes: Buffer) => Buffer)[];

const spoilt = (whole: Uint8Array, all: Changes): Buffer =>
  all.reduce<Buffer>((bytes, one) => one(bytes), Buffer.from(whole));

const ROWS = [
  ['Name', 'Email', 'Since'],
  ['Ana Reis', 'ana@porto-foods.example', '2026-11-02'],
  ['Zoë "Z" Dyk; Müller', '=1+1', ''],
];
const CSV = ROWS.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');

const SENTENCE = /^[A-Z].{5,300}\.$/s;

async function tryTable(work: TableWork, bytes: Buffer): Promise<void> {
  writeFileSync(work.path, bytes);
  const result = await unpackedRows(work);
  if ('trouble' in result) {
    expect(result.trouble).toMatch(SENTENCE);
    expect(existsSync(work.rowsTo)).toBe(false);
    return;
  }
  const rows = [];
  for await (const row of keptRows(work.rowsTo)) rows.push(row);
  expect(result.columns.length).toBeGreaterThan(0);
  expect(rows).toHaveLength(result.rows);
  expect(new Set(result.columns).size).toBe(result.columns.length);
  for (const row of rows) {
    if ('cells' in row) expect(row.cells.every((cell) => typeof cell === 'string')).toBe(true);
    else expect(row.fault).toMatch(SENTENCE);
  }
  expect(readFileSync(work.rowsTo).length).toBeLessThan(100_000);
}

/** Tries this many spoilt tables of each kind. */
export async function tryTables(numRuns: number): Promise<void> {
  const folder = tempFolder();
  const workbook = await writeXlsx({ sheets: [{ name: 'A', rows: ROWS }] });
  const tables = [Buffer.from(CSV), Buffer.from(CSV, 'utf16le'), Buffer.from(CSV, 'latin1'), workbook];
  let files = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...tables), changes, async (table, all) => {
      files += 1;
      const path = join(folder, String(files));
      const most = { memoryMb: 300, mostRows: 1_000, mostBytes: 1_000_000 };
      await tryTable({ path, name: 'list.xlsx', rowsTo: `${path}.rows`, ...most }, spoilt(table, all));
    }),
    { numRuns },
  );
}

const UNPACKED = 1_000_000;

/** The process that reads a document tells every error in a sentence; what is read has to be small. */
export function tryDocuments(numRuns: number): void {
  const documents = [
    { whole: docx('Terms & conditions', 'Jane <b>'), read: docxText },
    { whole: pptx(['One', 'Two'], 'Say hello'), read: pptxText },
  ];
  fc.assert(
    fc.property(fc.constantFrom(...documents), changes, ({ whole, read }, all) => {
      let text = '';
      try {
        text = read(spoilt(whole, all), UNPACKED);
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
      expect(text.length).toBeLessThanOrEqual(UNPACKED);
    }),
    { numRuns },
  );
}

/** A PDF is read by a large library, in a process of its own: any bytes give a text or a sentence in time. */
export async function tryPdfs(numRuns: number): Promise<void> {
  const whole = [pdf('Security overview', 'Second page'), pdfBomb(100_000)];
  const folder = tempFolder();
  let files = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...whole), changes, async (bytes, all) => {
      files += 1;
      const path = join(folder, String(files));
      writeFileSync(path, spoilt(bytes, all));
      const found = await extractText(path, 'pdf', { timeMs: 20_000, memoryMb: 300, characters: 1_000 });
      if (found === 'interrupted') throw new Error('No one interrupted it.');
      if ('text' in found) expect(found.text.length).toBeLessThanOrEqual(1_000);
      else expect(found.trouble).toMatch(SENTENCE);
    }),
    { numRuns },
  );
}
