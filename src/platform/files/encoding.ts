/** Encodings that files without a mark usually have, apart from UTF-8: Windows and Mac, Western and other. */
const CANDIDATES = ['windows-1252', 'macintosh', 'windows-1250', 'windows-1251'] as const;

export interface FoundEncoding {
  /** A label that TextDecoder takes. */
  name: string;
  /** Other encodings are possible: the bytes do not tell. */
  isGuess: boolean;
}

const known = (name: string): FoundEncoding => ({ name, isGuess: false });

/** The encoding by its byte order mark, or UTF-16 by its zero bytes; undefined for others. */
export function markedEncoding(start: Uint8Array): FoundEncoding | undefined {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return known('utf-16le');
  if (first === 0xfe && second === 0xff) return known('utf-16be');
  const zeros = [0, 0];
  const some = start.subarray(0, 1_000);
  for (const [at, byte] of some.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const many = some.length / 4;
  if (odd > many && even === 0) return known('utf-16le');
  if (even > many && odd === 0) return known('utf-16be');
  return undefined;
}

/** The most likely encoding of bytes that are not UTF-8. */
export function guessedEncoding(bytes: Uint8Array): FoundEncoding {
  const scores = CANDIDATES.map((name) => ({ name, score: plausibility(new TextDecoder(name).decode(bytes)) }));
  const [best] = scores.toSorted((one, other) => other.score - one.score);
  return { name: best?.name ?? CANDIDATES[0], isGuess: true };
}

/** The encoding of a whole text, or of its beginning. */
export function encodingOf(bytes: Uint8Array): FoundEncoding {
  const marked = markedEncoding(bytes);
  if (marked) return marked;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return known('utf-8');
  } catch {
    return guessedEncoding(bytes);
  }
}

const WESTERN = /[äöüßàáâãåæçèéêëìíîïñòóôõøùúûýœ]/u;
const TYPOGRAPHY = /[“”„‘’‚‹›«»–—…•€£°®™©§¿¡]/u;
const isCyrillic = (text: string) => /^\p{Script=Cyrillic}$/u.test(text);
const isLatin = (text: string) => /^[A-Za-z]$/.test(text);

/** How much a text looks like words: accents within them, no signs between their letters, no capitals after small ones. */
function plausibility(text: string): number {
  let score = 0;
  for (const { 0: character, index } of text.matchAll(/[^\p{ASCII}]/gu)) {
    const before = text[index - 1] ?? ' ';
    const after = text[index + character.length] ?? ' ';
    score += plausibilityOf(character, before, after);
  }
  return score;
}

function plausibilityOf(character: string, before: string, after: string): number {
  const isWithin = /\p{L}/u.test(before) && /\p{L}/u.test(after);
  if (isCyrillic(character)) {
    if (isLatin(before) || isLatin(after)) return -3;
    return isCyrillic(before) || isCyrillic(after) ? 3 : 1;
  }
  if (/\p{Lu}/u.test(character)) return /\p{Ll}/u.test(before) ? -3 : 1;
  if (WESTERN.test(character)) return 2;
  if (/\p{Ll}/u.test(character)) return 1;
  if (TYPOGRAPHY.test(character)) return isWithin && character !== '’' ? -3 : 0.5;
  return /[\p{C}\ufffd]/u.test(character) ? -5 : -2;
}
