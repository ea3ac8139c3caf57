import { movedNotice } from '../../views/kit/moved.ts';
import { reopenHandoff } from '../../views/kit/reopen.ts';
import { type BatchNews, batchMessage } from '../../views/leads/batch-news.ts';
import { leadCard } from '../../views/leads/card.ts';
import { definitionMessage } from '../../views/leads/definition.ts';
import { digestMessage } from '../../views/leads/digest.ts';
import { ephemeral } from '../../views/leads/ephemeral.ts';
import { awakeMessage } from '../../views/leads/morning.ts';
import { leadNews, storyLine } from '../../views/leads/news.ts';
import { NURTURE_SIZE, nurtureMessage, wokenLine } from '../../views/leads/nurture.ts';
import { nudgeLine } from '../../views/leads/reminder.ts';
import { isSettled, settledMessage } from '../../views/leads/settled.ts';
import { cardLinkOf, escapedTitle, linkedTitle } from '../../views/leads/words.ts';
import { winNews } from '../../views/wins/news.ts';
import { recordLinkOf } from '../crm/record-links.ts';
import { cardKey, cardOf } from '../leads/card-place.ts';
import { definitionNews } from '../leads/definition/news.ts';
import { announceCard } from '../leads/history.ts';
import { following, shownNow } from '../leads/live.ts';
import type { leadPayloads } from '../leads/messages.ts';
import { historyEntry, leadById } from '../leads/queries.ts';
import { readNews, sameNews } from '../leads/reads/batch-news.ts';
import { placeOf, readCard } from '../leads/reads/card.ts';
import { listNurtured } from '../leads/reads/nurture-list.ts';
import { nurtureStory } from '../leads/reads/nurture-story.ts';
import { untouchedOf } from '../leads/reads/untouched.ts';
import { receiverOf, substituteOf } from '../leads/receiver.ts';
import { digestSize } from '../leads/settings.ts';
import type { Db } from '../platform/db/open.ts';
import { enqueue, type PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage, movedMessage } from '../platform/outbox/kept-message.ts';
import type { Message, MessageTable, SlackMessage } from '../platform/outbox/message.ts';
import { markDeleted } from '../platform/outbox/posted-messages.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { managerOf } from '../teams/holders.ts';
import { isDigestOutdated, lateSince } from '../teams/mornings.ts';
import { teamById } from '../teams/queries.ts';
import { winOf } from '../wins/read.ts';

type Payloads = PayloadsOf<typeof leadPayloads>;

