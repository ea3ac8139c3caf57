/**
 * Whether two texts say the same, whatever their case and spacing. SQLite's own lower() knows the letters of ASCII only:
 * to it, "Änne" and "änne" are two people.
 */
export const sameWords = (one: string, other: string): boolean => key(one) === key(other);

const key = (text: string) => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
