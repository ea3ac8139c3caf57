/** What the library may store, and in which bounds. */
export const TITLE_LENGTH = 200;
export const SUMMARY_LENGTH = 1500;
export const LINK_LENGTH = 2000;
export const TAG_LENGTH = 40;
export const MOST_TAGS = 12;

/** What was done to an item. Rows are only ever added. */
export const itemChanges = ['added', 'updated', 'kept', 'retired', 'restored'] as const;
export type ItemChange = (typeof itemChanges)[number];

/** A file that Baton keeps, see src/files. */
export interface ItemFile {
  /** Of its bytes, in hex: where it is kept. */
  sha256: string;
  /** As it was uploaded. */
  name: string;
  mimetype: string;
  bytes: number;
}

/**
 * How far the text of a document is: `waiting` to be read, `read`, or `unreadable`, and then `trouble` says why in a
 * sentence. A link has no text.
 */
export const textStates = ['waiting', 'read', 'unreadable'] as const;
export type TextState = (typeof textStates)[number];
