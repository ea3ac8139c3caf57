/** Runs a schedule until its due jobs have run, or dies in the middle of one. */
import { pino } from 'pino';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { createSchedule } from '../../../src/platform/schedule/schedule.ts';
import { saying } from './saying.ts';

const { DATABASE = '', NOW = '', DIE = '' } = process.env;
const db = openDatabase(DATABASE);
const job = saying('0 9 * * *');
const schedule = createSchedule(
  { db, write: createWriter(db), now: () => new Date(NOW), log: pino({ level: 'silent' }) },
  {
    jobs: () => [
      {
        ...job,
        run: (tx, slot, now) => {
          job.run(tx, slot, now);
          if (DIE === 'before the commit') process.kill(process.pid, 'SIGKILL');
        },
      },
    ],
    transactionalTasks: [],
  },
);
await schedule.runDue();
if (DIE === 'after the commit') process.kill(process.pid, 'SIGKILL');
await schedule.stop();
db.$client.close();
