/** Runs in a worker, see extract.ts. The libraries that read documents are loaded only here. */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import type { Extracted, ExtractLimits, Format } from './extract.ts';
import { docxText, pptxText, Unreadable } from './office-text.ts';
import { pdfText } from './pdf-text.ts';

type Work = Pick<ExtractLimits, 'characters' | 'unpackedBytes'> & { path: string; format: Format };

async function read({ path, format, characters, unpackedBytes }: Work): Promise<string> {
  const bytes = new Uint8Array(await readFile(path));
  switch (format) {
    case 'pdf':
      return pdfText(bytes, characters);
    case 'docx':
      return docxText(bytes, unpackedBytes);
    case 'pptx':
      return pptxText(bytes, unpackedBytes);
    case 'text':
      return decoded(bytes.subarray(0, characters * 4));
  }
}

/** Text in UTF-8, UTF-16 with a byte order mark, or Windows-1252. */
function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

const tidy = (text: string, characters: number): string =>
  text
    .slice(0, characters)
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n]+/gu, ' ')
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();

async function extracted(work: Work): Promise<Extracted> {
  try {
    const text = tidy(await read(work), work.characters);
    return /[\p{L}\p{N}]/u.test(text) ? { text } : { trouble: 'There is no text in it, only pictures perhaps.' };
  } catch (error) {
    return { trouble: error instanceof Unreadable ? error.message : 'It is damaged, or not what its name says.' };
  }
}

extracted(workerData as Work).then((result) => parentPort?.postMessage(result));
