import { isMet, type Row } from '../bench.ts';

const digits = (value: number) => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);
const figure = (value: number) => value.toFixed(digits(value));

export const figureOf = ({ value, unit }: Row): string => `${figure(value.median)} ${unit}`;

/** The quartiles of the rounds; empty for a single round. */
export const spreadOf = ({ value: { low, high } }: Row): string =>
  low === high ? '' : `${figure(low)}–${figure(high)}`;

export const targetOf = ({ target, unit }: Row): string =>
  target ? `${target.side === 'at most' ? '≤' : '≥'} ${target.of} ${unit}` : '';

export const verdictOf = (row: Row): string => {
  const met = isMet(row);
  return met === undefined ? '' : met ? 'met' : 'missed';
};

/** A printed row: name, figure, spread, target and verdict, with the absolute numbers behind it. */
export function line(row: Row): string {
  const cells = [
    figureOf(row).padStart(10),
    spreadOf(row).padEnd(13),
    targetOf(row).padEnd(9),
    verdictOf(row).padEnd(6),
  ];
  return `  ${row.what}\n    ${cells.join('  ')}  ${row.absolute}`;
}
