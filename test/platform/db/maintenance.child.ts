/** Writes while the maintenance worker runs, until it is killed; prints the rows that are on the disk. */
import pino from 'pino';
import { startMaintenanceWorker } from '../../../src/platform/db/maintenance.ts';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { createWriter } from '../../../src/platform/db/write.ts';

const db = openDatabase(process.env.DATABASE ?? '');
const maintenance = startMaintenanceWorker(db, pino({ level: 'silent' }), 10);
const write = createWriter(db);
write.onCommit(maintenance.checkpoint);
db.$client.exec('create table if not exists notes (id integer primary key, words text not null)');
const insert = db.$client.prepare('insert into notes (words) values (?)');

for (;;) {
  const { lastInsertRowid } = await write(() => insert.run('x'.repeat(10_000)));
  console.log(`written ${lastInsertRowid}`);
}
