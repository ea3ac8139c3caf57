import { z } from 'zod';
import { eq, inArray, integer, sqliteTable, text } from '../../../src/platform/db/drizzle.ts';
import type { Db } from '../../../src/platform/db/open.ts';
import type { Tx } from '../../../src/platform/db/write.ts';
import { liveEdit, livePayloads } from '../../../src/platform/outbox/live-edit.ts';
import type { AnyMessages, Message, SlackMessage } from '../../../src/platform/outbox/message.ts';

/** An object with a message in Slack that is edited in place. */
export const cards = sqliteTable('cards', {
  id: integer().primaryKey(),
  words: text().notNull(),
  channel: text(),
  ts: text(),
});

/** Calls of `posted`. */
export const told = sqliteTable('told', {
  id: integer().primaryKey(),
  words: text().notNull(),
  channel: text().notNull(),
  ts: text().notNull(),
});

export function createTables(db: Db): void {
  db.$client.exec(`
    create table if not exists cards (id integer primary key, words text not null, channel text, ts text);
    create table if not exists told (id integer primary key, words text not null, channel text not null, ts text not null);
  `);
}

const message = (words: string): SlackMessage => ({
  text: words,
  blocks: [{ type: 'section', text: { type: 'plain_text', text: words } }],
});

const remember = (tx: Tx, words: string, at: { channel: string; ts: string }) =>
  void tx
    .insert(told)
    .values({ words, ...at })
    .run();

const sayPayload = z.object({
  to: z.string(),
  words: z.string(),
  threadTs: z.string().optional(),
  orElse: z.string().optional(),
});
const say: Message<z.infer<typeof sayPayload>> = {
  deliver: (_db, { to, words, threadTs, orElse }) => ({
    act: 'post',
    to,
    threadTs,
    message: message(words),
    orElse: orElse?.split(','),
  }),
  posted: (tx, { words }, at) => remember(tx, words, at),
};

const made = async (words: string): Promise<Uint8Array> => {
  if (words === 'gone') throw new Error('It cannot be made.');
  return new TextEncoder().encode(words);
};

const putPayload = sayPayload.extend({ sha256: z.string(), isMade: z.boolean().optional() });
const put: Message<z.infer<typeof putPayload>> = {
  deliver: (_db, { to, words, threadTs, orElse, sha256, isMade }) => ({
    act: 'upload',
    to,
    threadTs,
    file: {
      ...(isMade ? { make: () => made(sha256) } : { sha256 }),
      name: 'deck.pdf',
      title: 'The deck',
      alt: 'Slides',
    },
    message: message(words),
    instead: message(`${words}, without its file`),
    orElse: orElse?.split(','),
  }),
  posted: (tx, { words }, at) => remember(tx, words, at),
};

const cardPayload = z.object({ id: z.number(), home: z.string() });
const card: Message<z.infer<typeof cardPayload>> = {
  deliver: (db, { id, home }) => {
    const row = db.select().from(cards).where(eq(cards.id, id)).get();
    if (!row) return undefined;
    if (row.channel && row.ts) {
      return { act: 'edit', channel: row.channel, ts: row.ts, message: message(row.words) };
    }
    return { act: 'post', to: home, message: message(row.words) };
  },
  posted: (tx, { id }, at) => void tx.update(cards).set(at).where(eq(cards.id, id)).run(),
  gone: (tx, { id }) => void tx.update(cards).set({ channel: null, ts: null }).where(eq(cards.id, id)).run(),
};

const editPayload = z.object({ channel: z.string(), ts: z.string(), words: z.string() });
const edit: Message<z.infer<typeof editPayload>> = {
  deliver: (_db, { channel, ts, words }) => ({ act: 'edit', channel, ts, message: message(words) }),
};

const ephemeralPayload = z.object({ channel: z.string(), user: z.string(), words: z.string() });
const ephemeral: Message<z.infer<typeof ephemeralPayload>> = {
  deliver: (_db, { channel, user, words }) => ({ act: 'ephemeral', channel, user, message: message(words) }),
};

const brokenPayload = z.object({ to: z.string() });
const broken: Message<z.infer<typeof brokenPayload>> = {
  deliver: () => {
    throw new Error('cannot be written');
  },
};

/** Its `posted` fails after a write. */
const brokenAfter: Message<z.infer<typeof sayPayload>> = {
  ...say,
  posted: (tx, { words }, at) => {
    remember(tx, words, at);
    throw new Error('cannot follow');
  },
};

/** Its `posted` needs space on the disk. */
const bulky: Message<z.infer<typeof sayPayload>> = {
  ...say,
  posted: (tx, { words }, at) => remember(tx, words.repeat(50_000), at),
};

const listPayload = z.object({ to: z.string(), ids: z.array(z.number()) });
/** About cards, until each of them is done. */
const list: Message<z.infer<typeof listPayload>> = {
  deliver: (db, { to, ids }) => {
    const rows = db.select().from(cards).where(inArray(cards.id, ids)).orderBy(cards.id).all();
    const open = rows.filter(({ words }) => words.startsWith('open'));
    const live = { payload: { to, ids }, subjects: open.map(({ id }) => `card:${id}`) };
    return { act: 'post', to, message: message(rows.map(({ words }) => words).join(', ')), live };
  },
};

export const payloads = {
  ...livePayloads,
  list: listPayload,
  say: sayPayload,
  put: putPayload,
  card: cardPayload,
  edit: editPayload,
  ephemeral: ephemeralPayload,
  broken: brokenPayload,
  brokenAfter: sayPayload,
  bulky: sayPayload,
};

export const messages = {
  live_edit: liveEdit(catalogue),
  list,
  say,
  put,
  card,
  edit,
  ephemeral,
  broken,
  brokenAfter,
  bulky,
};

function catalogue(): AnyMessages {
  return { payloads, messages };
}
