/**
 * Whether two texts are equal, ignoring case and spacing. SQLite's lower() handles only ASCII: it takes "Änne" and
 * "änne" for two people.
 */
export const sameWords = (one: string, other: string): boolean => key(one) === key(other);

const key = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
