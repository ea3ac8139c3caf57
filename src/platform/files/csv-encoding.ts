import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { UserError } from '../errors.ts';
import { guessedEncoding, markedEncoding } from './encoding.ts';

export interface CsvEncoding {
  /** A label that TextDecoder takes. */
  name: string;
  /** For an encoding that had to be guessed: a line of the file in it, to be confirmed. */
  question?: string;
}

/** Certain with a mark, or if the whole file is valid UTF-8, which takes reading all of it. */
export async function encodingOfCsv(path: string): Promise<CsvEncoding> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let chunk = new Uint8Array();
  try {
    for await (const next of createReadStream(path) as AsyncIterable<Buffer>) {
      const marked = chunk.length === 0 ? markedEncoding(next) : undefined;
      if (marked) return { name: marked.name };
      chunk = new Uint8Array(next);
      utf8.decode(chunk, { stream: true });
    }
    utf8.decode();
    return { name: 'utf-8' };
  } catch (error) {
    if (error instanceof TypeError) return guess(path, chunk);
    throw error;
  }
}

const LONGEST_SAMPLE = 100;

function guess(path: string, bytes: Uint8Array): CsvEncoding {
  const { name } = guessedEncoding(bytes);
  const other = name === 'windows-1252' ? 'macintosh' : 'windows-1252';
  const line = lineWithAccents(bytes);
  const read = (encoding: string) => new TextDecoder(encoding).decode(line).trim().slice(0, LONGEST_SAMPLE);
  const question = [
    `${basename(path)} does not say its encoding. In ${name}, one of its rows is:`,
    `  ${read(name)}`,
    `If that is right, add --encoding ${name}. If not, name another one. In ${other} it is:`,
    `  ${read(other)}`,
  ].join('\n');
  return { name, question };
}

/** The first line that is not plain ASCII. */
function lineWithAccents(bytes: Uint8Array): Uint8Array {
  const isBreak = (byte: number) => byte === 0x0a || byte === 0x0d;
  const at = bytes.findIndex((byte) => byte > 0x7f);
  const start = bytes.subarray(0, at).findLastIndex(isBreak) + 1;
  const length = bytes.subarray(at).findIndex(isBreak);
  return bytes.subarray(start, length < 0 ? bytes.length : at + length);
}

/** @throws UserError that asks for the encoding, if it had to be guessed. */
export function requireCertain({ question }: CsvEncoding): void {
  if (question !== undefined) throw new UserError(question);
}
