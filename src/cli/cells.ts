/**
 * What a spreadsheet would take for a formula; apostrophes before it are what `neutral` put there
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
const FORMULA = /^'*[=+\-@\t\r\n\0]/;

/** A cell that no spreadsheet runs: an apostrophe before it makes it text. */
export const neutral = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** Takes back what `neutral` did. */
export const restored = (cell: string): string => (FORMULA.test(cell) && cell.startsWith("'") ? cell.slice(1) : cell);
