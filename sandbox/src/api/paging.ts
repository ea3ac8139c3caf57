import type { Json } from '../json.ts';
import { count, optionalText } from './arguments.ts';
import { SlackError } from './slack-error.ts';

export interface Page<T> {
  items: T[];
  nextCursor: string;
}

const write = (name: string, key: string): string => Buffer.from(`${name}:${key}`).toString('base64');

function read(name: string, cursor: string): string {
  const text = Buffer.from(cursor, 'base64').toString('utf8');
  if (!text.startsWith(`${name}:`) || write(name, text.slice(name.length + 1)) !== cursor)
    throw new SlackError('invalid_cursor');
  return text.slice(name.length + 1);
}

/**
 * One page of a list. The cursor names the next item, not a position, so that items added or removed between two calls
 * shift nothing. In an ordered list, `isAt` finds the place of an item that was removed; in other lists such a cursor
 * throws `invalid_cursor`, as does a cursor of another list.
 */
export function page<T>(
  args: Json,
  items: readonly T[],
  options: {
    name: string;
    keyOf: (item: T) => string;
    isAt?: (item: T, key: string) => boolean;
    fallback: number;
    max: number;
  },
): Page<T> {
  const limit = count(args, 'limit', options);
  const cursor = optionalText(args, 'cursor') ?? '';
  let from = 0;
  if (cursor !== '') {
    const key = read(options.name, cursor);
    from = items.findIndex((item) => (options.isAt ? options.isAt(item, key) : options.keyOf(item) === key));
    if (from < 0) throw new SlackError('invalid_cursor');
  }
  const next = items[from + limit];
  return {
    items: items.slice(from, from + limit),
    nextCursor: next === undefined ? '' : write(options.name, options.keyOf(next)),
  };
}
