import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Vault } from './disaster.ts';

const run = promisify(execFile);
const SNAPSHOT = join(import.meta.dirname, '../../../deploy/snapshot.sh');
const BATON = `${process.execPath} ${join(import.meta.dirname, '../../../cli.js')}`;

/** The nightly backup in `BACKUP_DIR`, on a disk that survives. It is made at once by a start on a day without one. */
export function nightly(): Vault {
  let backups = '';
  return {
    name: 'nightly backup (BACKUP_DIR)',
    async take(machine, folder) {
      backups = folder;
      const [day = ''] = days(folder);
      await machine.stop();
      // The day's backup was made before people worked; the night's is made now.
      await run('rm', ['-rf', join(folder, day)]);
      await machine.start();
      while (days(folder).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    },
    bring: async () => join(backups, days(backups)[0] ?? ''),
  };
}

const days = (folder: string): string[] => readdirSync(folder).filter((name) => /^\d{4}-\d\d-\d\d$/.test(name));

/** deploy/snapshot.sh to an S3-compatible store: restic, which reaches it by rclone. */
export function snapshots(store: { url: string; accessKey: string; secretKey: string }, space: string): Vault {
  const restic = {
    PATH: process.env.PATH,
    HOME: space,
    RESTIC_REPOSITORY: 'rclone:store:baton/snapshots',
    RCLONE_CONFIG_STORE_TYPE: 's3',
    RCLONE_CONFIG_STORE_PROVIDER: 'Other',
    RCLONE_CONFIG_STORE_ENDPOINT: store.url,
    RCLONE_CONFIG_STORE_ENV_AUTH: 'true',
    RCLONE_CONFIG_STORE_FORCE_PATH_STYLE: 'true',
    RESTIC_PASSWORD: 'of the rehearsal',
    AWS_ACCESS_KEY_ID: store.accessKey,
    AWS_SECRET_ACCESS_KEY: store.secretKey,
  };
  const snapshot = join(space, 'snapshot');
  let databasePath = '';
  const take = async (env: NodeJS.ProcessEnv) => {
    await run(SNAPSHOT, [], { env: { ...env, ...restic, SNAPSHOT_DIR: snapshot, BATON } });
  };
  return {
    name: 'snapshot to S3 (restic, rclone)',
    async take(machine) {
      databasePath = machine.databasePath;
      await take(machine.env);
    },
    async bring(folder) {
      if (existsSync(databasePath)) throw new Error('The disk is not gone.');
      mkdirSync(folder, { recursive: true });
      await run('restic', ['restore', 'latest', '--host', 'baton', '--target', folder], { env: restic });
      return join(folder, snapshot);
    },
  };
}
