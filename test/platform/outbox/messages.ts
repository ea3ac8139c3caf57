import { z } from 'zod';
import { eq, integer, sqliteTable, text } from '../../../src/platform/db/drizzle.ts';
import type { Db } from '../../../src/platform/db/open.ts';
import type { Tx } from '../../../src/platform/db/write.ts';
import type { Announcement, SlackMessage } from '../../../src/platform/outbox/message.ts';

/** A thing with a message in Slack that is edited in place. */
export const cards = sqliteTable('cards', {
  id: integer().primaryKey(),
  words: text().notNull(),
  channel: text(),
  ts: text(),
});

/** What `posted` was told. */
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

const sayFacts = z.object({
  to: z.string(),
  words: z.string(),
  threadTs: z.string().optional(),
  orElse: z.string().optional(),
});
const say: Announcement<z.infer<typeof sayFacts>> = {
  facts: sayFacts,
  deliver: (_db, { to, words, threadTs, orElse }) => ({
    act: 'post',
    to,
    threadTs,
    message: message(words),
    orElse: orElse?.split(','),
  }),
  posted: (tx, { words }, at) => remember(tx, words, at),
};

const putFacts = sayFacts.extend({ sha256: z.string() });
const put: Announcement<z.infer<typeof putFacts>> = {
  facts: putFacts,
  deliver: (_db, { to, words, threadTs, orElse, sha256 }) => ({
    act: 'upload',
    to,
    threadTs,
    file: { sha256, name: 'deck.pdf', title: 'The deck' },
    message: message(words),
    instead: message(`${words}, without its file`),
    orElse: orElse?.split(','),
  }),
  posted: (tx, { words }, at) => remember(tx, words, at),
};

const cardFacts = z.object({ id: z.number(), home: z.string() });
const card: Announcement<z.infer<typeof cardFacts>> = {
  facts: cardFacts,
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

const editFacts = z.object({ channel: z.string(), ts: z.string(), words: z.string() });
const edit: Announcement<z.infer<typeof editFacts>> = {
  facts: editFacts,
  deliver: (_db, { channel, ts, words }) => ({ act: 'edit', channel, ts, message: message(words) }),
};

const whisperFacts = z.object({ channel: z.string(), user: z.string(), words: z.string() });
const whisper: Announcement<z.infer<typeof whisperFacts>> = {
  facts: whisperFacts,
  deliver: (_db, { channel, user, words }) => ({ act: 'whisper', channel, user, message: message(words) }),
};

const brokenFacts = z.object({ to: z.string() });
const broken: Announcement<z.infer<typeof brokenFacts>> = {
  facts: brokenFacts,
  deliver: () => {
    throw new Error('cannot be written');
  },
};

/** What follows the message fails after it has written something. */
const brokenAfter: Announcement<z.infer<typeof sayFacts>> = {
  ...say,
  posted: (tx, { words }, at) => {
    remember(tx, words, at);
    throw new Error('cannot follow');
  },
};

/** What follows the message needs room on the disk. */
const bulky: Announcement<z.infer<typeof sayFacts>> = {
  ...say,
  posted: (tx, { words }, at) => remember(tx, words.repeat(50_000), at),
};

export const announcements: Record<string, Announcement<unknown>> = {
  say,
  put,
  card,
  edit,
  whisper,
  broken,
  brokenAfter,
  bulky,
};
