import { existsSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { UserError } from '../errors.ts';

/** Free bytes on the disk that holds this file; undefined where the system does not tell. */
export function diskFreeBytes(path: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

/** Types of statfs(2), from linux/magic.h. */
const NETWORK = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'SMB (cifs)'],
  [0xfe534d42, 'SMB (smb2)'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
]);

/**
 * SQLite's locks and shared memory do not work over a network, and the database would be damaged
 * (https://sqlite.org/wal.html, point 2).
 * @throws UserError for a folder on a network file system.
 */
export function refuseNetworkDisk(path: string, typeOf = fileSystemType): void {
  const folder = existing(dirname(path));
  const name = NETWORK.get(typeOf(folder) ?? 0);
  if (name === undefined) return;
  throw new UserError(
    `${folder} is on a network file system (${name}), where SQLite loses data. Set DATABASE_PATH to a disk of this ` +
      'machine, or to a block volume. Backups may go to a network (BACKUP_DIR).',
  );
}

const existing = (folder: string): string => (existsSync(folder) ? folder : existing(dirname(folder)));

function fileSystemType(folder: string): number | undefined {
  try {
    // A type above 2^31 comes as a negative number on some systems.
    return statfsSync(folder).type >>> 0;
  } catch {
    return undefined;
  }
}
