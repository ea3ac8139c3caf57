import { setTimeout as sleep } from 'node:timers/promises';
import { slackError } from '../src/platform/slack/open-view.ts';
import { missedReactions, type OpenCard, type ReactionOf } from '../src/platform/slack/reaction-state.ts';
import type { Deps } from './deps.ts';
import { leadCards } from './leads/reactions.ts';
import { requestCards } from './requests/reactions.ts';

/** reactions.get may be called some 50 times a minute (https://docs.slack.dev/apis/web-api/rate-limits). */
const PACE_MS = 1_300;
/** A few at once cost nothing. */
const AT_ONCE = 20;

/**
 * Picks up the reactions that came while Baton was away, from the cards that are open: leads before requests. Runs after
 * each start and reconnect; what was heard already has no effect.
 */
export async function catchUpReactions(deps: Deps, signal: AbortSignal): Promise<void> {
  for (const [index, card] of [...leadCards(deps), ...requestCards(deps)].entries()) {
    if (index >= AT_ONCE) await sleep(PACE_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    try {
      for (const missed of await missedOn(deps, card)) {
        await card.settle(missed, `reaction:${card.name}:${missed.userId}:${missed.emoji}:${missed.eventTs}`);
      }
    } catch (error) {
      // By now the database is closed.
      if (signal.aborted) return;
      const code = slackError(error);
      // A card that somebody deleted, or a channel that is gone, has no reactions; the poster sees to those.
      if (code === undefined || code === 'ratelimited')
        deps.log.warn({ err: error, card: card.name }, 'could not read the reactions of a card');
    }
  }
}

async function missedOn({ web, now }: Deps, card: OpenCard): Promise<(ReactionOf & { at: Date })[]> {
  const answer = await web.reactions.get({ channel: card.channel, timestamp: card.ts, full: true });
  const at = now();
  const standing = (answer.message?.reactions ?? []).flatMap(({ name = '', users = [] }) =>
    card.isMeant(name) ? users.map((userId) => ({ emoji: name, userId })) : [],
  );
  return missedReactions(standing, card.heard(), card.ts).map((missed) => ({ ...missed, at }));
}
