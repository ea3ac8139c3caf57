/** The HTTP door in a process that dies by kill -9: at a commit that the test names, or whenever the test kills it. */
import { createDoor } from '../../../src/http/door/server.ts';
import { createKeys } from '../../../src/platform/crypto/keys.ts';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { systemClock } from '../../../src/platform/time/clock.ts';
import { logLines } from '../../support/log-lines.ts';
import { dieAtCommit } from './deadly-commits.ts';

const { DATABASE = '', DIE_AT = '', DIE_WHEN = 'select 0' } = process.env;
dieAtCommit(DIE_AT, DIE_WHEN);
const db = openDatabase(DATABASE);
const deps = { db, write: createWriter(db), keys: createKeys(DATABASE), log: logLines().log, now: systemClock };
const door = createDoor({ ...deps, workspaceUrl: 'https://northwind.slack.com/' }, { host: '127.0.0.1', port: 0 });
await door.look();
process.stdout.write(`port ${door.port()}\n`);
