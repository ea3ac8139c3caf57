/** A list of named things as people edit it, one per line: `Case study | 15 | 12`. Keys stay hidden from them. */

export interface Row {
  key: string;
  label: string;
  [column: string]: unknown;
}

export const rowsToText = (rows: readonly Row[], columns: readonly string[]): string =>
  rows.map((row) => [row.label, ...columns.map((column) => String(row[column]))].join(' | ')).join('\n');

/**
 * Reads such a list. A line that was there before keeps its key, and so does one that was renamed in its place; every
 * other line is new.
 * @returns a sentence that names the line which cannot be read.
 */
export function textToRows(
  text: string,
  columns: readonly string[],
  before: readonly Row[],
): { rows: Row[] } | { fault: string } {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => line.split('|').map((part) => part.trim()));
  const short = lines.findIndex((parts) => parts.length !== columns.length + 1);
  if (short >= 0) {
    const what = columns.length === 0 ? 'without a “|” in it' : `with ${columns.length + 1} parts and “|” between them`;
    return { fault: `Line ${short + 1}: write it ${what}.` };
  }
  const labels = lines.map(([label = '']) => label);
  const isSame = (one: string) => (other: string) => one.toLowerCase() === other.toLowerCase();
  const keys = new Set<string>();
  const rows = lines.map(([label = '', ...values], index): Row => {
    const known = before.find((row) => isSame(row.label)(label)) ?? renamed(index, label);
    const key =
      known && !keys.has(known.key) ? known.key : newKey(label, new Set([...keys, ...before.map((row) => row.key)]));
    keys.add(key);
    return { key, label, ...Object.fromEntries(columns.map((column, at) => [column, asNumber(values[at] ?? '')])) };
  });
  return { rows };

  function renamed(index: number, label: string): Row | undefined {
    const there = before[index];
    if (!there || before.length !== lines.length || labels.some(isSame(there.label))) return undefined;
    return before.some((row) => isSame(row.label)(label)) ? undefined : there;
  }
}

export const listsToText = (lists: readonly string[][]): string => lists.map((list) => list.join(', ')).join('\n');

/** One list per line, its words separated by commas. Empty lines are ignored. */
export const textToLists = (text: string): string[][] =>
  text
    .split(/\r?\n/)
    .filter((line) => line.trim())
    .map((line) => line.split(',').map((word) => word.trim()));

/** Other text stays as it is, for the schema to refuse. */
const asNumber = (text: string): number | string => (/^\d{1,9}$/.test(text) ? Number(text) : text);

function newKey(label: string, taken: ReadonlySet<string>): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 26);
  const stem = plain || 'row';
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? stem : `${stem}_${number}`;
    if (!taken.has(key)) return key;
  }
}
