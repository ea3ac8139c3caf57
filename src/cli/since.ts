import { type Given, textOf, UsageError } from './command.ts';

/** The moment of `--since`: a day in UTC, or a time. @throws UsageError for other words. */
export function sinceIn(given: Given): Date | undefined {
  const text = textOf(given, 'since');
  if (text === undefined) return undefined;
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new UsageError('--since takes a day such as 2026-11-01.');
  return at;
}
