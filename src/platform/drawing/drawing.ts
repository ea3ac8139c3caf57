/** A drawing as plain data: its parts from top to bottom, in pages. A process of its own lays it out and draws it. */

/** The two sides that a drawing compares have the same colours everywhere. Both differ in grey, too. */
export type Tone = 'first' | 'second' | 'neutral';

export interface Drawing {
  title: string;
  subtitle: string;
  /** On the foot of each page. */
  foot: string;
  /** Each begins on a page of its own, and goes on to the next one if it does not fit. */
  pages: Part[][];
  /** The date in the file. */
  at: Date;
}

export type Part =
  | { kind: 'heading'; text: string; note?: string; tone?: Tone }
  | { kind: 'text'; text: string }
  | { kind: 'tiles'; tiles: Tile[] }
  | { kind: 'bars'; bars: Bar[] }
  | { kind: 'table'; head: string[]; rows: Cell[][] }
  /** In one or more columns, row by row. */
  | { kind: 'list'; items: Item[]; columns?: number }
  /** Side by side, of the same width. */
  | { kind: 'columns'; columns: Part[][] };

/** A figure that stands out. */
export interface Tile {
  label: string;
  value: string;
  note?: string | undefined;
  /** Bars below it, each with its words. */
  goals?: { share: number; words: string }[] | undefined;
}

/** A share of a whole, as a bar. */
export interface Bar {
  label: string;
  value: string;
  note?: string | undefined;
  /** From 0 to 1; undefined draws no bar. */
  share: number | undefined;
  tone: Tone;
}

export interface Cell {
  text: string;
  /** From 0 to 1: how dark its ground is. */
  shade?: number | undefined;
}

/** A line of a list with its mark. */
export interface Item {
  text: string;
  note?: string | undefined;
  mark: 'dot' | 'open' | 'done' | 'dropped';
}
