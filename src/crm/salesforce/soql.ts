/** A text in a query (SOQL and SOSL Reference, "Quoted String Escape Sequences"). Half a character would fit into no address. */
export const quoted = (text: string): string =>
  `'${text
    .toWellFormed()
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')}'`;

export const oneOf = (field: string, values: readonly string[]): string =>
  `${field} IN (${values.map(quoted).join(', ')})`;

/** A query stands in the address, of which Salesforce takes 16,384 characters (REST API Developer Guide, "Query"). */
const LONGEST_LIST = 9_000;

/** Values in parts that fit into a query each. */
export function inParts(values: readonly string[]): string[][] {
  const parts: string[][] = [];
  let left = 0;
  for (const value of new Set(values)) {
    const length = encodeURIComponent(`${quoted(value)}, `).length;
    if (length > left) {
      parts.push([]);
      left = LONGEST_LIST;
    }
    parts.at(-1)?.push(value);
    left -= length;
  }
  return parts;
}

/** Conditions that all hold; undefined ones are left out. */
export const allOf = (...conditions: (string | undefined)[]): string =>
  conditions.filter((condition) => condition !== undefined).join(' AND ');

/** A row of an answer. Parents are rows themselves, children come as an answer of their own. */
export type Row = Readonly<Record<string, unknown>>;

/** `Account.Name` of a row; null if any part is missing or empty. */
export function cellOf(row: Row, path: string): unknown {
  let value: unknown = row;
  for (const part of path.split('.')) {
    value = typeof value === 'object' && value !== null ? (value as Row)[part] : undefined;
  }
  return value ?? null;
}

/** The text of a field; null for an empty one. */
export function textOf(row: Row, path: string): string | null {
  const value = cellOf(row, path);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** Salesforce writes moments as `2026-11-30T08:15:00.000+0000`. */
export function momentOf(row: Row, path: string): Date | null {
  const text = textOf(row, path);
  return text === null ? null : (validDate(text.replace(/\+0000$/, 'Z')) ?? null);
}

export function validDate(text: string | undefined): Date | undefined {
  const date = new Date(text ?? '');
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** The rows of a subquery. */
export function childrenOf(row: Row, relationship: string): Row[] {
  const children = cellOf(row, `${relationship}.records`);
  return Array.isArray(children) ? children : [];
}
