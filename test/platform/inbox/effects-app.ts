import { integer, sqliteTable, text } from '../../../src/platform/db/drizzle.ts';
import { idempotently } from '../../../src/platform/db/idempotency.ts';
import { openDatabase } from '../../../src/platform/db/open.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { socketReceiver } from '../../../src/platform/slack/socket-receiver.ts';
import { logLines } from '../../support/log-lines.ts';
import { boltApp } from './bolt-app.ts';

export type Step =
  | 'before it was stored'
  | 'stored and not acknowledged'
  | 'acknowledged and not handled'
  | 'handled and not marked';

const effects = sqliteTable('effects', { id: integer().primaryKey(), reaction: text().notNull() });

export interface EffectsAppOptions {
  database: string;
  token: string;
  appToken: string;
  apiUrl: string;
  /** Called at each step of an event. */
  reached?: (step: Step) => void;
}

/** A Bolt app on Socket Mode that notes each event once. */
export function effectsApp({ database, token, appToken, apiUrl, reached = () => {} }: EffectsAppOptions) {
  const db = openDatabase(database);
  db.$client.exec('create table if not exists effects (id integer primary key, reaction text not null)');
  const write = createWriter(db);
  const { log } = logLines();
  const { app } = boltApp({
    db,
    write,
    log,
    token,
    apiUrl,
    botId: 'B1',
    botUserId: 'U1',
    receiver: socketReceiver({ appToken, apiUrl, log }),
    intercept: (inbox) => ({
      ...inbox,
      take: async (body) => {
        reached('before it was stored');
        const taken = await inbox.take(body);
        reached('stored and not acknowledged');
        return taken;
      },
    }),
  });
  app.event('reaction_added', async ({ body, event }) => {
    reached('acknowledged and not handled');
    await write((tx) =>
      idempotently(tx, `event:${body.event_id}`, new Date(), () =>
        tx.insert(effects).values({ reaction: event.reaction }).run(),
      ),
    );
    reached('handled and not marked');
  });
  return { app, db };
}
