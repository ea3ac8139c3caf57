import { z } from 'zod';
import { reopenHandoff } from '../../views/kit/reopen.ts';
import { leadCard } from '../../views/leads/card.ts';
import { definitionMessage } from '../../views/leads/definition.ts';
import { digestMessage } from '../../views/leads/digest.ts';
import { leadNews, storyLine } from '../../views/leads/news.ts';
import { NURTURE_SIZE, nurtureMessage, wokenLine } from '../../views/leads/nurture.ts';
import { nudgeLine } from '../../views/leads/reminder.ts';
import { cardLinkOf } from '../../views/leads/words.ts';
import { cardKey, cardOf } from '../leads/card-place.ts';
import { definitionNews } from '../leads/definition/news.ts';
import { announceCard } from '../leads/history.ts';
import { historyEntry, leadById } from '../leads/queries.ts';
import { placeOf, readCard } from '../leads/reads/card.ts';
import { listNurtured } from '../leads/reads/nurture-list.ts';
import { nurtureStory } from '../leads/reads/nurture-story.ts';
import { untouchedOf } from '../leads/reads/untouched.ts';
import { digestSize } from '../leads/settings.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import { type Announcement, announcement } from '../platform/outbox/message.ts';
import { markDeleted } from '../platform/outbox/posted-messages.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { teamById } from '../teams/queries.ts';

/** Messages about leads in their team's channel, and about the team's own matters. */
export function leadAnnouncements({
  workspaceUrl,
  now,
}: {
  workspaceUrl: string;
  now: () => Date;
}): Record<string, Announcement<unknown>> {
  const lead_card = keptMessage({
    facts: z.object({ leadId: z.number() }),
    key: ({ leadId }) => cardKey(leadId),
    draw: (db, { leadId }) => {
      const card = readCard(db, leadId);
      const place = card && placeOf(db, card.lead);
      return place && { to: place.channel, orElse: place.orElse, message: leadCard(card) };
    },
  });

  const lead_story = announcement({
    facts: z.object({ leadId: z.number(), entryId: z.number() }),
    deliver: (db, { leadId, entryId }) => {
      const lead = leadById(db, leadId);
      const entry = historyEntry(db, entryId);
      const card = cardOf(db, leadId);
      // Without a card there is no thread; the history has it all the same.
      if (!lead || !entry || !card) return undefined;
      const place = { act: 'post', to: card.channel, threadTs: card.ts } as const;
      if (entry.kind !== 'woken') return { ...place, message: storyLine(lead, entry) };
      // The team is to notice a lead that it has not thought of for weeks.
      return { ...place, broadcast: true, message: wokenLine(lead, entry, nurtureStory(db, entry)) };
    },
    gone: (tx, { leadId }) => {
      const lead = leadById(tx, leadId);
      if (lead && markDeleted(tx, cardKey(leadId))) announceCard(tx, lead, now());
    },
  });

  const lead_news = announcement({
    facts: z.object({ leadId: z.number(), entryId: z.number(), userId: z.string() }),
    deliver: (db, { leadId, entryId, userId }) => {
      const lead = leadById(db, leadId);
      const entry = historyEntry(db, entryId);
      if (!lead || !entry) return undefined;
      const cardLink = cardLinkOf(cardOf(db, leadId), workspaceUrl);
      return { act: 'post', to: userId, message: leadNews({ lead, entry, userId, cardLink }) };
    },
  });

  const digest = announcement({
    facts: z.object({ teamId: z.number(), lateSince: z.number().nullable() }),
    deliver: (db, { teamId, lateSince }, at) => {
      const team = teamById(db, teamId);
      if (!team) return undefined;
      const untouched = untouchedOf(db, teamId, { limit: settingOf(db, digestSize), offset: 0 }, at);
      if (untouched.notAcceptedCount + untouched.acceptedCount === 0) return undefined;
      const late = lateSince === null ? null : new Date(lateSince);
      const message = digestMessage({ teamId, untouched, lateSince: late, now: at });
      return { act: 'post', to: team.channelId, orElse: [team.managerId], message };
    },
  });

  const lead_nudge = announcement({
    facts: z.object({ leadId: z.number() }),
    deliver: (db, { leadId }) => {
      const lead = leadById(db, leadId);
      const card = cardOf(db, leadId);
      if (lead?.status !== 'new' || !card) return undefined;
      return { act: 'post', to: card.channel, threadTs: card.ts, message: nudgeLine(lead) };
    },
  });

  const nurture_list = announcement({
    facts: z.object({ teamId: z.number(), lateSince: z.number().nullable() }),
    deliver: (db, { teamId, lateSince }, at) => {
      const team = teamById(db, teamId);
      const list = listNurtured(db, { limit: NURTURE_SIZE, offset: 0 }, at);
      if (!team || list.total === 0) return undefined;
      const message = nurtureMessage(list, lateSince === null ? null : new Date(lateSince));
      return { act: 'post', to: team.channelId, orElse: [team.managerId], message };
    },
  });

  const definition = announcement({
    facts: z.object({ teamId: z.number(), changeId: z.number() }),
    deliver: (db, { teamId, changeId }) => {
      const team = teamById(db, teamId);
      const news = definitionNews(db, teamId, changeId);
      if (!team || !news) return undefined;
      return { act: 'post', to: team.channelId, orElse: [team.managerId], message: definitionMessage(team, news) };
    },
  });

  return {
    definition,
    nurture_list,
    lead_nudge,
    lead_card,
    lead_story,
    lead_news,
    digest,
    reopen_handoff: announcement({
      facts: z.object({ userId: z.string(), draftId: z.string() }),
      deliver: (_db, { userId, draftId }) => ({ act: 'post', to: userId, message: reopenHandoff(draftId) }),
    }),
  };
}
