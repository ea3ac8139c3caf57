/** Migrates with a statement in the middle that kills the process. */
import Database from 'better-sqlite3';
import { drizzle } from '../../../src/platform/db/dialect.ts';
import { migrateGuarded } from '../../../src/platform/db/migrate.ts';

const path = process.env.DATABASE ?? '';
const client = new Database(path);
client.pragma('journal_mode = WAL');
client.function('die', () => process.kill(process.pid, 'SIGKILL') as unknown);
migrateGuarded(drizzle(client), path, process.env.MIGRATIONS);
console.log('migrated');
