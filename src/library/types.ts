/** Values that the library may store, and their bounds. */
export const TITLE_LENGTH = 200;
export const SUMMARY_LENGTH = 1500;
export const LINK_LENGTH = 2000;
export const TAG_LENGTH = 40;
export const MOST_TAGS = 12;

/** A change of an item. Rows are only ever added. */
export const itemChanges = ['added', 'updated', 'kept', 'retired', 'restored'] as const;
export type ItemChange = (typeof itemChanges)[number];

/** A file that came with an item. */
export interface ItemFile {
  /** Of its bytes, in hex: where it is kept, see src/platform/files. Null until it was fetched from Slack. */
  sha256: string | null;
  /** Slack's id of an upload, until it is fetched. */
  slackId?: string;
  /** As it was uploaded. */
  name: string;
  mimetype: string;
  bytes: number;
}

/**
 * How far a document is: it is fetched from Slack, waits to be read, was read; or it could not be read, or not be
 * fetched, and then `trouble` says why in a sentence.
 */
export const textStates = ['fetching', 'waiting', 'read', 'unreadable', 'missing'] as const;
export type TextState = (typeof textStates)[number];
