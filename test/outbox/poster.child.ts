/** Posts what the outbox holds, and dies at one point on the way. */
import { openDatabase } from '../../src/db/open.ts';
import { openWriter } from '../../src/db/write.ts';
import { enqueue } from '../../src/outbox/enqueue.ts';
import { startPoster } from '../../src/outbox/poster.ts';
import { outbox } from '../../src/outbox/table.ts';
import { slackClients } from '../../src/slack/clients.ts';
import { logLines } from '../support/log-lines.ts';
import { announcements, createTables } from './announcements.ts';

const { DATABASE = '', TOKEN = '', API_URL = '', DIE_AT = '', CHANNEL = '' } = process.env;
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('dead');
};

const db = openDatabase(DATABASE);
createTables(db);
const { log } = logLines();
const { web, posting } = slackClients({ token: TOKEN, apiUrl: API_URL, timeoutMs: 60_000 }, log);
const say = announcements.say;
if (!say) throw new Error('no announcement');

if (DIE_AT === 'before the call') posting.chat.postMessage = die;
if (DIE_AT === 'after the call') {
  const post = posting.chat.postMessage;
  posting.chat.postMessage = async (options) => {
    await post(options);
    return die();
  };
}
const posted = DIE_AT === 'while settling' ? die : say.posted;

const write = openWriter(db, () => {
  if (DIE_AT === 'when settled' && db.select().from(outbox).get()?.state === 'sent') die();
});
await write((tx) => enqueue(tx, { kind: 'say', facts: { to: CHANNEL, words: 'once' }, lane: CHANNEL }, new Date()));
if (DIE_AT === 'before it began') die();
startPoster({
  db,
  write,
  now: () => new Date(),
  posting,
  web,
  log,
  announcements: { say: { ...say, posted } },
  paceMs: 0,
});
