/** Marks by which Baton knows again what it added. People can read them. */
const MARK = 'Added by Baton: ';

export const markOf = (key: string): string => `${MARK}${key}`;

/** HubSpot may have changed the markup around it, but not the mark. */
export function hasMark(text: string | null | undefined, mark: string): boolean {
  const plain = (text ?? '').replaceAll(/<[^>]*>/g, '\n').replaceAll('&amp;', '&');
  return plain.split('\n').some((line) => line.trim() === mark);
}
