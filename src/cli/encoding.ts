import { UsageError } from './command.ts';

/** @throws UsageError for an encoding that does not exist. */
export function requireEncoding(label: string): string {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    throw new UsageError(`There is no encoding "${label}". Examples: utf-8, windows-1252, macintosh, utf-16le.`);
  }
}
