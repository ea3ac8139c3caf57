import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import {
  type Extracted,
  type ExtractLimits,
  extractText,
  type Format,
  formatOf,
} from '../../../src/platform/files/extract.ts';
import { tempFolder } from '../../support/temp-database.ts';
import { docx, pdf, pdfBomb, pptx } from './documents.ts';

function extracted(content: Uint8Array | string, format: Format, limits?: Partial<ExtractLimits>) {
  const path = join(tempFolder(), 'file');
  writeFileSync(path, content);
  return extractText(path, format, limits);
}

const readingProcesses = (): number[] =>
  execFileSync('ps', ['-A', '-o', 'ppid=,pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('extract-process'))
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([parent, child = 0]) => (parent === process.pid ? [child] : []));

describe('the text of a document', () => {
  test('is read from PDF, Word and PowerPoint, in reading order', async () => {
    expect(await extracted(pdf('Security overview', 'Second page'), 'pdf')).toEqual({
      text: 'Security overview\nSecond page',
    });
    expect(await extracted(docx('Terms & conditions', 'a < b'), 'docx')).toEqual({
      text: 'Terms & conditions\na < b',
    });
    const slides = Array.from({ length: 11 }, (_, at) => `Slide ${at + 1}.`);
    expect(await extracted(pptx(slides, 'Say hello'), 'pptx')).toEqual({
      text: [...slides, 'Say hello'].join('\n'),
    });
  });

  test.each([
    ['UTF-8 with its mark', Buffer.from('\ufeffGrüße', 'utf8')],
    ['UTF-16', Buffer.from('\ufeffGrüße', 'utf16le')],
    ['Windows letters', Buffer.from('Grüße', 'latin1')],
  ])('is read in %s', async (_, bytes) => {
    expect(await extracted(bytes, 'text')).toEqual({ text: 'Grüße' });
  });

  test('is kept up to a length, without invisible characters', async () => {
    expect(await extracted(`a\0b\n\n\n  c${'d'.repeat(100)}`, 'text', { characters: 20 })).toEqual({
      text: expect.stringMatching(/^a b\nc?d*$/),
    });
  });
});

describe('an unreadable file gets a sentence, and affects nothing else', () => {
  const damaged = { trouble: 'It is damaged, or not what its name says.' };

  test.each<[string, Uint8Array, Format, Extracted]>([
    ['a damaged PDF', strToU8('%PDF-1.7\nnothing'), 'pdf', damaged],
    ['a picture that is called a document', strToU8('\x89PNG'), 'docx', damaged],
    ['an archive without a document', zipSync({ 'a.txt': strToU8('a') }), 'pptx', damaged],
    [
      'an encrypted document',
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2]),
      'docx',
      { trouble: expect.stringContaining('password') },
    ],
    ['a document of pictures', docx(''), 'docx', { trouble: expect.stringContaining('no text') }],
  ])('%s', async (_, content, format, result) => {
    expect(await extracted(content, format)).toEqual(result);
  });

  test('a small file that would unpack to a large one', async () => {
    const bomb = zipSync({ 'word/document.xml': new Uint8Array(5_000_000) });
    expect(bomb.length).toBeLessThan(10_000);
    expect(await extracted(bomb, 'docx', { unpackedBytes: 1_000_000 })).toEqual({
      trouble: 'It is too large to be read.',
    });
  });

  test('and one with a false size is not unpacked further than it claims', async () => {
    const text = `<w:t>${'a'.repeat(2_000_000)}`;
    const bomb = zipSync({ 'word/document.xml': strToU8(text) });
    const view = new DataView(bomb.buffer);
    for (let at = 0; at < bomb.length - 4; at += 1)
      if (view.getUint32(at, true) === text.length) view.setUint32(at, 1000, true);
    const result = await extracted(bomb, 'docx', { unpackedBytes: 1_000_000 });
    expect(typeof result === 'object' && 'text' in result ? result.text.length : 0).toBeLessThan(1001);
  });

  test('a file that takes too long', async () => {
    const long = pdf(...Array.from({ length: 300 }, () => 'word '.repeat(300)));
    expect(await extracted(long, 'pdf', { timeMs: 1 })).toEqual({ trouble: 'Reading its text took too long.' });
  });

  test('a small file whose content expands beyond the memory of the whole process, outside V8’s heap', async () => {
    const bomb = pdfBomb(60_000_000);
    expect(bomb.length).toBeLessThan(100_000);
    const tooMuch = { trouble: 'Reading its text took too much memory.' };
    expect(await extracted(bomb, 'pdf', { memoryMb: 160 })).toEqual(tooMuch);
    expect(await extracted(pdf('Small'), 'pdf', { memoryMb: 160 })).toEqual({ text: 'Small' });
  });

  test.each(['SIGTERM', 'SIGINT'] as const)(
    '%s to all of Baton’s processes does not count against the file',
    async (signal) => {
      const reading = extracted(pdf('Small'), 'pdf');
      const started = readingProcesses();
      expect(started).toHaveLength(1);
      for (const pid of started) process.kill(pid, signal);
      expect(['interrupted', { text: 'Small' }]).toContainEqual(await reading);
    },
  );

  test('an abort interrupts the reading', async () => {
    const abort = new AbortController();
    const reading = extracted(pdf('Small'), 'pdf', { signal: abort.signal });
    abort.abort();
    expect(await reading).toBe('interrupted');
  });

  test('a missing file', async () => {
    expect(await extractText(join(tempFolder(), 'gone'), 'text')).toEqual(damaged);
  });
});

test('the name decides how a file is read, or else its type', () => {
  const format = (name: string, mimetype = '') => formatOf({ name, mimetype });
  expect(format('a.PDF')).toBe('pdf');
  expect(format('a', 'text/plain; charset=utf-8')).toBe('text');
  expect(format('a.pptx', 'application/octet-stream')).toBe('pptx');
  expect(format('a.xlsx', 'application/zip')).toBeUndefined();
});
