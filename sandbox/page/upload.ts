import type { StoredFile } from '../src/protocol.ts';
import { ask, change } from './store.ts';

/** A larger message would block all other traffic on the socket. */
const MAX_BYTES = 20 * 1024 * 1024;

/** Uploads a file without sharing it. Undefined if that failed; the person has then been told. */
export async function upload(file: File): Promise<StoredFile | undefined> {
  if (file.size > MAX_BYTES) {
    change({ type: 'toast', text: `${file.name} is larger than 20 MB, the sandbox’s limit.`, level: 'error' });
    return undefined;
  }
  const dataBase64 = await toBase64(file);
  const mimetype = file.type || 'application/octet-stream';
  const answer = await ask({ act: 'upload', name: file.name, mimetype, dataBase64 });
  return answer.ok ? answer.file : undefined;
}

function toBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).split(',', 2)[1] ?? ''));
    reader.addEventListener('error', () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}
