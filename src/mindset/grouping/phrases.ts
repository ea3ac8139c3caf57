/** The known words and phrases of an answer, with other forms, typing errors and compounds, and the words that are not known. */
import { editsBetween } from '../../library/search/similar-words.ts';
import { isFiller, type Lexicon, languages, type Meaning, stemIn, wordsOf } from './vocabulary.ts';

const SHORTEST_MISTYPED = 6;
const TWO_EDITS_FROM = 10;
const SHORTEST_PART = 4;

export interface Meanings {
  known: Meaning[];
  unknown: string[];
}

export function meaningsIn(text: string, lexicon: Lexicon): Meanings {
  const words = wordsOf(text);
  const found: Meanings = { known: [], unknown: [] };
  for (let at = 0; at < words.length; ) {
    const phrase = phraseAt(words, at, lexicon);
    if (phrase) {
      found.known.push(phrase.meaning);
      at += phrase.length;
      continue;
    }
    const word = words[at] ?? '';
    at += 1;
    if (isFiller(word) || /^\d+\p{L}{0,2}$/u.test(word)) continue;
    const meanings = partsOf(word, lexicon) ?? mistyped(word, lexicon);
    if (meanings) found.known.push(...meanings);
    else found.unknown.push(word);
  }
  return found;
}

/** The longest phrase that begins here. */
function phraseAt(
  words: readonly string[],
  at: number,
  lexicon: Lexicon,
): { meaning: Meaning; length: number } | undefined {
  for (let length = Math.min(lexicon.longest, words.length - at); length > 0; length -= 1) {
    const part = words.slice(at, at + length);
    const meaning = lexicon.phrases.get(part.join(' '));
    if (meaning) return { meaning, length };
    if (length === 1 && isFiller(part[0] ?? '')) return undefined;
    const stemmed = byStem(part, lexicon);
    if (stemmed) return { meaning: stemmed, length };
  }
  return undefined;
}

function byStem(words: readonly string[], lexicon: Lexicon): Meaning | undefined {
  for (const language of languages) {
    const meaning = lexicon.stems.get(words.map((word) => stemIn(language, word)).join(' '));
    if (meaning) return meaning;
  }
  return undefined;
}

const wordIn = (word: string, lexicon: Lexicon): Meaning | undefined =>
  lexicon.phrases.get(word) ?? (isFiller(word) ? undefined : byStem([word], lexicon));

/** Of a compound. Letters between its parts, as in Beratung-s-qualität, go with the ending of the first one. */
function partsOf(word: string, lexicon: Lexicon): Meaning[] | undefined {
  for (let at = word.length - SHORTEST_PART; at >= SHORTEST_PART; at -= 1) {
    const head = wordIn(word.slice(at), lexicon);
    const first = head && wordIn(word.slice(0, at), lexicon);
    if (first) return [first, head];
  }
  return undefined;
}

/** The known word that this is most likely a misspelling of. */
function mistyped(word: string, lexicon: Lexicon): Meaning[] | undefined {
  if (word.length < SHORTEST_MISTYPED || /\d/.test(word)) return undefined;
  const most = word.length < TWO_EDITS_FROM ? 1 : 2;
  let best: { meaning: Meaning; edits: number } | undefined;
  for (const [known, meaning] of lexicon.phrases) {
    if (known[0] !== word[0] || known.length < SHORTEST_MISTYPED || known.includes(' ')) continue;
    const edits = editsBetween(word, known, most);
    if (edits <= most && edits < (best?.edits ?? Number.POSITIVE_INFINITY)) best = { meaning, edits };
  }
  return best && [best.meaning];
}
