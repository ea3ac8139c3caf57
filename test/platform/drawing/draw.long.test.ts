import { getDocumentProxy } from 'unpdf';
import { expect, test } from 'vitest';
import { drawPdf, drawPng } from '../../../src/platform/drawing/draw.ts';
import type { Drawing, Part } from '../../../src/platform/drawing/drawing.ts';
import { pdfText } from '../../../src/platform/files/pdf-text.ts';

const drawing = (...pages: Part[][]): Drawing => ({
  title: 'Review of October',
  subtitle: 'Sales and marketing',
  foot: 'Made today',
  at: new Date('2026-11-02T08:00:00Z'),
  pages,
});

const everything: Part[] = [
  {
    kind: 'tiles',
    tiles: [{ label: 'Won', value: '12', note: 'before: 9', goals: [{ share: 0.8, words: 'Target 15' }] }],
  },
  { kind: 'heading', text: 'Sales', note: 'In working time', tone: 'first' },
  { kind: 'bars', bars: [{ label: 'Accepted in time', value: '92 %', note: '46 of 50', share: 0.92, tone: 'first' }] },
  { kind: 'table', head: ['Month', 'Leads'], rows: [[{ text: 'Октябрь' }, { text: '40', shade: 0.4 }]] },
  {
    kind: 'columns',
    columns: [
      [{ kind: 'list', items: [{ mark: 'done', text: 'Ελλάδα', note: 'Mia' }] }],
      [{ kind: 'text', text: '漢字 한글' }],
    ],
  },
];

/** Names of the fonts whose programs are in the file, without the letters that mark a subset. */
function embeddedFonts(pdf: Uint8Array): string[] {
  const text = Buffer.from(pdf).toString('latin1');
  const names = [...text.matchAll(/\/FontName \/[A-Z]{6}\+([\w-]+)/g)].map(([, name]) => name ?? '');
  expect(text.match(/\/FontFile[23]/g)).toHaveLength(names.length);
  return [...new Set(names)].sort();
}

test('a PDF holds all words as text, in fonts that it brings along', async () => {
  const pdf = await drawPdf(drawing(everything));
  const text = await pdfText(new Uint8Array(pdf), 10_000);
  for (const words of [
    'Review of October',
    'Sales and marketing',
    '12',
    'Target 15',
    'In working time',
    'Accepted in time',
  ])
    expect(text).toContain(words);
  for (const words of ['46 of 50', 'Октябрь', '40', 'Ελλάδα', 'Mia', '漢字 한글', 'Made today', '1 / 1'])
    expect(text).toContain(words);
  expect(embeddedFonts(pdf)).toEqual(['Inter-Regular', 'Inter-SemiBold', 'UnifontMedium']);
  const about = await (await getDocumentProxy(pdf)).getMetadata();
  expect(about.info).toMatchObject({ Title: 'Review of October', CreationDate: 'D:20261102080000Z' });
});

test('content goes on to the next page, and each page has its number', async () => {
  const rows = Array.from({ length: 50 }, (_, at) => [{ text: `Row ${at}` }, { text: String(at) }]);
  const pdf = await drawPdf(drawing([{ kind: 'table', head: ['Name', 'Leads'], rows }], everything));
  const { numPages } = await getDocumentProxy(new Uint8Array(pdf));
  expect(numPages).toBe(4);
  const text = await pdfText(pdf, 10_000);
  expect(text).toContain('Row 49');
  expect(text).toContain('4 / 4');
});

test('a picture has the whole content, in black on white', async () => {
  const png = Buffer.from(await drawPng(drawing(everything)));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  expect(width).toBe(1684);
  expect(height).toBeGreaterThan(600);
  const longer = Buffer.from(await drawPng(drawing(everything, everything)));
  expect(longer.readUInt32BE(20)).toBeGreaterThan(height * 1.5);
  expect(png.length).toBeGreaterThan(20_000);
});

test('a drawing that cannot be drawn is an error, and the next one is drawn', async () => {
  const broken = drawing([{ kind: 'bars', bars: null } as never]);
  await expect(drawPdf(broken)).rejects.toThrow(/Drawing ended early/);
  expect((await drawPdf(drawing([]))).length).toBeGreaterThan(1_000);
});
