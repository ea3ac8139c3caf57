/** Lists that people read a page at a time. */

/** The rows of one page. */
export interface Slice {
  limit: number;
  offset: number;
}

/** The page that is shown, and the number of rows on all pages. */
export interface Page {
  /** From 0. */
  page: number;
  total: number;
}

export const sliceOf = (page: number, size: number): Slice => ({ limit: size, offset: page * size });

/** Reads the wanted page, or the last one if the list has become shorter. */
export function pageOf<P extends { total: number }>(
  read: (slice: Slice) => P,
  { wanted, size }: { wanted: number; size: number },
): P & Page {
  const found = read(sliceOf(wanted, size));
  const last = Math.max(0, Math.ceil(found.total / size) - 1);
  if (wanted <= last) return { ...found, page: wanted };
  return { ...read(sliceOf(last, size)), page: last };
}

/** For `pageOf`, from a list in memory. */
export const rowsOf =
  <Row>(all: readonly Row[]) =>
  ({ limit, offset }: Slice): { rows: Row[]; total: number } => ({
    rows: all.slice(offset, offset + limit),
    total: all.length,
  });

/** A list that can be read from anywhere. */
export interface Lot<Row> {
  total: number;
  read(slice: Slice): Row[];
}

/** For `pageOf`, from lists that follow one another as if they were one. Reads no further than the page goes. */
export const joined =
  <Row>(lots: Lot<Row>[]) =>
  ({ limit, offset }: Slice): { rows: Row[]; total: number } => {
    const rows: Row[] = [];
    let before = 0;
    for (const { total, read } of lots) {
      const from = Math.max(0, offset - before);
      const left = limit - rows.length;
      if (left > 0 && from < total) rows.push(...read({ limit: left, offset: from }));
      before += total;
    }
    return { rows, total: before };
  };
