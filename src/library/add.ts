import { DateTime } from 'luxon';
import type { Stage } from '../leads/types.ts';
import { insertRow } from '../platform/db/rows.ts';
import type { Tx } from '../platform/db/write.ts';
import { UserError } from '../platform/errors.ts';
import { recordChange } from './history.ts';
import { type ContentKind, kindsOf } from './settings.ts';
import { type LibraryItem, libraryItems } from './table.ts';
import type { ItemFile } from './types.ts';
import { tidyTags } from './words.ts';

/** Exactly one of the two. */
export type Content = { link: string; file?: undefined } | { file: ItemFile; link?: undefined };

export type NewItem = Content & {
  title: string;
  /** Key of a kind. */
  kind: string;
  stage: Stage | null;
  tags: string[];
  summary: string | null;
  ownerId: string;
  /** Null: the usual time of its kind. */
  reviewAt: Date | null;
  requestId?: number;
  by: string;
};

/**
 * Adds an item. Its file is stored before (`deps.files`); its text is read later.
 * @throws UserError when the kind no longer exists.
 */
export function addItem(tx: Tx, { by, requestId, link, file, ...what }: NewItem, now: Date): LibraryItem {
  const kind = requireKind(tx, what.kind);
  const made: Omit<LibraryItem, 'id'> = {
    title: what.title.trim(),
    kind: what.kind,
    stage: what.stage,
    tags: tidyTags(what.tags),
    summary: what.summary?.trim() || null,
    link: link ?? null,
    file: file ?? null,
    ownerId: what.ownerId,
    reviewAt: what.reviewAt ?? reviewDate(kind, now),
    retiredAt: null,
    version: 1,
    requestId: requestId ?? null,
    createdAt: now,
    createdBy: by,
    updatedAt: now,
    updatedBy: by,
  };
  const item = { ...made, ...insertRow(tx, libraryItems, made) };
  recordChange(tx, { change: 'added', before: undefined, item, by }, now);
  return item;
}

/** @throws UserError when the company's list of kinds does not have it. */
export function requireKind(tx: Tx, key: string): ContentKind {
  const kind = kindsOf(tx).find((one) => one.key === key);
  if (!kind) throw new UserError('This kind of content no longer exists. Please choose another.');
  return kind;
}

/** The next review of an item that is correct today. */
export const reviewDate = ({ reviewMonths }: Pick<ContentKind, 'reviewMonths'>, now: Date): Date =>
  DateTime.fromJSDate(now, { zone: 'utc' }).plus({ months: reviewMonths }).toJSDate();
