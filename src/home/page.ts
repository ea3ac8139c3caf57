/** One page of a list that a home shows, and how many there are in all. */
export interface Page {
  /** From 0. */
  page: number;
  total: number;
}

/**
 * Reads the wanted page, or the last one where what stood on it has gone.
 * @param read gives the page that begins at `offset`, and the count of all.
 */
export function pageOf<P extends { total: number }>(
  read: (page: { limit: number; offset: number }) => P,
  { wanted, size }: { wanted: number; size: number },
): P & Page {
  const found = read({ limit: size, offset: wanted * size });
  const last = Math.max(0, Math.ceil(found.total / size) - 1);
  if (wanted <= last) return { ...found, page: wanted };
  return { ...read({ limit: size, offset: last * size }), page: last };
}

/** A list that can be read from anywhere. */
export interface Lot<Row> {
  total: number;
  read(page: { limit: number; offset: number }): Row[];
}

/** Lists that follow one another as if they were one, read no further than the page goes. */
export const joined =
  <Row>(lots: Lot<Row>[]) =>
  ({ limit, offset }: { limit: number; offset: number }): { rows: Row[]; total: number } => {
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
