/**
 * The number of employees in a company's size as forms ask for it: `51–200`, `1,000+`, `1k to 5k`, `250`. Of a span it is
 * the lower end, of `fewer than 10` it is 1. Undefined without a number.
 */
export function employeesIn(size: string): number | undefined {
  const plain = size.toLowerCase().replace(/(?<=\d)[.,'’ \u00a0\u202f](?=\d{3}(?!\d))/gu, '');
  const [, digits, thousands] = /(\d+(?:\.\d+)?)\s?(k\b|tsd\b)?/.exec(plain) ?? [];
  if (digits === undefined) return undefined;
  if (/^\W*(?:<|≤|fewer|less|under|up to|bis|unter|weniger|moins|menos|meno|minder)/.test(plain)) return 1;
  return Math.floor(Number(digits) * (thousands ? 1000 : 1));
}
