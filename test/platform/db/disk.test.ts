import { join } from 'node:path';
import { expect, test } from 'vitest';
import { refuseNetworkDisk } from '../../../src/platform/db/disk.ts';
import { tempFolder } from '../../support/temp-database.ts';

test('a database on a network file system is refused, also when its folder does not exist yet', () => {
  const folder = tempFolder();
  const path = join(folder, 'data', 'deep', 'baton.db');
  for (const [type, name] of [
    [0x6969, 'NFS'],
    [0xff534d42, 'SMB (cifs)'],
    [0xfe534d42, 'SMB (smb2)'],
  ] as const) {
    const asked: string[] = [];
    const refused = () =>
      refuseNetworkDisk(path, (where) => {
        asked.push(where);
        return type;
      });
    expect(refused).toThrow(`${folder} is on a network file system (${name}), where SQLite loses data.`);
    expect(asked).toEqual([folder]);
  }
});

test('disks of this machine are accepted, and so is one whose type is unknown', () => {
  const path = join(tempFolder(), 'baton.db');
  // ext4, xfs, btrfs, tmpfs, overlay of a container.
  for (const type of [0xef53, 0x58465342, 0x9123683e, 0x01021994, 0x794c7630, undefined]) {
    expect(() => refuseNetworkDisk(path, () => type)).not.toThrow();
  }
  expect(() => refuseNetworkDisk(path)).not.toThrow();
});
