/** Letters that NFKD does not decompose. */
const LETTERS: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ł: 'l', þ: 'th', ı: 'i' };

/** Lowercase letters without accents; full-width letters and ligatures become plain. */
export const foldLetters = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđłþı]/g, (letter) => LETTERS[letter] ?? letter);

/** Two letters in place of one that a keyboard does not have. */
const IN_TWO: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

/** A shorter word has its own ae, oe or ue: Joe, Sue. */
const SHORTEST_CONTRACTED = 4;

/**
 * The spellings of a typed word with and without umlauts, folded, the plain one first: muller and mueller for Müller,
 * mueller and muller for Mueller.
 */
export function spellingsOf(typed: string): string[] {
  const word = typed.normalize('NFC').toLowerCase();
  const plain = foldLetters(word);
  const inTwo = foldLetters(word.replace(/[äöüøå]/g, (letter) => IN_TWO[letter] ?? letter));
  // The end of a word that is being typed may be the first half of another sound.
  const inOne = plain.length > SHORTEST_CONTRACTED ? plain.replace(/(?<=.)(?:([aou])e|a(a))(?=.)/g, '$1$2') : plain;
  return [...new Set([plain, inTwo, inOne])];
}
