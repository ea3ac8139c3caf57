/** Processes of their own that cannot even start, as on a machine without memory. */
import { afterEach, expect, test } from 'vitest';
import { drawPng } from '../../../src/platform/drawing/draw.ts';
import { readApart } from '../../../src/platform/files/extract.ts';
import { tempFolder } from '../../support/temp-database.ts';

const { execPath } = process;
afterEach(() => {
  process.execPath = execPath;
});

/** A program that ends before it reads anything, and one that is not there. */
const broken = () => ['/bin/false', `${tempFolder()}/gone`];

test('a document is unreadable, and Baton lives', async () => {
  for (const path of broken()) {
    process.execPath = path;
    const limits = {
      timeMs: 5_000,
      memoryMb: 64,
      trouble: { time: 'late', memory: 'large' },
      unreadable: 'unreadable',
    };
    const large = { path: 'x'.repeat(1_000_000) };
    expect(await readApart(large, limits)).toEqual({ trouble: 'unreadable' });
  }
});

test('a drawing is an error, and Baton lives', async () => {
  for (const path of broken()) {
    process.execPath = path;
    const words = 'x'.repeat(1_000_000);
    const drawing = { title: words, parts: [] } as unknown as Parameters<typeof drawPng>[0];
    await expect(drawPng(drawing)).rejects.toThrow();
  }
});
