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

interface Missed {
  handler: ReactionHandler;
  message: ReactedTo;
}

/**
 * Returns a function to call when events may have been missed. It reads the reactions of the messages that people may still
 * react to; a known reaction has no effect. A message that cannot be read for a cause that may pass is read again after the
 * others.
 */
export function createCatchUp(deps: Deps, stop: AbortSignal, pauses = PAUSES): () => void {
  const left = new Map<string, Missed>();
  let isRunning = false;
  let rest = new AbortController();

  async function read(): Promise<void> {
    let asked = 0;
    let failures = 0;
    for (const [key, missed] of inTurn(left)) {
      if (asked >= AT_ONCE) await wait(PACE_MS, stop);
      if (stop.aborted) return;
      asked += 1;
      try {
        await readMissed(deps, missed);
        failures = 0;
      } catch (error) {
        // The database is closed by now.
        if (stop.aborted) return;
        const cause = passingCause(error);
        if (!cause) {
          logUnread(deps, error, missed);
          continue;
        }
        left.set(key, missed);
        failures += 1;
        const toldMs = (cause.seconds ?? 0) * 1_000;
        rest = new AbortController();
        await wait(Math.max(pauseMs(pauses, failures), toldMs), AbortSignal.any([stop, rest.signal]));
      }
    }
  }

  return () => {
    for (const handler of reactionHandlers)
      for (const message of handler.missed?.messages(deps.db) ?? [])
        left.set(`${message.channel}:${message.ts}`, { handler, message });
    // Slack can probably be reached again.
    rest.abort();
    if (isRunning) return;
    isRunning = true;
    read()
      .catch((err: unknown) => deps.log.warn({ err }, 'missed reactions were not read'))
      .finally(() => {
        isRunning = false;
      });
  };
}

/** Takes the oldest entry out, until none is left. */
function* inTurn<K, V>(entries: Map<K, V>): Generator<[K, V]> {
  for (;;) {
    const [next] = entries;
    if (!next) return;
    entries.delete(next[0]);
    yield next;
  }
}

const wait = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal, ref: false }).catch(() => {});

/** A deleted message or channel has no reactions; the poster deals with those. */
function logUnread({ log }: Deps, err: unknown, { handler, message }: Missed): void {
  if (slackError(err) !== undefined) return;
  const about = { err, kind: handler.kind, subjectId: message.subjectId };
  log.warn(about, 'could not read the reactions of a message');
}

async function readMissed(deps: Deps, { handler, message }: Missed): Promise<void> {
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
