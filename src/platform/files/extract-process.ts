/** Runs in a process of its own, see extract.ts. Each format loads only the library that reads it. */
import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { becomeHelper } from '../helper-process.ts';
import { encodingOf } from './encoding.ts';
import type { Extracted, TextWork } from './extract.ts';
import type { TableWork } from './kept-rows.ts';
import { Unreadable } from './unreadable.ts';

async function read({ path, format, characters, unpackedBytes }: TextWork): Promise<string> {
  const bytes = new Uint8Array(await readFile(path));
  switch (format) {
    case 'pdf':
      return (await import('./pdf-text.ts')).pdfText(bytes, characters);
    case 'docx':
      return (await import('./office-text.ts')).docxText(bytes, unpackedBytes);
    case 'pptx':
      return (await import('./office-text.ts')).pptxText(bytes, unpackedBytes);
    case 'text':
      return decoded(bytes.subarray(0, characters * 4));
  }
}

const decoded = (bytes: Uint8Array): string => new TextDecoder(encodingOf(bytes).name).decode(bytes, { stream: true });

const tidy = (text: string, characters: number): string =>
  text
    .slice(0, characters)
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n]+/gu, ' ')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();

async function extracted(work: TextWork): Promise<Extracted> {
  try {
    const text = tidy(await read(work), work.characters);
    return /[\p{L}\p{N}]/u.test(text) ? { text } : { trouble: 'There is no text in it, only pictures perhaps.' };
  } catch (error) {
    return { trouble: error instanceof Unreadable ? error.message : 'It is damaged, or not what its name says.' };
  }
}

const WATCH_MS = 20;

/**
 * Kills this process when it holds more than `memoryMb`, or when Baton is gone. A thread of its own watches, because
 * unpacking and parsing hold up the event loop. Node can limit only V8's heap.
 */
function startWatch(memoryMb: number): Promise<void> {
  const watch = `setInterval(() => {
    const isTooLarge = process.memoryUsage.rss() > ${memoryMb * 1024 * 1024};
    if (isTooLarge || process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL');
  }, ${WATCH_MS})`;
  return new Promise((resolve) => void new Worker(watch, { eval: true }).once('online', resolve));
}

becomeHelper();
process.once('message', async (work: TextWork | TableWork) => {
  await startWatch(work.memoryMb);
  process.send?.('rowsTo' in work ? await (await import('./table-rows.ts')).unpackedRows(work) : await extracted(work));
});
