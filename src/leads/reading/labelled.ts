/** Labelled lines of forms, questions with answers, and tables. */
import { type Field, fieldOf, knownLabel } from './labels.ts';

export interface Labelled {
  /** The values of each field, in their order. */
  values: Partial<Record<Field, string[]>>;
  /** All other lines. */
  rest: string[];
  /** The number of labels that name the person, the company or how to reach them. */
  contactLabels: number;
}

interface Pair {
  field: Field;
  value: string;
}

const MOST_LINES = 300;
const LONGEST_LINE = 2000;
const MARKS = '[\\s>*_~`•·▪◦‣\\-–—#|✔✅☑➤→]';
const BEGINS = new RegExp(`^${MARKS}{0,12}`, 'u');
const NOTHING =
  /^(?:n\/?a|none|-+|—|–|null|undefined|not provided|not set|\(empty\)|keine angabe|k\. ?a\.|aucun|ninguno|nessuno|nenhum|geen)?\.?$/i;

const CONTACT_FIELDS = new Set<Field>(['first', 'last', 'name', 'company', 'email', 'phone']);

const bare = (value: string): string =>
  value
    .replace(/^[\s*_~`>|]+(?=\S)/, '')
    .replace(/[\s*_~`|]+$/, '')
    .trim();

/** `Label: value`, `*Label* value`, `Label? value`, `Label<tab>value`. */
function pairOf(line: string): Pair | undefined {
  const text = line.replace(BEGINS, '');
  const isMarked = /^[\s>•·\-–—#|]*[*_]/.test(line);
  const colon = /^([^:=：\t]{1,90}?)\s{0,3}[*_~`]{0,3}\s{0,3}(?:[:=：]|\t|\s\|\s)[*_~`]{0,3}\s{0,6}(.*)$/su.exec(text);
  if (colon) {
    const [, label = '', value = ''] = colon;
    const field = fieldOf(label);
    if (field && (!/^\/\//.test(value) || knownLabel(label))) return { field, value: bare(value) };
  }
  const question = /^([^?]{2,90}\?)[*_~`]{0,3}(?:\s+(.*))?$/su.exec(text);
  if (question) {
    const field = fieldOf(question[1] ?? '');
    if (field) return { field, value: bare(question[2] ?? '') };
  }
  if (isMarked) {
    const [, label = '', value = ''] = /^([^*_]{1,90})[*_]{1,2}(?:\s+(.*))?$/su.exec(text) ?? [];
    const field = fieldOf(label);
    if (field) return { field, value: bare(value) };
  }
  const dashed =
    /^([\p{L} '’./-]{1,40}?)\s{1,3}[-–—→»]+>?\s{1,3}(.*)$/su.exec(text) ??
    /^([\p{L} '’./-]{1,40}?)\s{3,}(.*)$/su.exec(text);
  const dashedField = dashed && knownLabel(dashed[1] ?? '');
  if (dashedField) return { field: dashedField, value: bare(dashed[2] ?? '') };
  const alone = knownLabel(text);
  return alone ? { field: alone, value: '' } : undefined;
}

/** Several pairs on a line: `Name: Jane | Company: Acme; Email: …` */
function divided(line: string): string[] {
  if (!/[:=]/.test(line)) return [line];
  const parts = line.split(/\s*(?:\s\|\s|\s[·•]\s|;|\s{3,})\s*|,\s+(?=[\p{L} .-]{2,30}[:=]\s)/u);
  const labelled = parts.filter((part) => knownLabel(/^([^:=]{1,60})[:=]/.exec(part.replace(BEGINS, ''))?.[1] ?? ''));
  return labelled.length >= 2 ? parts : [line];
}

const cellsOf = (line: string): string[] => {
  const isTable = /\t/.test(line) || /^\s*\|.*\|\s*$/.test(line) || /\S \| \S/.test(line);
  return isTable
    ? line
        .replace(/^\s*\||\|\s*$/g, '')
        .split(/\t|\|/)
        .map((cell) => cell.trim())
    : [];
};
const isRule = (cells: string[]) => cells.length > 0 && cells.every((cell) => /^:?-{2,}:?$/.test(cell));

/** Tables with a row of labels become a line for each cell. */
function withoutTables(lines: string[]): string[] {
  const out: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const cells = cellsOf(line);
    if (isRule(cells)) continue;
    const fields = cells.filter((cell) => knownLabel(cell) !== undefined && !/:/.test(cell));
    let next = at + 1;
    if (isRule(cellsOf(lines[next] ?? ''))) next += 1;
    const values = cellsOf(lines[next] ?? '');
    if (fields.length >= 2 && fields.length * 2 >= cells.length && values.length === cells.length) {
      out.push(...cells.map((cell, index) => `${cell}: ${values[index] ?? ''}`));
      at = next;
    } else out.push(line);
  }
  return out;
}

/** Whether a value can be what its label says; other values stay in the text. */
function fits({ field, value }: Pair): boolean {
  switch (field) {
    case 'email':
      return value.includes('@');
    case 'phone':
      return value.replace(/\D/g, '').length >= 6;
    case 'first':
    case 'last':
    case 'name':
      return value.length <= 160 && /\p{L}/u.test(value) && !/^(?:https?:)/.test(value);
    case 'company':
      return value.length <= 100 && /[\p{L}\p{N}]/u.test(value);
    default:
      return true;
  }
}

/** The lines before the next label. */
function linesUntilPair(lines: string[]): string[] {
  const end = lines.findIndex(pairOf);
  return end === -1 ? lines : lines.slice(0, end);
}

/** Splits a text into labelled values and other lines. A label without a value takes the next line. */
export function readLabels(text: string): Labelled {
  const lines = withoutTables(text.split(/\r?\n/).slice(0, MOST_LINES)).flatMap((line) =>
    line.length > LONGEST_LINE ? [line] : divided(line),
  );
  const values: Labelled['values'] = {};
  const rest: string[] = [];
  let contactLabels = 0;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const pair = line.length > LONGEST_LINE ? undefined : pairOf(line);
    if (!pair || pair.field === 'other' || pair.field === 'ours') {
      rest.push(line);
      continue;
    }
    const first = at;
    if (pair.value === '') {
      let next = at + 1;
      if ((lines[next] ?? '').trim() === '') next += 1;
      const following = lines[next] ?? '';
      if (following.trim() !== '' && !pairOf(following)) {
        pair.value = bare(following);
        at = next;
      }
    }
    if (pair.field === 'need') {
      const block = linesUntilPair(lines.slice(at + 1));
      at += block.length;
      pair.value = [pair.value, ...block].join('\n').trim();
    }
    if (NOTHING.test(pair.value)) continue;
    if (!fits(pair)) {
      at = first;
      rest.push(line);
      continue;
    }
    if (CONTACT_FIELDS.has(pair.field)) contactLabels += 1;
    values[pair.field] = [...(values[pair.field] ?? []), pair.value];
  }
  return { values, rest, contactLabels };
}

/** First and last name, or the whole; `Name` next to `Vorname` is the surname. */
export function labelledName({ first, last, name }: Labelled['values']): string | undefined {
  const [given, family, whole] = [first?.[0], last?.[0], name?.[0]];
  if (given && family) return `${given} ${family}`;
  const part = given ?? family;
  if (part && whole) {
    if (whole.includes(part)) return whole;
    return given ? `${given} ${whole}` : `${whole} ${family}`;
  }
  return whole ?? part;
}
