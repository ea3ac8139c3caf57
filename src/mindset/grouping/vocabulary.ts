import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { foldLetters } from '../../platform/fold.ts';
import { companyTopics } from './company-topics.ts';
import { productTopics } from './product-topics.ts';
import { FILLERS, modifiers, surroundings } from './small-words.ts';
import { topics } from './topics.ts';
import type { Language, Vocabulary } from './types.ts';

/** Each is named on use, because a build reads it then. */
const stemmers: Record<Language, (word: string) => string> = {
  en: (word) => english(word),
  de: (word) => german(word),
  fr: (word) => french(word),
  es: (word) => spanish(word),
  it: (word) => italian(word),
  nl: (word) => dutch(word),
  pt: (word) => portuguese(word),
};
export const languages = Object.keys(stemmers) as Language[];

/** The subject of an answer counts most, and words around it least. */
const WEIGHTS = { topic: 1, modifier: 0.5, surrounding: 0.2 };

export interface Meaning {
  id: string;
  weight: number;
}

/** The known words and phrases, by their words and by the stems of these. */
export interface Lexicon {
  /** By folded words, joined with a space. */
  phrases: Map<string, Meaning>;
  /** By stemmed words, joined with a space. */
  stems: Map<string, Meaning>;
  /** The most words of a phrase. */
  longest: number;
}

/** Folded words and numbers; 24/7 is one. */
export const wordsOf = (text: string): string[] =>
  foldLetters(text).match(/\d+[/x]\d+(?:\/\d+)?|[\p{L}\p{N}]+(?:&[\p{L}\p{N}]+)?/gu) ?? [];

export const stemIn = (language: Language, word: string): string => stemmers[language](word);

/** The stems of a word in every language, each once. */
export const stemsOf = (word: string): string[] => [...new Set(languages.map((one) => stemIn(one, word)))];

let general: Lexicon | undefined;
let fillers: Set<string> | undefined;

/** Words that say nothing about the subject. */
export const isFiller = (word: string): boolean => {
  fillers ??= new Set(Object.values(FILLERS).flatMap((list) => list.split(',').flatMap(wordsOf)));
  return fillers.has(word);
};

/** The general vocabulary together with the synonyms of the company. */
export function lexiconOf(synonyms: readonly (readonly string[])[]): Lexicon {
  general ??= generalLexicon();
  const lexicon = { phrases: new Map(general.phrases), stems: new Map(general.stems), longest: general.longest };
  for (const [index, line] of synonyms.entries()) addSynonyms(lexicon, line, `company ${index}`);
  return lexicon;
}

/** Reads all words: `lexiconOf` keeps the result. */
export function generalLexicon(): Lexicon {
  const lexicon: Lexicon = { phrases: new Map(), stems: new Map(), longest: 1 };
  const add = (vocabulary: Vocabulary, weight: number) => {
    for (const [id, byLanguage] of Object.entries(vocabulary)) {
      for (const [language, list] of Object.entries(byLanguage)) {
        for (const phrase of list.split(',')) addPhrase(lexicon, phrase, { id, weight }, [language as Language]);
      }
    }
  };
  add(topics, WEIGHTS.topic);
  add(productTopics, WEIGHTS.topic);
  add(companyTopics, WEIGHTS.topic);
  add(modifiers, WEIGHTS.modifier);
  add(surroundings, WEIGHTS.surrounding);
  return lexicon;
}

/** The words of a line mean one thing, also those that the vocabulary knows as several. */
function addSynonyms(lexicon: Lexicon, line: readonly string[], id: string): void {
  const merged = new Set<string>();
  for (const phrase of line) {
    const known = lexicon.phrases.get(wordsOf(phrase).join(' '));
    if (known && known.weight === WEIGHTS.topic) merged.add(known.id);
  }
  const meaning = { id, weight: WEIGHTS.topic };
  for (const map of [lexicon.phrases, lexicon.stems]) {
    for (const [key, known] of map) if (merged.has(known.id)) map.set(key, meaning);
  }
  for (const phrase of line) addPhrase(lexicon, phrase, meaning, languages, true);
}

/** The first meaning of a word stays, unless the company gives it another. */
function addPhrase(lexicon: Lexicon, phrase: string, meaning: Meaning, stemmedIn: Language[], isNew = false): void {
  const words = wordsOf(phrase);
  if (words.length === 0) return;
  const set = (map: Map<string, Meaning>, key: string) => {
    if (isNew || !map.has(key)) map.set(key, meaning);
  };
  set(lexicon.phrases, words.join(' '));
  for (const language of stemmedIn) set(lexicon.stems, words.map((word) => stemIn(language, word)).join(' '));
  lexicon.longest = Math.max(lexicon.longest, words.length);
}
