/** Writes, with upkeep beside it, until it is killed; says which rows are on the disk. */
import pino from 'pino';
import { startUpkeep } from '../../../src/platform/db/maintenance.ts';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { createWriter } from '../../../src/platform/db/write.ts';

const db = openDatabase(process.env.DATABASE ?? '');
const upkeep = startUpkeep(db, pino({ level: 'silent' }), 10);
const write = createWriter(db, upkeep.committed);
db.$client.exec('create table if not exists notes (id integer primary key, words text not null)');
const insert = db.$client.prepare('insert into notes (words) values (?)');

for (;;) {
  const { lastInsertRowid } = await write(() => insert.run('x'.repeat(10_000)));
  console.log(`written ${lastInsertRowid}`);
}
