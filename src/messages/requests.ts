import { z } from 'zod';
import { requestCard } from '../../views/requests/card.ts';
import { REQUEST_DIGEST_SIZE, requestDigest } from '../../views/requests/digest.ts';
import { decidedMessage, requestNews, requestStoryLine } from '../../views/requests/news.ts';
import { itemById } from '../library/queries.ts';
import type { Tx } from '../platform/db/write.ts';
import { type Announcement, announcement } from '../platform/outbox/message.ts';
import { messageLink } from '../platform/slack/mrkdwn.ts';
import { leadOfVoter, placeOf, readCard } from '../requests/card.ts';
import { readDigest } from '../requests/digest.ts';
import { announceCard } from '../requests/history.ts';
import { requestById, requestEvent, updateRequest } from '../requests/queries.ts';
import type { ContentRequest } from '../requests/table.ts';
import type { ChangeDetails } from '../requests/types.ts';
import { teamById } from '../teams/queries.ts';

/** Somebody who deletes a card twice means it. */
const MOST_REPOSTS = 1;

/** Messages about content requests: in the channel of the marketing team, and to whoever needs something or makes it. */
export function requestAnnouncements({
  workspaceUrl,
  now,
}: {
  workspaceUrl: string;
  now: () => Date;
}): Record<string, Announcement<unknown>> {
  const request_card = announcement({
    facts: z.object({ requestId: z.number() }),
    deliver: (db, { requestId }, at) => {
      const card = readCard(db, requestId);
      const place = card && placeOf(db, card.request);
      if (!card || !place) return undefined;
      const { cardChannel: channel, cardTs: ts, cardReposts } = card.request;
      const message = requestCard(card, at);
      if (channel !== null && ts !== null) return { act: 'edit', channel, ts, message };
      if (cardReposts > MOST_REPOSTS) return undefined;
      return { act: 'post', to: place.channel, orElse: place.orElse, message };
    },
    posted: (tx, { requestId }, { channel, ts }) => {
      const request = requestById(tx, requestId);
      if (request) updateRequest(tx, request, { cardChannel: channel, cardTs: ts }, request.updatedAt);
    },
    gone: (tx, { requestId }) => forgetCard(tx, requestById(tx, requestId)),
  });

  const request_story = announcement({
    facts: z.object({ requestId: z.number(), eventId: z.number() }),
    deliver: (db, { requestId, eventId }) => {
      const request = requestById(db, requestId);
      const event = requestEvent(db, eventId);
      // Without a card there is no thread; the history has it all the same.
      if (!request || !event || request.cardChannel === null || request.cardTs === null) return undefined;
      const message = requestStoryLine(request, event);
      return { act: 'post', to: request.cardChannel, threadTs: request.cardTs, message };
    },
    gone: (tx, { requestId }) => {
      const request = requestById(tx, requestId);
      forgetCard(tx, request);
      if (request) announceCard(tx, request, now());
    },
  });

  const request_news = announcement({
    facts: z.object({ requestId: z.number(), eventId: z.number(), userId: z.string() }),
    deliver: (db, { requestId, eventId, userId }) => {
      const request = requestById(db, requestId);
      const event = requestEvent(db, eventId);
      if (!request || !event) return undefined;
      const { cardChannel: channel, cardTs: ts } = request;
      const cardLink = channel && ts ? messageLink(workspaceUrl, { channel, ts }) : null;
      const itemId = itemOf(event);
      const item = itemId === null ? undefined : itemById(db, itemId);
      return { act: 'post', to: userId, message: requestNews({ request, event, userId, cardLink, item }) };
    },
  });

  const request_digest = announcement({
    facts: z.object({ teamId: z.number(), lateSince: z.number().nullable() }),
    deliver: (db, { teamId, lateSince }, at) => {
      const team = teamById(db, teamId);
      const digest = readDigest(db, teamId, REQUEST_DIGEST_SIZE, at);
      if (!team || digest.total === 0) return undefined;
      const late = lateSince === null ? null : new Date(lateSince);
      const message = requestDigest({ teamId, ...digest, lateSince: late, now: at });
      return { act: 'post', to: team.channelId, orElse: [team.managerId], message };
    },
  });

  const request_decided = announcement({
    facts: z.object({ requestId: z.number(), userId: z.string() }),
    deliver: (db, { requestId, userId }) => {
      const request = requestById(db, requestId);
      const lead = leadOfVoter(db, requestId, userId);
      const item = request?.itemId ? itemById(db, request.itemId) : undefined;
      if (request?.status !== 'delivered' || !lead || !item) return undefined;
      return { act: 'post', to: userId, message: decidedMessage({ request, lead, item }) };
    },
  });

  return { request_card, request_story, request_news, request_digest, request_decided };
}

/** What was delivered by this change, or exists already by it. */
function itemOf({ kind, details }: { kind: string; details: unknown }): number | null {
  if (kind !== 'delivered' && kind !== 'declined') return null;
  return (details as ChangeDetails['delivered'] | ChangeDetails['declined']).itemId;
}

/** The card was deleted by hand: it is posted once more, and then let be. */
function forgetCard(tx: Tx, request: ContentRequest | undefined): void {
  if (!request || request.cardTs === null) return;
  const gone = { cardChannel: null, cardTs: null, cardReposts: request.cardReposts + 1 };
  updateRequest(tx, request, gone, request.updatedAt);
}
