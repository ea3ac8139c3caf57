import { isMet, type Row } from '../bench.ts';

const digits = (value: number) => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
const figure = (value: number) => value.toFixed(digits(value));

export const figureOf = ({ value, unit }: Row): string => `${figure(value.median)} ${unit}`;

/** Between which the middle half of the rounds lies; empty where there was one. */
export const spreadOf = ({ value: { low, high } }: Row): string =>
  low === high ? '' : `${figure(low)}–${figure(high)}`;

export const markOf = ({ mark, unit }: Row): string =>
  mark ? `${mark.side === 'at most' ? '≤' : '≥'} ${mark.of} ${unit}` : '';

export const verdictOf = (row: Row): string => {
  const met = isMet(row);
  return met === undefined ? '' : met ? 'met' : 'missed';
};

/** A row of the table as it is printed: what, figure, spread, mark, verdict, and what stands behind it below. */
export function line(row: Row): string {
  const cells = [figureOf(row).padStart(10), spreadOf(row).padEnd(13), markOf(row).padEnd(9), verdictOf(row).padEnd(6)];
  return `  ${row.what}\n    ${cells.join('  ')}  ${row.seen}`;
}
