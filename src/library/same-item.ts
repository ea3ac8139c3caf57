/** Items that exist already, found by their content. */
import { and, gte, lt, or, type SQL, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { prepared } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import { FormError } from '../platform/errors.ts';
import { addItem, type Content, type NewItem } from './add.ts';
import { beginningsOf, pageOf } from './link.ts';
import { libraryItems } from './table.ts';

export interface KnownItem {
  id: number;
  title: string;
  retiredAt: Date | null;
}

const { id, title, retiredAt, link } = libraryItems;
const known = (db: Db, where: SQL | undefined) =>
  db.select({ id, title, retiredAt, link }).from(libraryItems).where(where);

/** By the index of links: the page itself, and what `pageOf` leaves out after it. */
const onPage = prepared((db) => {
  const page = sql.placeholder('page');
  const between = (from: string, until: string) =>
    and(gte(link, sql`${page} || ${from}`), lt(link, sql`${page} || ${until}`));
  // '@' follows '?', and '$' follows '#'.
  const after = ['', '/'].flatMap((slash) => [between(`${slash}?`, `${slash}@`), between(`${slash}#`, `${slash}$`)]);
  return known(db, or(sql`${link} in (${page}, ${page} || '/')`, ...after)).prepare();
});
// The same expression as in the index.
const withFile = prepared((db) =>
  known(db, sql`${libraryItems.file} ->> 'sha256' = ${sql.placeholder('sha256')}`)
    .limit(1)
    .prepare(),
);

/** The item with this content, retired or not. Links that lead to one page are the same content. */
export function itemWith(db: Db, { link: wanted, file }: Content): KnownItem | undefined {
  if (wanted === undefined) return withFile(db).get({ sha256: file?.sha256 ?? '' });
  const wantedPage = pageOf(wanted);
  return beginningsOf(wanted)
    .flatMap((page) => onPage(db).all({ page }))
    .find((one) => one.link !== null && pageOf(one.link) === wantedPage);
}

/** Adds a new item. @returns the item that exists already, or undefined. */
export function importItem(tx: Tx, item: NewItem, now: Date): KnownItem | undefined {
  const existing = itemWith(tx, item);
  if (!existing) addItem(tx, item, now);
  return existing;
}

/** @throws FormError at the field of the link, if another item has this page. */
export function requireNewLink(db: Db, content: Content | null, itemId?: number): void {
  const existing = content?.link === undefined ? undefined : itemWith(db, content);
  if (!existing || existing.id === itemId) return;
  const state = existing.retiredAt === null ? 'Update it there' : 'It is retired: restore it there';
  throw new FormError({ link: `“${existing.title}” in the library has this link. ${state}.` });
}
