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