/** Messages about leads in their team's channel, and about the team itself. */
export function leadMessages({ workspaceUrl, now }: { workspaceUrl: string; now: () => Date }): MessageTable<Payloads> {
  const lead_card: Message<Payloads['lead_card']> = keptMessage({
    key: ({ leadId }) => cardKey(leadId),
    draw: (db, { leadId }) => {
      const card = readCard(db, leadId);
      const place = card && placeOf(db, card.lead);
      if (!place) return undefined;
      const earlierLink = cardLinkOf(card.earlier, workspaceUrl);
      const recordLink = recordLinkOf(db, leadId);
      const message = leadCard({ ...card, ...(earlierLink && { earlierLink }), ...(recordLink && { recordLink }) });
      return { to: place.channel, orElse: place.orElse, home: place.home, message, atOnce: true };
    },
    moved: (tx, { leadId }, from) =>
      void enqueue(tx, 'lead_card_moved', { leadId, ...from }, { orderingKey: from.channel }, now()),
  });

  const lead_card_moved: Message<Payloads['lead_card_moved']> = movedMessage((db, { leadId }) => {
    const lead = leadById(db, leadId);
    const card = cardOf(db, leadId);
    if (!lead || !card) return undefined;
    const title = linkedTitle({ ...lead, card }, workspaceUrl);
    return movedNotice({ text: escapedTitle(lead), title, home: card.channel });
  });

  const lead_story: Message<Payloads['lead_story']> = {
    deliver: (db, { leadId, entryId }) => {
      const lead = leadById(db, leadId);
      const entry = historyEntry(db, entryId);
      const card = cardOf(db, leadId);
      // Without a card there is no thread; the history has the change anyway.
      if (!lead || !entry || !card) return undefined;
      const place = { act: 'post', to: card.channel, threadTs: card.ts, atOnce: entry.actorId !== null } as const;
      if (entry.kind !== 'woken') return { ...place, message: storyLine(lead, entry) };
      // Also shown in the channel, since the team has not seen this lead for weeks.
      return { ...place, broadcast: true, message: wokenLine(lead, entry, nurtureStory(db, entry)) };
    },
    gone: (tx, { leadId }) => {
      const lead = leadById(tx, leadId);
      if (lead && markDeleted(tx, cardKey(leadId))) announceCard(tx, lead, now());
    },
  };

  const lead_news: Message<Payloads['lead_news']> = {
    deliver: (db, { userId: meant, entryIds, shown: before }, now) => {
      const shown = before ?? shownNow(db, now);
      const [about] = sameNews(db, entryIds.slice(0, 1), shown);
      // A message that was posted stays with the person who got it.
      const userId = before || !about ? meant : receiverOf(db, about.lead, meant);
      const news = before ? sameNews(db, entryIds, before) : readNews(db, userId, entryIds, shown);
      const message = newsMessage(db, { userId, news, shown, workspaceUrl, now });
      if (!message) return undefined;
      // The value of a won deal may come later, and the deal may be reopened.
      const always = news.some(({ entry }) => entry.kind === 'won');
      const payload = { userId, entryIds: news.map(({ entry }) => entry.id), shown };
      const orElse = about ? [substituteOf(db, about.lead, userId)] : [];
      return { act: 'post', to: userId, orElse, message, ...following(message, payload, news, { always }) };
    },
  };

  const digest: Message<Payloads['digest']> = {
    deliver: (db, { teamId, slotAt }, at) => {
      const team = teamById(db, teamId);
      if (!team || isDigestOutdated(team, slotAt, at)) return undefined;
      const untouched = untouchedOf(db, teamId, { limit: settingOf(db, digestSize), offset: 0 }, at);
      if (untouched.notAcceptedCount + untouched.acceptedCount === 0) return undefined;
      const late = lateSince(team, slotAt, at);
      const message = digestMessage({ teamId, untouched, lateSince: late, workspaceUrl, now: at });
      return { act: 'post', to: team.channelId, orElse: [managerOf(db, team)], message };
    },
  };

  const lead_nudge: Message<Payloads['lead_nudge']> = {
    deliver: (db, { leadId }) => {
      const lead = leadById(db, leadId);
      const card = cardOf(db, leadId);
      if (lead?.status !== 'new' || !card) return undefined;
      return { act: 'post', to: card.channel, threadTs: card.ts, message: nudgeLine(lead) };
    },
  };

  const nurture_list: Message<Payloads['nurture_list']> = {
    deliver: (db, { teamId, slotAt }, at) => {
      const team = teamById(db, teamId);
      const list = listNurtured(db, { limit: NURTURE_SIZE, offset: 0 }, at);
      if (!team || list.total === 0) return undefined;
      const message = nurtureMessage(list, lateSince(team, slotAt, at), workspaceUrl);
      return { act: 'post', to: team.channelId, orElse: [managerOf(db, team)], message };
    },
  };

  const definition: Message<Payloads['definition']> = {
    deliver: (db, { teamId, changeId }) => {
      const team = teamById(db, teamId);
      const news = definitionNews(db, teamId, changeId);
      if (!team || !news) return undefined;
      return { act: 'post', to: team.channelId, orElse: [managerOf(db, team)], message: definitionMessage(team, news) };
    },
  };

  return {
    definition,
    nurture_list,
    lead_nudge,
    lead_card,
    lead_card_moved,
    lead_story,
    lead_news,
    digest,
    ephemeral: {
      deliver: (_db, { channel, userId, sentence, declineLeadId, valueLeadId }) => ({
        act: 'ephemeral',
        channel,
        user: userId,
        message: ephemeral(sentence, { declineLeadId, valueLeadId }),
      }),
    },
    reopen_handoff: {
      deliver: (_db, { userId, draftId }) => ({
        act: 'post',
        to: userId,
        message: reopenHandoff(draftId),
        atOnce: true,
      }),
    },
  };
}

function newsMessage(db: Db, about: BatchNews): SlackMessage | undefined {
  const { userId, news, shown, workspaceUrl } = about;
  const [first, second] = news;
  if (!first) return undefined;
  if (second) return news.every(({ entry }) => entry.kind === 'unsnoozed') ? awakeMessage(about) : batchMessage(about);
  if (isSettled(first)) return settledMessage(first, { readerId: userId, shown, workspaceUrl });
  const win = first.entry.kind === 'won' ? winOf(db, first.lead) : undefined;
  if (win) return winNews(win, linkedTitle(first.lead, workspaceUrl));
  return leadNews({ ...first, userId, cardLink: cardLinkOf(first.lead.card, workspaceUrl) });
}
