/** Reads inbox channels. Slack sends no event for their messages: with one, Baton would get those of every channel that it is in. */
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { eq } from '../platform/db/drizzle.ts';
import type { Services } from '../platform/services.ts';
import { textOfMessage } from '../platform/slack/message-text.ts';
import { slackError } from '../platform/slack/open-view.ts';
import { nextCursor } from '../platform/slack/pages.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { allInboxChannels } from './queries.ts';
import { receive } from './receive.ts';
import { type InboxChannel, inboxChannels } from './table.ts';

type Reading = Pick<Services, 'db' | 'write' | 'web' | 'now' | 'log'> & { botId: string; workspaceUrl: string };

const PAGE = 200;
/** After a refusal, in real time, however fast the injected clock runs. */
const REST_MS = MINUTE_MS;

/** An async task. It goes on after the last message that was read, also after an outage. */
export function createInboxReader(reading: Reading): (stop: AbortSignal) => Promise<void> {
  const { db, write, now, log } = reading;
  /** On the scale of performance.now(), by channel. */
  const restUntil = new Map<string, number>();
  return async (stop) => {
    for (const inbox of allInboxChannels(db)) {
      if (stop.aborted) return;
      if (performance.now() < (restUntil.get(inbox.channelId) ?? 0)) continue;
      try {
        await readOne(reading, inbox, stop);
      } catch (error) {
        const failure = slackError(error) ?? 'no_answer';
        log.warn({ channel: inbox.channelId, error: failure }, 'An inbox channel could not be read; it is tried again');
        restUntil.set(inbox.channelId, performance.now() + REST_MS);
        if (failure !== inbox.failure)
          await write((tx) =>
            tx.update(inboxChannels).set({ failure, updatedAt: now() }).where(eq(inboxChannels.id, inbox.id)).run(),
          );
      }
    }
  };
}

const foundMessage = z.looseObject({
  ts: z.string().regex(/^\d{1,12}\.\d+$/),
  bot_id: z.string().nullish(),
  subtype: z.string().nullish(),
  user: z.string().nullish(),
});

type Found = z.output<typeof foundMessage>;

/** Oldest first, each in a transaction of its own with the mark that it was read. */
async function readOne(
  { write, web, now, botId, workspaceUrl }: Reading,
  inbox: InboxChannel,
  stop: AbortSignal,
): Promise<void> {
  const found = await messagesAfter(web, inbox, stop);
  for (const [place, message] of found.reverse().entries()) {
    if (stop.aborted) return;
    const isOfApp = isFromApp(message, botId);
    // Messages of people are passed over. The last one still moves the mark.
    if (!isOfApp && place < found.length - 1) continue;
    const read = { ts: message.ts, text: isOfApp ? textOfMessage(message) : '' };
    await write((tx) => receive(tx, inbox, read, { workspaceUrl, now: now() }));
  }
  if (inbox.failure !== null)
    await write((tx) => tx.update(inboxChannels).set({ failure: null }).where(eq(inboxChannels.id, inbox.id)).run());
}

/** A message that cannot be read holds up no other one. */
async function messagesAfter(
  web: WebClient,
  { channelId: channel, readUntil: oldest }: InboxChannel,
  stop: AbortSignal,
): Promise<Found[]> {
  const all: Found[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await web.conversations.history({ channel, oldest, limit: PAGE, ...(cursor && { cursor }) });
    const read = (page.messages ?? []).flatMap((message) => foundMessage.safeParse(message).data ?? []);
    all.push(...read.filter(({ ts }) => Number(ts) > Number(oldest)));
    cursor = nextCursor(page, cursor);
    if (!cursor || stop.aborted) return stop.aborted ? [] : all;
  }
}

/** Forms, CRMs and calendars post as apps. Slack itself posts the e-mails that were sent to the channel. */
const isFromApp = ({ bot_id, subtype, user }: Found, own: string): boolean =>
  (typeof bot_id === 'string' && bot_id !== own) || subtype === 'bot_message' || user === 'USLACKBOT';
