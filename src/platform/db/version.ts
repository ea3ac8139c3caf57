import type Database from 'better-sqlite3';
import packageJson from '../../../package.json' with { type: 'json' };

/** The version of this Baton. */
export const VERSION: string = packageJson.version;

type Client = Pick<Database.Database, 'pragma'>;

const numberOf = (version: string): number =>
  version.split(/[.-]/, 3).reduce((sum, part) => sum * 1_000 + Number(part), 0);

/** Notes in the file that this version has brought it up to date. The number is SQLite's own field for it, and is in every copy. */
export function noteWriter(client: Client): void {
  client.pragma(`user_version = ${numberOf(VERSION)}`);
}

/** The version that last brought the file up to date, in words. */
export function writerOf(client: Client): string {
  const written = client.pragma('user_version', { simple: true }) as number;
  if (written === 0) return 'a later Baton';
  return `Baton ${Math.floor(written / 1_000_000)}.${Math.floor(written / 1_000) % 1_000}.${written % 1_000}`;
}
