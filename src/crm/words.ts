/** The words of a CRM about a fault, which people read: short, and without what looks like a value of a person. */

/** A sentence of a CRM has some hundred characters. A longer text is no sentence, and looking through it for values would take long. */
const LONGEST_TEXT = 20_000;
const LONGEST_WORDS = 300;

/** A whole word is read at once, so the work grows with the text alone. */
const WORD = /[^\s'"<>:,;()]+/g;
const hasAddress = (word: string) => /.@./.test(word);
const NUMBER = /\+?\d[\d\s()./-]{4,}\d/g;

/** `withoutSent` takes out what the request held. */
export function toldWords(text: string, withoutSent: (text: string) => string = (all) => all): string {
  if (text.length > LONGEST_TEXT) return '';
  return withoutSent(text)
    .replace(WORD, (word) => (hasAddress(word) ? '…' : word))
    .replace(NUMBER, '…')
    .slice(0, LONGEST_WORDS);
}
