/** The sync of a database with an account, over and over, until it is killed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { openSync } from './open.ts';

const { DATABASE = '', FAKE = '', START = '0' } = process.env;
const db = openDatabase(DATABASE);
let now = new Date(Number(START));
const syncer = openSync({ db, write: createWriter(db), path: DATABASE, fake: FAKE, now: () => now });
process.stdout.write('runs\n');
for (let run = 1; ; run += 1) {
  now = new Date(now.getTime() + 60_000);
  await syncer.run(new AbortController().signal);
  process.stdout.write(`done ${run}\n`);
  await sleep(5);
}
