import { setTimeout as sleep } from 'node:timers/promises';
import { type Pauses, pauseMs } from '../src/platform/backoff.ts';
import { slackError } from '../src/platform/slack/open-view.ts';
import { passingCause } from '../src/platform/slack/passing.ts';
import { missedReactions } from '../src/platform/slack/reaction-state.ts';
import { MINUTE_MS } from '../src/platform/time/units.ts';
import type { Deps } from './deps.ts';
import type { ReactedTo, Reaction, ReactionHandler } from './reaction-handler.ts';
import { reactionHandlers } from './reactions.ts';

/** reactions.get may be called some 50 times a minute (https://docs.slack.dev/apis/web-api/rate-limits). */
const PACE_MS = 1_300;
/** A few at once cost nothing. */
const AT_ONCE = 20;
const PAUSES: Pauses = { firstMs: 1_000, longestMs: MINUTE_MS };

/**
 * Returns a function to call after each start and reconnect. It reads the reactions that were added meanwhile from
 * messages that people may still react to; a known reaction has no effect. A new call ends the reading of the last one.
 */
export function createCatchUp(deps: Deps, stop: AbortSignal, pauses = PAUSES): () => void {
  let last = new AbortController();
  return () => {
    last.abort();
    last = new AbortController();
    const signal = AbortSignal.any([stop, last.signal]);
    catchUp(deps, signal, pauses).catch((err: unknown) => {
      if (!signal.aborted) deps.log.warn({ err }, 'missed reactions were not read');
    });
  };
}

/** A message that cannot be read for a cause that may pass is read again after the others. */
async function catchUp(deps: Deps, signal: AbortSignal, pauses: Pauses): Promise<void> {
  const left = reactionHandlers.flatMap((handler) =>
    (handler.missed?.messages(deps.db) ?? []).map((message) => ({ handler, message })),
  );
  const wait = (ms: number) => sleep(ms, undefined, { signal, ref: false }).catch(() => {});
  let asked = 0;
  let failures = 0;
  for (let next = left.shift(); next; next = left.shift()) {
    if (asked >= AT_ONCE) await wait(PACE_MS);
    if (signal.aborted) return;
    asked += 1;
    try {
      await readMissed(deps, next.handler, next.message);
      failures = 0;
    } catch (error) {
      // The database is closed by now.
      if (signal.aborted) return;
      const cause = passingCause(error);
      if (!cause) {
        logUnread(deps, error, next.handler.kind, next.message.subjectId);
        continue;
      }
      left.push(next);
      failures += 1;
      await wait(Math.max(pauseMs(pauses, failures), (cause.seconds ?? 0) * 1_000));
    }
  }
}

/** A deleted message or channel has no reactions; the poster deals with those. */
function logUnread({ log }: Deps, err: unknown, kind: string, subjectId: number): void {
  if (slackError(err) === undefined) log.warn({ err, kind, subjectId }, 'could not read the reactions of a message');
}

async function readMissed(deps: Deps, handler: ReactionHandler, message: ReactedTo): Promise<void> {
  for (const reaction of await missedOn(deps, handler, message)) {
    await handler.react(deps, message, reaction, () => {});
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
