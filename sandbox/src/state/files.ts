import { freshId, secret } from './ids.ts';
import type { FileRecord } from './records.ts';
import type { Store } from './store.ts';
import { nowSeconds } from './store.ts';

const TYPES: Record<string, string> = {
  csv: 'text/csv',
  gif: 'image/gif',
  html: 'text/html',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  md: 'text/markdown',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  webp: 'image/webp',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

export const extensionOf = (name: string): string => /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

const mimetypeOf = (name: string): string => TYPES[extensionOf(name)] ?? 'application/octet-stream';

/** An upload slot for a file that has not arrived yet. */
export function awaitFile(store: Store, user: string, name: string, alt = ''): FileRecord {
  const file: FileRecord = {
    id: freshId('F'),
    name,
    title: name,
    alt,
    mimetype: mimetypeOf(name),
    bytes: new Uint8Array(),
    user,
    created: nowSeconds(store),
    uploadTicket: secret(12),
    state: 'awaiting',
    readyAtMs: Number.POSITIVE_INFINITY,
    shares: [],
  };
  store.files.set(file.id, file);
  return file;
}

/** `processingMs` is the time until Slack knows the file's type. */
export function completeFile(file: FileRecord, title: string, processingMs: number): void {
  file.title = title || file.name;
  file.state = 'complete';
  file.readyAtMs = performance.now() + processingMs;
}

export const isReady = (file: FileRecord): boolean => file.state === 'complete' && performance.now() >= file.readyAtMs;

/** A file that a person dropped into the composer; it is available at once. */
export function addFile(store: Store, user: string, name: string, bytes: Uint8Array, mimetype?: string): FileRecord {
  const file = awaitFile(store, user, name);
  file.bytes = bytes;
  if (mimetype) file.mimetype = mimetype;
  completeFile(file, name, 0);
  return file;
}
