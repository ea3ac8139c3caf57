import type { StoredFile } from '../src/protocol.ts';
import { ask, change } from './store.ts';

/** A socket message of more than this would hold up everything else on the line. */
const MAX_BYTES = 20 * 1024 * 1024;

/** Hands a file to the sandbox, unshared as yet. Undefined when that failed, which the person has been told. */
export async function upload(file: File): Promise<StoredFile | undefined> {
  if (file.size > MAX_BYTES) {
    change({ type: 'toast', text: `${file.name} is larger than the 20 MB that the sandbox takes.`, level: 'error' });
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
