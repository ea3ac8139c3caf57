import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { spellingsOf } from '../../platform/fold.ts';
import { kindsOf, OTHER_KIND } from '../settings.ts';
import { fold, wordsOf } from '../words.ts';
import { containing, partsOf, withoutEnding } from './compounds.ts';
import { kindTerm, shelfOf } from './index-item.ts';
import { initialsTerm, mayBeInitials } from './initials.ts';
import { resembling, startingWith } from './similar-words.ts';
import { synonymsOf } from './synonyms.ts';

/** An FTS5 expression that matches any spelling of one searched thing. */
export type Term = string;

const MOST_CHARACTERS = 400;
const MOST_WORDS = 12;
const LONGEST_PHRASE = 4;

/** Words without a meaning of their own. */
export const STOP_WORDS = new Set([
  'somebody',
  ...wordsOf(`a about all also am an and any anybody anyone anything are as ask asked asking asks at be by can could do does doing find for from
    get give got had has have having he help her here him his how i if in into is it its ive just know like looking me
    my need needs of on one or our please send she share show so some someone something than that the their
    them there these they this those to up us want wanted wants was we were what when where which who why will with would you your`),
  ...wordsOf(`am bei das dem den der des die ein eine einen für im ist mit nach oder sind über und unser unsere von vor was wie
    wo zu zum zur`),
]);

/**
 * The terms of a search, without stop words. Only quoted letters and digits go to FTS5, so that no typed text can be an
 * operator.
 * @param typing the last word may be incomplete.
 */
export function readQuestion(db: Db, question: string, typing = false): Term[] {
  const said = wordsOf(question.slice(0, MOST_CHARACTERS)).slice(0, MOST_WORDS);
  const typed = typedWords(question.slice(0, MOST_CHARACTERS), said);
  const phrases = phrasesOf(db);
  const terms: Term[] = [];
  const idle: Term[] = [];
  const termAt = (at: number) =>
    anyOf(spellings(db, said[at] ?? '', typed[at] ?? '', typing && at === said.length - 1));
  for (let at = 0; at < said.length; ) {
    const length = longestPhrase(phrases, said, at);
    const isLast = at + length === said.length;
    const spelled = said.slice(at, at + length).join(' ');
    const known = phrases.get(spelled);
    const together = length === 1 ? writtenAsOne(db, said, at) : undefined;
    if (known && !(typing && isLast && length === 1)) terms.push(anyOf([...asSaid(spelled), ...known]));
    else if (together) {
      const apart = Array.from({ length: together.length }, (_, more) => termAt(at + more)).join(' AND ');
      terms.push(anyOf([`(${apart})`, quoted(together.word)]));
      at += together.length;
      continue;
    } else if (!STOP_WORDS.has(spelled)) terms.push(known ? anyOf([...known, termAt(at)]) : termAt(at));
    else idle.push(termAt(at));
    at += length;
  }
  return [...new Set(terms.length > 0 ? terms : idle)];
}

const LONGEST_ACRONYM = 5;

/**
 * Typed words that the library writes as one: "zähler schrank" as Zählerschrank, "electric vehicle" as EV. Initials count only
 * where no item has all of the words.
 */
function writtenAsOne(db: Db, said: readonly string[], at: number): { word: string; length: number } | undefined {
  const run = said.slice(at, at + LONGEST_ACRONYM);
  const end = run.findIndex((word) => STOP_WORDS.has(word));
  const words = end < 0 ? run : run.slice(0, end);
  const [first = '', second] = words;
  if (second === undefined) return undefined;
  for (const word of [`${first}${second}`, `${first}s${second}`])
    if (found(db, quoted(word))) return { word, length: 2 };
  for (let length = words.length; length > 1; length -= 1) {
    const some = words.slice(0, length);
    const word = some.map((one) => [...one][0]).join('');
    // Two letters are also the beginning of many things, so only a tag counts.
    const place = length === 2 ? 'tags' : '{title tags summary}';
    if (found(db, `${place} : ${quoted(word)}`) && !found(db, some.map(quoted).join(' AND '))) return { word, length };
  }
  return undefined;
}

