/** Customer groups as sales types them, one in a line: `Existing customers: 50,000`. */

import { readAmount } from './amount.ts';
import type { Target } from './table.ts';
import type { TargetGroup } from './types.ts';

const MOST_GROUPS = 20;
const LONGEST_NAME = 75;
/** Longer text does not fit into a field of a form. */
export const LONGEST_TEXT = 3000;

/** The amount is after the last colon or bar. */
const LINE = /^(?<name>.*\S)\s*[:|]\s*(?<amount>[^:|]+)$/u;

export type ReadGroups = { groups: TargetGroup[] } | { fault: string };

/** A line that cannot be read is named in the fault. */
export function readGroups(text: string, currency: string): ReadGroups {
  const lines = text.split('\n').map((line) => line.trim());
  const groups: TargetGroup[] = [];
  for (const [index, line] of lines.entries()) {
    if (line === '') continue;
    const read = readLine(line, currency);
    if ('fault' in read) return { fault: `Line ${index + 1}: ${read.fault}` };
    if (groups.some(({ name }) => name.toLowerCase() === read.name.toLowerCase())) {
      return { fault: `Line ${index + 1}: ${read.name} is there twice.` };
    }
    groups.push(read);
  }
  return groups.length > MOST_GROUPS ? { fault: `At most ${MOST_GROUPS} groups.` } : { groups };
}

function readLine(line: string, currency: string): TargetGroup | { fault: string } {
  const { name, amount } = LINE.exec(line)?.groups ?? {};
  if (!name || !amount) return { fault: 'Write the group, a colon and its amount.' };
  if (name.length > LONGEST_NAME) return { fault: `The name has at most ${LONGEST_NAME} characters.` };
  const read = readAmount(amount);
  if ('fault' in read) return read;
  return isIn(read.named, currency) ? { name, cents: read.cents } : { fault: otherCurrency(currency) };
}

/** Whether the currency that a person typed can be this one; also without one. */
export const isIn = (named: readonly string[] | undefined, currency: string): boolean =>
  named === undefined || named.includes(currency);

export const otherCurrency = (currency: string): string => `This target is in ${currency}.`;

export const groupsText = ({ groups }: Pick<Target, 'groups'>): string =>
  groups
    .map(({ name, cents }) => `${name}: ${(cents / 100).toLocaleString('en', { maximumFractionDigits: 2 })}`)
    .join('\n');
