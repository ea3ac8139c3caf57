import { accessSync, chmodSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../errors.ts';

/** Leads are personal data: only the user that Baton runs as may read its files. */
const OWNER_ONLY = 0o600;

/**
 * Creates a file that only this user can read, with its folders, or restricts an existing one. SQLite gives the log
 * files of a database the same mode.
 * @throws UserError that names the owner of the folder and the fix, if it cannot be written.
 */
export function makePrivate(path: string): void {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', OWNER_ONLY));
    accessSync(folder, constants.W_OK);
    for (const file of [path, `${path}-wal`, `${path}-shm`]) takeRights(file);
  } catch (error) {
    throw isRefusal(error) ? new UserError(refusal(folder, firstForeign(path)), { cause: error }) : error;
  }
}

function takeRights(file: string): void {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode;
  if (mode !== undefined && (mode & 0o077) !== 0) chmodSync(file, OWNER_ONLY);
}

const REFUSALS = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOTDIR']);
const isRefusal = (error: unknown) => error instanceof Error && 'code' in error && REFUSALS.has(String(error.code));

/** A file that another user made in this folder, such as root by a command. */
function firstForeign(path: string): string | undefined {
  const uid = process.getuid?.();
  return [path, `${path}-wal`, `${path}-shm`].find((file) => {
    const owner = existsSync(file) ? statSync(file).uid : uid;
    return owner !== uid;
  });
}

function refusal(folder: string, file?: string): string {
  const existing = firstExisting(folder);
  const [uid, gid] = [process.getuid?.(), process.getgid?.()];
  const found = file ?? existing;
  const command = process.platform === 'win32' ? '' : ` Run "sudo chown -R ${uid}:${gid} ${existing}".`;
  return (
    `Baton cannot write to ${file ?? folder}. ${found} belongs to user ${ownerOf(found)}, and Baton runs as user ${uid}.` +
    `${command} If the disk is mounted read-only, mount it with write access.`
  );
}

const firstExisting = (path: string): string => (existsSync(path) ? path : firstExisting(dirname(path)));

/** Unknown if even its folder cannot be read. */
function ownerOf(path: string): string {
  try {
    return String(statSync(path).uid);
  } catch {
    return 'unknown';
  }
}
