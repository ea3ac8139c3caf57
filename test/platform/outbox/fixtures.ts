import { onTestFinished } from 'vitest';
import { type ApiFault, type Sandbox, startSandbox } from '../../../sandbox/src/index.ts';
import { type Alert, endAlertsOf, raiseAlert } from '../../../src/platform/alerts/alerts.ts';
import { createWriter } from '../../../src/platform/db/write.ts';
import { insertMessage, type NewMessage } from '../../../src/platform/outbox/enqueue.ts';
import { type Poster, type PosterOptions, startPoster } from '../../../src/platform/outbox/poster.ts';
import { outbox } from '../../../src/platform/outbox/table.ts';
import { slackClients } from '../../../src/platform/slack/clients.ts';
import { logLines } from '../../support/log-lines.ts';
import { tempDatabase } from '../../support/temp-database.ts';
import { cards, createTables, messages, payloads, told } from './messages.ts';

const manifest = {
  display_information: { name: 'Baton' },
  features: { bot_user: { display_name: 'baton' } },
  oauth_config: {
    scopes: {
      bot: [
        'chat:write',
        'files:read',
        'files:write',
        'channels:history',
        'channels:join',
        'groups:history',
        'im:history',
        'im:write',
        'users:read',
      ],
    },
  },
};

export type Setting = Awaited<ReturnType<typeof setting>>;

/** A workspace with #sales, #marketing and #elsewhere (where the bot is not), a database, and a poster between them. */
export async function setting(
  options: Partial<PosterOptions> & { timeoutMs?: number; start?: boolean; fileMs?: number } = {},
) {
  const sandbox = await startSandbox({
    manifest,
    workspace: {
      people: { ann: {}, ben: {}, cleo: {} },
      channels: { sales: {}, marketing: {}, elsewhere: {}, secret: { kind: 'private', members: ['ann'] } },
      botIn: ['sales', 'marketing'],
    },
    timings: { fileMs: options.fileMs ?? 0 },
  });
  onTestFinished(() => sandbox.close());
  const { db, path } = tempDatabase();
  createTables(db);
  const lines = logLines();
  let poster: Poster | undefined;
  const write = createWriter(db);
  write.onCommit(() => poster?.wake());
  const alerts: Alert[] = [];
  const { timeoutMs = PATIENCE_MS, start = true, fileMs: _, now = () => new Date(), ...posterOptions } = options;
  const { web, posting } = slackClients(
    { token: sandbox.botToken, apiUrl: sandbox.apiUrl, timeoutMs, retryMs: 5 },
    lines.log,
  );

  function startNow(more: Partial<PosterOptions> = {}): Poster {
    poster = startPoster({
      db,
      write,
      now,
      posting,
      web,
      log: lines.log,
      payloads,
      messages,
      placeFailed: (tx, failed) =>
        raiseAlert(tx, failed, now(), (_tx, alert) => {
          alerts.push(alert);
          return [];
        }),
      placeWorks: (tx, place) => endAlertsOf(tx, place, now()),
      readFile: async (sha256) => (sha256 === 'kept' ? new Blob(['the bytes']) : undefined),
      paceMs: 0,
      backoffMs: 5,
      reconcileAfterMs: 5,
      probeMs: 10,
      ...posterOptions,
      ...more,
    });
    return poster;
  }
  onTestFinished(() => poster?.stop());
  if (start) startNow();

  return {
    sandbox,
    db,
    path,
    write,
    alerts,
    lines,
    posting,
    channel: sandbox.ids.channels as Record<'sales' | 'marketing' | 'elsewhere' | 'secret', string>,
    person: sandbox.ids.people as Record<'ann' | 'ben' | 'cleo', string>,
    get poster(): Poster {
      if (!poster) throw new Error('The poster was not started.');
      return poster;
    },
    startNow,
    /** Enqueues messages in one transaction. */
    announce: (...all: NewMessage[]) =>
      write((tx) => {
        for (const each of all) insertMessage(tx, each, now());
      }),
    /** Texts in a channel, oldest first. */
    texts: (channel: string) => textsIn(sandbox, channel),
    rows: () => db.select().from(outbox).orderBy(outbox.id).all(),
    told: () => db.select().from(told).orderBy(told.id).all(),
    cards: () => db.select().from(cards).orderBy(cards.id).all(),
  };
}

const PATIENCE_MS = 5_000;

/** The timeout of a call: short for one that hangs, long enough for a busy machine otherwise. */
export const patience = ({ kind }: ApiFault): number => (kind === 'hang' ? 150 : PATIENCE_MS);

const textsIn = ({ store }: Sandbox, channel: string): string[] =>
  (store.messages.get(channel) ?? []).filter(({ botId }) => botId).map(({ text }) => text);

export const say = (to: string, words: string, more: { threadTs?: string; orElse?: string } = {}): NewMessage => ({
  kind: 'say',
  payload: { to, words, ...more },
  orderingKey: to,
});

/** An upload; the file of any `sha256` but 'kept' is missing. */
export const put = (
  to: string,
  words: string,
  more: { sha256?: string; isMade?: boolean; threadTs?: string; orElse?: string } = {},
): NewMessage => ({ kind: 'put', payload: { to, words, sha256: 'kept', ...more }, orderingKey: to });

export const card = (home: string, id: number): NewMessage => ({
  kind: 'card',
  payload: { id, home },
  orderingKey: home,
  dedupeKey: `card:${id}`,
});

export const ephemeral = (channel: string, user: string, words: string): NewMessage => ({
  kind: 'ephemeral',
  payload: { channel, user, words },
  orderingKey: channel,
});
