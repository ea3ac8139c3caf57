/** All places of a body that hold something, as a person may choose them. */
import { createHash } from 'node:crypto';
import type { Path } from './mapping.ts';
import { holdsValue, isEntry, isHolder, nameIn, nameUnder, opened, own, rootOf, textOf } from './walk.ts';

export interface FoundPlace {
  path: Path;
  /** As a person knows it: the question of the form, or the key. */
  label: string;
  /** The names of the things around it, outermost first. */
  around: string[];
  /** The sender says what it is: `email`, `INPUT_PHONE_NUMBER`. */
  kind?: string;
  /** An answer in a list of answers. */
  isAnswer: boolean;
  /** The value there; undefined for nothing. */
  text: string | undefined;
}

/** Bounds for bodies that no form sends. */
const DEEPEST = 10;
const MOST = 500;
const MOST_UNNAMED = 5;
const LONGEST_LIST = 200;
/** The questions of the form, which come next to the answers of a person. */
const NOT_ANSWERS = new Set(['definition', 'schema', 'options', 'versions']);
const LONGEST_KEY = 300;

/** In the order of the body. */
export function placesIn(body: unknown): FoundPlace[] {
  const root = rootOf(body);
  const found: FoundPlace[] = [];
  const questions = questionsOf(root);
  const visit = (held: unknown, place: Omit<FoundPlace, 'text'>): void => {
    const value = opened(held);
    const { path, label, around } = place;
    if (found.length >= MOST || path.length > DEEPEST) return;
    const isNamed = Array.isArray(value) && isListOfEntries(value);
    if (!isNamed && (!isEntry(value) || isHolder(value) || place.isAnswer)) {
      if (path.length > 0) found.push({ ...place, label: titleOf(value) ?? label, text: textOf(held) });
      return;
    }
    const within = path.length > 0 ? [...around, label] : around;
    if (Array.isArray(value)) visitList(value, path, within);
    for (const [key, inner] of isEntry(value) ? Object.entries(value) : []) {
      if (key.length > LONGEST_KEY || (NOT_ANSWERS.has(key) && typeof inner === 'object')) continue;
      visit(inner, { path: [...path, key], label: key, around: within, isAnswer: false });
    }
  };
  const visitList = (list: readonly unknown[], path: Path, around: string[]): void => {
    const entries = list.slice(0, LONGEST_LIST);
    for (const [index, entry] of entries.entries()) {
      // An entry without a value of its own is a thing with parts: its name would be another one in the next body.
      const name = holdsValue(entry) ? nameIn(entries, entry) : undefined;
      if (name === undefined && index >= MOST_UNNAMED) continue;
      const last = name === undefined ? index : { entry: name };
      const label = name === undefined ? String(index + 1) : questionOf(entry, questions);
      const kind = own(own(entry, 'field'), 'type') ?? own(entry, 'type');
      visit(entry, {
        path: [...path, last],
        label,
        around,
        isAnswer: name !== undefined,
        ...(typeof kind === 'string' && { kind }),
      });
    }
  };
  visit(root, { path: [], label: '', around: [], isAnswer: false });
  return [...found, ...skipped(questions, found)];
}

/** Typeform leaves out questions that were skipped. */
function skipped(questions: Questions, found: readonly FoundPlace[]): FoundPlace[] {
  const known = new Set(found.map(({ path }) => placeKey(path)));
  return [...questions].flatMap(([ref, { title, kind }]) => {
    const path: Path = [...ANSWERS, { entry: ref }];
    if (known.has(placeKey(path))) return [];
    return [{ path, label: title, around: [...ANSWERS], kind, isAnswer: true, text: undefined }];
  });
}

/** Elementor names a field by its title next to the value. */
const titleOf = (value: unknown): string | undefined =>
  isHolder(value) ? ['title', 'label'].map((key) => nameUnder(value, key)).find(Boolean) : undefined;

/** Lists of plain values are one value. */
const isListOfEntries = (list: readonly unknown[]): boolean =>
  list.some((one) => typeof one === 'object' && one !== null);

type Questions = ReadonlyMap<string, { title: string; kind: string }>;
const ANSWERS = ['form_response', 'answers'];

/** Typeform sends the questions apart from the answers. */
function questionsOf(root: unknown): Questions {
  const fields = own(own(own(root, 'form_response'), 'definition'), 'fields');
  const questions = new Map<string, { title: string; kind: string }>();
  for (const field of Array.isArray(fields) ? fields.slice(0, LONGEST_LIST) : []) {
    const [ref, title, kind] = ['ref', 'title', 'type'].map((key) => nameUnder(field, key));
    if (ref !== undefined && title !== undefined) questions.set(ref, { title, kind: kind ?? '' });
  }
  return questions;
}

const questionOf = (entry: unknown, questions: Questions): string =>
  questions.get(nameUnder(entry, 'ref') ?? '')?.title ??
  ['question', 'label', 'title', 'name', 'ref', 'key', 'id'].map((key) => nameUnder(entry, key)).find(Boolean) ??
  '';

/** Names a path in an option of a select. */
export const placeKey = (path: Path): string =>
  createHash('sha256').update(JSON.stringify(path)).digest('base64url').slice(0, 16);

/** The places of several bodies of the same sender, each once: with what stands there in the newest that has something. */
export function placesOf(bodies: readonly unknown[]): FoundPlace[] {
  const places = new Map<string, FoundPlace>();
  for (const place of bodies.flatMap(placesIn)) {
    const key = placeKey(place.path);
    const known = places.get(key);
    if (known === undefined) places.set(key, place);
    else if (known.text === undefined) places.set(key, { ...known, text: place.text });
  }
  return [...places.values()];
}
