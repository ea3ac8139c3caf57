/** Posts the contents of the outbox, and dies at one point on the way. */
import { openDatabase } from '../../../src/platform/db/open.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { insertMessage } from '../../../src/platform/outbox/enqueue.ts';
import { startPoster } from '../../../src/platform/outbox/poster.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { slackClients } from '../../../src/platform/slack/clients.ts';
import { logLines } from '../../support/log-lines.ts';
import { createTables, messages, payloads } from './messages.ts';

const { DATABASE = '', TOKEN = '', API_URL = '', DIE_AT = '', CHANNEL = '', KIND = 'say' } = process.env;
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('dead');
};

const db = openDatabase(DATABASE);
createTables(db);
const { log } = logLines();
const { web, posting } = slackClients({ token: TOKEN, apiUrl: API_URL, timeoutMs: 60_000 }, log);
const { say } = messages;

if (DIE_AT === 'before the call') posting.chat.postMessage = die;
if (DIE_AT === 'after the call') {
  const post = posting.chat.postMessage;
  posting.chat.postMessage = async (options) => {
    await post(options);
    return die();
  };
}
const { files } = posting;
if (DIE_AT === 'with a place for the file') {
  const reserve = files.getUploadURLExternal;
  files.getUploadURLExternal = async (options) => ({ ...(await reserve(options)), upload_url: 'http://127.0.0.1:9/' });
  globalThis.fetch = new Proxy(fetch, {
    apply: (call, self, args) => (String(args[0]).includes(':9/') ? die() : Reflect.apply(call, self, args)),
  });
}
if (DIE_AT === 'before the share') files.completeUploadExternal = die;
if (DIE_AT === 'after the share') {
  const complete = files.completeUploadExternal;
  files.completeUploadExternal = async (options) => {
    await complete(options);
    return die();
  };
}
const posted = DIE_AT === 'while settling' ? die : say.posted;

const write = createWriter(db);
write.onCommit(() => {
  if (DIE_AT === 'when settled' && db.select().from(outbox).get()?.state === 'sent') die();
});
const message = { kind: KIND, orderingKey: CHANNEL, payload: { to: CHANNEL, words: 'once', sha256: 'kept' } };
await write((tx) => insertMessage(tx, message, new Date()));
if (DIE_AT === 'before it began') die();
startPoster({
  db,
  write,
  now: () => new Date(),
  posting,
  web,
  log,
  payloads,
  messages: { ...messages, say: { ...say, posted } },
  readFile: async () => {
    if (DIE_AT === 'before the file') die();
    return new Blob(['the bytes']);
  },
  paceMs: 0,
});
