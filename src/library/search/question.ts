import type { Db } from '../../platform/db/open.ts';
import { prepared } from '../../platform/db/prepared.ts';
import { spellingsOf } from '../../platform/fold.ts';
import { kindsOf, OTHER_KIND } from '../settings.ts';
import { fold, wordsOf } from '../words.ts';
import { kindTerm, shelfOf } from './index-item.ts';
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
  ...wordsOf(`a about all also am an and any anybody anyone anything are as at be by can could do does doing find for from
    get give got had has have having he help her here him his how i if in into is it its ive just know like looking me
    my need needs of on one or our please send she share show so some someone something than that the their
    them there these they this those to up us was we were what when where which who why will with would you your`),
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
  for (let at = 0; at < said.length; ) {
    const length = longestPhrase(phrases, said, at);
    const isLast = at + length === said.length;
    const spelled = said.slice(at, at + length).join(' ');
    const written = length === 1 ? (typed[at] ?? spelled) : spelled;
    const known = phrases.get(spelled);
    if (known && !(typing && isLast && length === 1)) terms.push(anyOf([...asSaid(spelled), ...known]));
    else if (!STOP_WORDS.has(spelled))
      terms.push(anyOf([...(known ?? []), ...spellings(db, spelled, written, typing && isLast)]));
    else idle.push(anyOf(spellings(db, spelled, written, typing && isLast)));
    at += length;
  }
  return [...new Set(terms.length > 0 ? terms : idle)];
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

const isThere = prepared((db) =>
  db.$client.prepare('SELECT 1 FROM library_search WHERE library_search MATCH ? LIMIT 1').pluck(),
);
const found = (db: Db, expression: string): boolean => isThere(db).get(expression) !== undefined;

/** Shorter beginnings match only titles and tags: most items have a word that begins so. */
const TELLING_BEGINNING = 3;

/** The spellings of a word: as typed; else split in two, similar words, or words that begin with it. */
function spellings(db: Db, word: string, typed: string, isHalfTyped: boolean): string[] {
  const exact = quoted(word);
  if (isHalfTyped) {
    const whole = startingWith(db, word).map(quoted);
    if (whole.length > 0) return word.length < TELLING_BEGINNING ? whole.map(inTitle) : [exact, ...whole];
  }
  const others = spellingsOf(typed).filter((one) => one !== word && found(db, quoted(one)));
  if (others.length > 0 || found(db, exact)) return [exact, ...others.map(quoted)];
  const apart = inTwo(db, word);
  if (apart) return [exact, quoted(apart)];
  const similar = resembling(db, word);
  if (similar.length > 0) return [exact, ...similar.map(quoted)];
  return word.length < TELLING_BEGINNING ? [exact] : [exact, ...startingWith(db, word).map(quoted)];
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
