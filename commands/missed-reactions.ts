import { setTimeout as sleep } from 'node:timers/promises';
import { slackError } from '../src/platform/slack/open-view.ts';
import { missedReactions } from '../src/platform/slack/reaction-state.ts';
import type { Deps } from './deps.ts';
import type { ReactedTo, Reaction, ReactionHandler } from './reaction-handler.ts';
import { reactionHandlers } from './reactions.ts';

/** reactions.get may be called some 50 times a minute (https://docs.slack.dev/apis/web-api/rate-limits). */
const PACE_MS = 1_300;
/** A few at once cost nothing. */
const AT_ONCE = 20;

/**
 * After each start and reconnect, reads the reactions that were added meanwhile from messages that people may still
 * react to. A known reaction has no effect.
 */
export async function catchUpReactions(deps: Deps, signal: AbortSignal): Promise<void> {
  const open = reactionHandlers.flatMap((handler) =>
    (handler.missed?.messages(deps.db) ?? []).map((message) => ({ handler, message })),
  );
  for (const [index, { handler, message }] of open.entries()) {
    if (index >= AT_ONCE) await sleep(PACE_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    try {
      for (const reaction of await missedOn(deps, handler, message)) {
        await handler.react(deps, message, reaction, () => {});
      }
    } catch (error) {
      // The database is closed by now.
      if (signal.aborted) return;
      const code = slackError(error);
      // A deleted message or channel has no reactions; the poster deals with those.
      if (code === undefined || code === 'ratelimited') {
        const about = { err: error, kind: handler.kind, subjectId: message.subjectId };
        deps.log.warn(about, 'could not read the reactions of a message');
      }
    }
  }
}

async function missedOn(
  { db, web, now }: Deps,
  { isMeant, missed }: ReactionHandler,
  { channel, ts, subjectId }: ReactedTo,
): Promise<Reaction[]> {
  const answer = await web.reactions.get({ channel, timestamp: ts, full: true });
  const at = now();
  const standing = (answer.message?.reactions ?? []).flatMap(({ name = '', users = [] }) =>
    isMeant(db, name) ? users.map((userId) => ({ emoji: name, userId })) : [],
  );
  return missedReactions(standing, missed?.known(db, subjectId) ?? [], ts).map((reaction) => ({ ...reaction, at }));
}
