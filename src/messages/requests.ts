import { movedNotice } from '../../views/kit/moved.ts';
import { requestCard } from '../../views/requests/card.ts';
import { REQUEST_DIGEST_SIZE, requestDigest } from '../../views/requests/digest.ts';
import { requestMessage } from '../../views/requests/message.ts';
import { decidedMessage, isLoud, requestNews, requestStoryLine } from '../../views/requests/news.ts';
import { escapedRequest, linkedRequest } from '../../views/requests/words.ts';
import { itemById } from '../library/queries.ts';
import { enqueue, type PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage, movedMessage } from '../platform/outbox/kept-message.ts';
import type { Message, MessageTable } from '../platform/outbox/message.ts';
import { markDeleted, placeOfPosted } from '../platform/outbox/posted-messages.ts';
import { leadOfVoter, placeOf, readCard } from '../requests/card.ts';
import { cardKey, cardOf } from '../requests/card-place.ts';
import { readDigest } from '../requests/digest.ts';
import { announceCard } from '../requests/history.ts';
import type { requestPayloads } from '../requests/messages.ts';
import { personKey, readReader } from '../requests/person-message.ts';
import { historyEntry, requestById, voteOf } from '../requests/queries.ts';
import { receiverOf } from '../requests/receiver.ts';
import { managerOf } from '../teams/holders.ts';
import { isDigestOutdated, lateSince } from '../teams/mornings.ts';
import { teamById } from '../teams/queries.ts';
import { isHere } from '../teams/standing.ts';

type Payloads = PayloadsOf<typeof requestPayloads>;

/**
 * Messages about content requests: in the channel of the marketing team, to the people who need the content, and to its
 * owner.
 */
export function requestMessages({
  workspaceUrl,
  now,
}: {
  workspaceUrl: string;
  now: () => Date;
}): MessageTable<Payloads> {
  const request_card: Message<Payloads['request_card']> = keptMessage({
    key: ({ requestId }) => cardKey(requestId),
    draw: (db, { requestId }, at) => {
      const card = readCard(db, requestId);
      const place = card && placeOf(db, card.request);
      if (!place) return undefined;
      return {
        to: place.channel,
        orElse: place.orElse,
        home: place.home,
        message: requestCard(card, at),
        atOnce: true,
      };
    },
    moved: (tx, { requestId }, from) =>
      void enqueue(tx, 'request_card_moved', { requestId, ...from }, { orderingKey: from.channel }, now()),
  });

  const request_card_moved: Message<Payloads['request_card_moved']> = movedMessage((db, { requestId }) => {
    const request = requestById(db, requestId);
    const card = cardOf(db, requestId);
    if (!request || !card) return undefined;
    const title = linkedRequest(request, card, workspaceUrl);
    return movedNotice({ text: escapedRequest(request), title, home: card.channel });
  });

  const request_story: Message<Payloads['request_story']> = {
    deliver: (db, { requestId, entryId }) => {
      const request = requestById(db, requestId);
      const entry = historyEntry(db, entryId);
      const card = cardOf(db, requestId);
      // Without a card there is no thread; the history has the change anyway.
      if (!request || !entry || !card) return undefined;
      const place = { act: 'post', to: card.channel, threadTs: card.ts, atOnce: entry.actorId !== null } as const;
      return { ...place, message: requestStoryLine(request, entry) };
    },
    gone: (tx, { requestId }) => {
      const request = requestById(tx, requestId);
      if (request && markDeleted(tx, cardKey(requestId))) announceCard(tx, request, now());
    },
  };

  const request_message: Message<Payloads['request_message']> = keptMessage({
    key: ({ requestId, userId }) => personKey('request_message', requestId, userId),
    draw: (db, { requestId, userId }, at) => {
      const card = readCard(db, requestId);
      if (!card) return undefined;
      const reader = readReader(db, { requestId, userId, ownerId: card.request.ownerId });
      // A person who left keeps what they got.
      const to = isHere(db, userId) ? userId : undefined;
      return { to, message: requestMessage({ card, reader, workspaceUrl, now: at }) };
    },
  });

  const request_news: Message<Payloads['request_news']> = {
    deliver: (db, { requestId, entryId, userId: meant }) => {
      const request = requestById(db, requestId);
      const entry = historyEntry(db, entryId);
      const userId = request && receiverOf(db, request, meant);
      if (!request || !entry || !userId) return undefined;
      const first = placeOfPosted(db, personKey('request_message', requestId, userId));
      const place = first ? { threadTs: first.ts, broadcast: isLoud(entry) } : {};
      return { act: 'post', to: first?.channel ?? userId, ...place, message: requestNews(request, entry) };
    },
  };

  const request_digest: Message<Payloads['request_digest']> = {
    deliver: (db, { teamId, slotAt }, at) => {
      const team = teamById(db, teamId);
      if (!team || isDigestOutdated(team, slotAt, at)) return undefined;
      const digest = readDigest(db, teamId, REQUEST_DIGEST_SIZE, at);
      if (digest.total === 0) return undefined;
      const late = lateSince(team, slotAt, at);
      const message = requestDigest({ teamId, ...digest, lateSince: late, workspaceUrl, now: at });
      return { act: 'post', to: team.channelId, orElse: [managerOf(db, team)], message };
    },
  };

  const request_decided: Message<Payloads['request_decided']> = keptMessage({
    key: ({ requestId, userId }) => personKey('request_decided', requestId, userId),
    draw: (db, { requestId, userId }) => {
      const request = requestById(db, requestId);
      const lead = leadOfVoter(db, requestId, userId);
      const item = request?.itemId ? itemById(db, request.itemId) : undefined;
      if (request?.status !== 'delivered' || !lead || !item) return undefined;
      const askedAt = voteOf(db, requestId, userId)?.askedAt ?? null;
      const { answer } = readReader(db, { requestId, userId, ownerId: request.ownerId });
      const isNew = answer !== undefined && askedAt !== null && answer.at >= askedAt;
      return { to: userId, message: decidedMessage({ request, lead, item, answer: isNew ? answer : undefined }) };
    },
  });

  return {
    request_card,
    request_card_moved,
    request_story,
    request_message,
    request_news,
    request_digest,
    request_decided,
  };
}
