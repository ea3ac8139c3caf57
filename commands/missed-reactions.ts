import { setTimeout as sleep } from 'node:timers/promises';
import type { Deps } from '../src/deps.ts';
import { openCards } from '../src/leads/list.ts';
import { type HeardReaction, heardReactions, meaningOf } from '../src/leads/reactions.ts';
import type { Lead } from '../src/leads/table.ts';
import { slackError } from '../src/slack/open-view.ts';
import { settleReaction } from './reactions.ts';

/** Newest cards that are looked at; older ones were looked at when they were new. */
const MOST_CARDS = 500;
/** reactions.get may be called some 50 times a minute (https://docs.slack.dev/apis/web-api/rate-limits). */
const PACE_MS = 1_300;
/** A few at once cost nothing. */
const AT_ONCE = 20;

/**
 * Picks up the reactions that came while Baton was away, from the cards of open leads: the unaccepted ones first. Runs
 * after each start and reconnect; what was heard already has no effect.
 */
export async function catchUpReactions(deps: Deps, signal: AbortSignal): Promise<void> {
  for (const [index, lead] of openCards(deps.db, MOST_CARDS).entries()) {
    if (signal.aborted) return;
    if (index >= AT_ONCE) await sleep(PACE_MS, undefined, { signal }).catch(() => {});
    try {
      for (const heard of await missed(deps, lead)) {
        await settleReaction(deps, heard, `reaction:${heard.leadId}:${heard.userId}:${heard.emoji}:${heard.eventTs}`);
      }
    } catch (error) {
      const code = slackError(error);
      // A card that somebody deleted, or a channel that is gone, has no reactions; the poster sees to those.
      if (code === undefined || code === 'ratelimited')
        deps.log.warn({ err: error, leadId: lead.id }, 'could not read the reactions of a card');
    }
  }
}

/**
 * Reactions as Slack has them now, against what was heard. Each is only just newer than what was last heard of it: an
 * event that is still on its way knows better, whatever our own clock says.
 */
async function missed({ web, db, now }: Deps, lead: Lead): Promise<(HeardReaction & { at: Date })[]> {
  const { cardChannel, cardTs } = lead;
  if (cardChannel === null || cardTs === null) return [];
  const answer = await web.reactions.get({ channel: cardChannel, timestamp: cardTs, full: true });
  const at = now();
  const standing = (answer.message?.reactions ?? []).flatMap(({ name = '', users = [] }) =>
    meaningOf(db, name) === undefined ? [] : users.map((userId) => ({ emoji: name, userId })),
  );
  const heard = heardReactions(db, lead.id);
  const same = (one: Reaction) => (other: Reaction) => one.emoji === other.emoji && one.userId === other.userId;
  const appeared = standing
    .map((one) => ({ one, known: heard.find(same(one)) }))
    .filter(({ known }) => !known?.present)
    .map(({ one, known }) => ({
      ...one,
      leadId: lead.id,
      present: true,
      eventTs: justAfter(known?.eventTs ?? cardTs),
      at,
    }));
  const went = heard
    .filter((one) => one.present && !standing.some(same(one)))
    .map((one) => ({ ...one, present: false, eventTs: justAfter(one.eventTs), at }));
  return [...appeared, ...went];
}

interface Reaction {
  emoji: string;
  userId: string;
}

/** Timestamps are compared digit by digit, so that one more digit is later than without it. */
const justAfter = (ts: string) => `${ts}1`;
