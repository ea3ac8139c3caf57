/** A Bolt app on Socket Mode that notes each event once, and dies at one point on the way. */
import { integer, sqliteTable, text } from '../../../src/platform/db/drizzle.ts';
import { idempotently } from '../../../src/platform/db/idempotency.ts';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { socketReceiver } from '../../../src/platform/slack/socket-receiver.ts';
import { logLines } from '../../support/log-lines.ts';
import { boltApp } from './bolt-app.ts';

const { DATABASE = '', TOKEN = '', APP_TOKEN = '', API_URL = '', DIE_AT = '' } = process.env;
const die = () => process.kill(process.pid, 'SIGKILL');

const effects = sqliteTable('effects', { id: integer().primaryKey(), reaction: text().notNull() });
const db = openDatabase(DATABASE);
db.$client.exec('create table if not exists effects (id integer primary key, reaction text not null)');
const write = createWriter(db);
const { log } = logLines();

const { app } = boltApp({
  db,
  write,
  log,
  token: TOKEN,
  apiUrl: API_URL,
  botId: 'B1',
  botUserId: 'U1',
  receiver: socketReceiver({ appToken: APP_TOKEN, apiUrl: API_URL, log }),
  intercept: (inbox) => ({
    ...inbox,
    take: async (body) => {
      if (DIE_AT === 'before it was stored') die();
      const taken = await inbox.take(body);
      if (DIE_AT === 'stored and not acknowledged') die();
      return taken;
    },
  }),
});
app.event('reaction_added', async ({ body, event }) => {
  if (DIE_AT === 'acknowledged and not handled') die();
  await write((tx) =>
    idempotently(tx, `event:${body.event_id}`, new Date(), () =>
      tx.insert(effects).values({ reaction: event.reaction }).run(),
    ),
  );
  if (DIE_AT === 'handled and not marked') die();
});
await app.start();
console.log('started');
process.stdin.once('data', () => void app.stop().then(() => process.exit(0)));