/** The words as they were typed, with umlauts, in the same order. */
function typedWords(question: string, said: readonly string[]): string[] {
  const words =
    question
      .normalize('NFC')
      .replace(/['’ʼ]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return said.every((word, at) => fold(words[at] ?? '') === word) ? words : [...said];
}

const anyOf = (spellings: readonly string[]): Term => `(${spellings.join(' OR ')})`;
/** The words as typed, a second time: they weigh more in the rank than rare synonyms. */
const asSaid = (words: string) => [quoted(words), inTitle(quoted(words))];
const inTitle = (expression: string) => `{title tags} : ${expression}`;
const quoted = (words: string) => `"${words}"`;

/** The expressions for phrases with synonyms and names of kinds, by folded words. */
function phrasesOf(db: Db): Map<string, string[]> {
  const groups = synonymsOf(db).map((group) => group.map((phrase) => wordsOf(phrase).join(' ')));
  const kinds = kindsOf(db).map(({ key, label }) => ({ key, spelled: wordsOf(label).join(' ') }));
  const phrases = new Map<string, string[]>();
  for (const { key, spelled } of kinds) {
    if (spelled !== '' && key !== OTHER_KIND) phrases.set(spelled, [quoted(spelled), shelfOf(kindTerm(key))]);
  }
  for (const group of groups) {
    const spellings = group.flatMap((phrase) => (phrase === '' ? [] : (phrases.get(phrase) ?? [quoted(phrase)])));
    for (const phrase of group) {
      if (phrase !== '') phrases.set(phrase, [...new Set([...(phrases.get(phrase) ?? []), ...spellings])]);
    }
  }
  return phrases;
}

function longestPhrase(phrases: Map<string, unknown>, said: readonly string[], at: number): number {
  for (let length = Math.min(LONGEST_PHRASE, said.length - at); length > 1; length -= 1) {
    if (phrases.has(said.slice(at, at + length).join(' '))) return length;
  }
  return 1;
}

/** With fewer items, longer words with this part are searched too. */
const FEW = 3;

const isThere = prepared((db) =>
  db.$client.prepare('SELECT 1 FROM library_search WHERE library_search MATCH ? LIMIT 1').pluck(),
);
const found = (db: Db, expression: string): boolean => isThere(db).get(expression) !== undefined;

const some = prepared((db) =>
  db.$client
    .prepare(`SELECT count(*) FROM (SELECT 1 FROM library_search WHERE library_search MATCH ? LIMIT ${FEW})`)
    .pluck(),
);
/** Up to `FEW`. */
const itemsWith = (db: Db, expression: string): number => some(db).get(expression) as number;

/** Shorter beginnings match only titles and tags: most items have a word that begins so. */
const TELLING_BEGINNING = 3;

const LONG_ENOUGH = 5;

/**
 * The spellings of a word: as typed, as initials, and in parts of longer words; else split in two, similar words, or words
 * that begin with it.
 */
function spellings(db: Db, word: string, typed: string, isHalfTyped: boolean): string[] {
  const exact = quoted(word);
  if (isHalfTyped) {
    const whole = startingWith(db, word).map(quoted);
    if (whole.length > 0) return word.length < TELLING_BEGINNING ? whole.map(inTitle) : [exact, ...whole];
  }
  const others = spellingsOf(typed).filter((one) => one !== word && found(db, quoted(one)));
  const initials = mayBeInitials(word) && found(db, initialsTerm(word)) ? [shelfOf(initialsTerm(word))] : [];
  const items = itemsWith(db, exact);
  if (items + others.length + initials.length > 0) {
    const longer = items < FEW && word.length >= LONG_ENOUGH ? containing(db, word) : [];
    return [...(longer.length > 0 ? asSaid(word) : [exact]), ...initials, ...[...others, ...longer].map(quoted)];
  }
  return [exact, ...guesses(db, word)];
}

/** For a word that no item has. */
function guesses(db: Db, word: string): string[] {
  const apart = inTwo(db, word);
  if (apart) return [quoted(apart)];
  const longer = containing(db, word);
  if (longer.length > 0) return longer.map(quoted);
  const similar = resembling(db, word);
  if (similar.length > 0) return similar.map(quoted);
  const parts = partsOf(db, word).map(
    ([first, second]) => `(${anyOf(first.map(quoted))} AND ${anyOf(second.map(quoted))})`,
  );
  if (parts.length > 0) return parts;
  return word.length < TELLING_BEGINNING ? [] : startingWith(db, withoutEnding(word)).map(quoted);
}

/** Longer words are not split: each place costs a lookup. */
const LONGEST_JOINED = 30;

/** Finds "case study" for "casestudy", and "soc 2" for "soc2". */
function inTwo(db: Db, word: string): string | undefined {
  const letters = [...word];
  if (letters.length > LONGEST_JOINED) return undefined;
  for (let at = 1; at < letters.length; at += 1) {
    const [first, second] = [letters.slice(0, at).join(''), letters.slice(at).join('')];
    // A single letter is left over in many words, a single digit only after a name.
    const isPart = (at > 1 && at < letters.length - 1) || /\p{L}\p{N}/u.test(letters.slice(at - 1, at + 1).join(''));
    if (isPart && found(db, quoted(`${first} ${second}`))) return `${first} ${second}`;
  }
  return undefined;
}
