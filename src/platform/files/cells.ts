/**
 * Text that a spreadsheet would run as a formula, with any apostrophes that `neutral` added (https://owasp.org/www-
 * community/attacks/CSV_Injection).
 */
const FORMULA = /^'*[=+\-@\t\r\n\0]/;

/** A cell that no spreadsheet runs: a leading apostrophe makes it text. */
export const neutral = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);

/** The inverse of `neutral`. */
export const restored = (cell: string): string => (FORMULA.test(cell) && cell.startsWith("'") ? cell.slice(1) : cell);
