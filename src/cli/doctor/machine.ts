/** The machine: disks, ports, backups. */
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Config } from '../../app/config.ts';
import { diskFreeBytes, refuseNetworkDisk } from '../../platform/db/disk.ts';
import { UserError } from '../../platform/errors.ts';
import { DAY_MS } from '../../platform/time/units.ts';
import { type Finding, fault, warning } from './finding.ts';

const LOW_BYTES = 500 * 1024 * 1024;
const FORBIDDEN_PORT = 'is not open to this user';

export function diskFindings({ databasePath, backups }: Config, free = diskFreeBytes): Finding[] {
  const network = networkDisk(databasePath);
  const places = [databasePath, ...(backups ? [`${backups.folder}/.`] : [])];
  const low = places.flatMap((place) => {
    const bytes = free(place);
    if (bytes === undefined || bytes >= LOW_BYTES) return [];
    const words = `The disk of ${place} has ${Math.floor(bytes / 1024 / 1024)} MB left.`;
    return [fault(words, 'Free some space: at least 500 MB. Without space, Baton cannot take leads in.')];
  });
  return [...network, ...low];
}

function networkDisk(path: string): Finding[] {
  try {
    refuseNetworkDisk(path);
    return [];
  } catch (error) {
    if (error instanceof UserError) return [fault(error.message, 'Move the database, then set DATABASE_PATH.')];
    throw error;
  }
}

const DAY = /^\d{4}-\d\d-\d\d$/;

export function backupFindings({ backups }: Config, now: Date): Finding[] {
  if (!backups) return [warning('There are no nightly backups.', 'Set BACKUP_DIR to a folder, best on another disk.')];
  const { folder } = backups;
  if (!existsSync(folder))
    return [
      fault(`BACKUP_DIR names ${folder}, which does not exist.`, 'Create the folder, and give it to Baton’s user.'),
    ];
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    return [
      fault(
        `Baton’s user cannot write to ${folder} (BACKUP_DIR).`,
        `Run "sudo chown ${process.getuid?.()} ${folder}".`,
      ),
    ];
  }
  const latest = readdirSync(folder)
    .filter((name) => DAY.test(name))
    .sort()
    .at(-1);
  if (latest !== undefined && now.getTime() - Date.parse(latest) < 3 * DAY_MS) return [];
  const last = latest === undefined ? 'It has no backup yet.' : `The last one is from ${latest}.`;
  return [
    warning(
      `No recent backup is in ${folder}. ${last}`,
      'Baton writes one each night while it runs. Look at its log, or run: baton backup <file>.',
    ),
  ];
}

/** Ports that Baton would open, while it does not run. */
export async function portFindings(config: Config, isRunning: boolean, hasDoor: boolean): Promise<Finding[]> {
  if (isRunning) return [];
  const wanted = [
    ...(config.mode === 'http' ? [{ name: 'PORT', port: config.port, host: undefined }] : []),
    ...(hasDoor ? [{ name: 'LEADS_PORT', port: config.door.port, host: config.door.host }] : []),
    ...(config.intake ? [{ name: 'INTAKE_PORT', port: config.intake.port, host: config.intake.host }] : []),
  ];
  const found = await Promise.all(
    wanted.map(async ({ name, port, host }) => {
      const why = await whyClosed(port, host);
      return why
        ? [fault(`Port ${port} (${name}) ${why}.`, `End the program that uses it, or set ${name} to another port.`)]
        : [];
    }),
  );
  return found.flat();
}

const whyClosed = (port: number, host: string | undefined): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', ({ code }: NodeJS.ErrnoException) =>
      resolve(
        code === 'EADDRINUSE'
          ? 'is in use by another program'
          : code === 'EACCES'
            ? FORBIDDEN_PORT
            : `cannot be opened (${code})`,
      ),
    );
    server.listen({ port, host }, () => server.close(() => resolve(undefined)));
  });
