import { pauseMs } from '../platform/backoff.ts';
import { changesSince, keepNotesInMemory, newestChange } from '../platform/changes/changes.ts';
import type { Db } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import { errorName, type Log } from '../platform/log.ts';
import { type Failure, outcomeOf } from '../platform/slack/api-errors.ts';
import type { Now } from '../platform/time/clock.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { isStillOpen, openHomes } from './open.ts';
import { openPublishLimit } from './publish-limit.ts';
import {
  byUrgency,
  concern,
  type Drawn,
  freshScreen,
  isOfAny,
  type Priority,
  printOf,
  requestRedraw,
  type Screen,
} from './screen.ts';

export interface HomesOptions<View> {
  db: Db;
  now: Now;
  log: Log;
  /** Reads and renders a home; undefined if this person has none (any more). */
  draw: (userId: string) => Promise<Drawn<View> | undefined>;
  /** One call of views.publish; resolves with the hash of the published view. */
  publish: (userId: string, view: View, hash: string | undefined) => Promise<string | undefined>;
  /** Pause between two publishes for one person, who does not wait for it when they open their home. */
  paceMs?: number;
  /** Pause after the first temporary failure; it doubles up to a minute. */
  backoffMs?: number;
  /** Publishes a minute for all homes together, instead of Slack's limit. */
  perMinute?: number;
}

export interface Homes {
  /** A person opened their home: publishes it even if it has not changed. */
  open(userId: string): void;
  /** A person acted on their home, so they are looking at it. */
  refresh(userId: string): void;
  /** A change of a person's Slack profile may change what they see. */
  review(userId: string): void;
  /** The person looks elsewhere. */
  close(userId: string): void;
  /** Call after each commit. Cheap. */
  wake(): void;
  /** Redraws homes that have changed only because time passed. */
  showDue(): void;
  /** Resolves when every open home is up to date or waits out a failure. */
  idle(): Promise<void>;
  /** Starts nothing more; resolves when running work has ended. */
  stop(): Promise<void>;
}

const LONG_AGO = new Date(0);
const AT_ONCE = 4;
const LONGEST_BACKOFF_MS = MINUTE_MS;
/** The poster reports a refused token; homes only retry at this interval. */
const REFUSED_MS = 30_000;
/** A change of the team's figures alone redraws a home no more often than this. */
const FIGURES_EVERY_MS = 5_000;

/**
 * Keeps the homes that may be on screen in line with the database. However many changes there are, each home is
 * published at most once a second and when it is opened, all together stay within Slack's limit, and the people who
 * are most affected come first.
 * A home is state, not a message: a failed publish leaves nothing behind but the intent to redraw, and after a restart
 * all open homes are redrawn.
 */
export function startHomes<View>(options: HomesOptions<View>): Homes {
  const { db, now, log, draw, publish, paceMs = 1_000, backoffMs = 1_000 } = options;
  const open = new Map<string, Screen>();
  const limit = openPublishLimit(options.perMinute);
  const atRest: (() => void)[] = [];
  const atCalm: (() => void)[] = [];
  let seen = newestChange(db);
  keepNotesInMemory(db);
  let running = 0;
  let heldUntil = 0;
  let scanning = false;
  let stopping = false;
  let timer: NodeJS.Timeout | undefined;

  const opened = (userId: string, openedAt: Date): Screen => {
    const home = open.get(userId) ?? freshScreen(userId, openedAt);
    home.openedAt = openedAt;
    open.set(userId, home);
    return home;
  };

  function scan(): void {
    scanning = false;
    if (stopping) return;
    try {
      const found = changesSince(db, seen);
      seen = found.seen;
      for (const home of open.values()) {
        if (found.people.has(home.userId) || isOfAny(home, found.queues)) requestRedraw(home, 'soon');
        else if (found.everybody) requestRedraw(home, 'later');
        for (const id of found.teamIds) requestRedraw(home, concern(home, id));
      }
    } catch (error) {
      log.error({ error: errorName(error) }, 'The changes for homes could not be read');
    }
    proceed();
  }

  function wake(): void {
    if (scanning || stopping || open.size === 0) return;
    scanning = true;
    setImmediate(scan);
  }

  function look(userId: string, priority: Priority): void {
    if (stopping) return;
    requestRedraw(opened(userId, now()), priority);
    proceed();
  }

  /** Starts the work that may start now, and sets a timer for the rest. */
  function proceed(): void {
    clearTimeout(timer);
    if (stopping) return;
    const waiting = [...open.values()].filter((home) => home.priority !== 'none' && !home.busy);
    waiting.sort(byUrgency);
    let nextMs = Number.POSITIVE_INFINITY;
    for (const home of waiting) {
      if (!isStillOpen(home.openedAt, now())) {
        open.delete(home.userId);
        continue;
      }
      if (running >= AT_ONCE) break;
      const ms = waitOf(home);
      if (ms > 0) nextMs = Math.min(nextMs, ms);
      else void bring(home);
    }
    if (nextMs < Number.POSITIVE_INFINITY) timer = setTimeout(proceed, nextMs);
    if (isCalm()) for (const tell of atCalm.splice(0)) tell();
  }

  const isCalm = () =>
    [...open.values()].every(({ priority, busy, failures }) => !busy && (priority === 'none' || failures > 0));

  function waitOf(home: Screen): number {
    const figures = home.priority === 'later' ? home.drawnAt + Math.min(FIGURES_EVERY_MS, paceMs * 5) : 0;
    const paced = home.priority === 'now' ? 0 : home.pacedUntil;
    const at = Math.max(home.restsUntil, heldUntil, figures, paced) - performance.now();
    return Math.max(at, limit.waitMs(home.priority));
  }

  async function bring(home: Screen): Promise<void> {
    const asked = home.priority === 'now';
    running += 1;
    home.busy = true;
    home.priority = 'none';
    const drawn = await drawOf(home);
    if (drawn) await bringDrawn(home, drawn, asked);
    running -= 1;
    home.busy = false;
    if (running === 0) for (const tell of atRest.splice(0)) tell();
    proceed();
  }

  async function drawOf(home: Screen): Promise<Drawn<View> | undefined> {
    try {
      const drawn = await draw(home.userId);
      if (!drawn) open.delete(home.userId);
      return drawn;
    } catch (error) {
      // Slack could not be asked who this person is.
      if (error instanceof UserError) tryAgain(home, 'unchecked');
      else log.error({ userId: home.userId, error: errorName(error) }, 'A home could not be drawn: a bug');
      return undefined;
    }
  }

  async function bringDrawn(home: Screen, { view, ...drawn }: Drawn<View>, asked: boolean): Promise<void> {
    home.drawn = drawn;
    home.drawnAt = performance.now();
    const print = printOf(view);
    if (print === home.print && !asked) {
      limit.take(0.1);
      return;
    }
    limit.take(1);
    home.pacedUntil = performance.now() + paceMs;
    home.print = undefined;
    try {
      home.hash = await publish(home.userId, view, home.hash);
      home.print = print;
      home.failures = 0;
    } catch (error) {
      settleFailure(home, outcomeOf(error));
    }
  }

  function settleFailure(home: Screen, failure: Failure): void {
    // Another process published, or an answer from Slack was lost: publish without a hash, so that the newest view
    // wins.
    home.hash = undefined;
    switch (failure.kind) {
      case 'limited':
        heldUntil = performance.now() + failure.seconds * 1000;
        requestRedraw(home, 'soon');
        return;
      case 'auth':
        heldUntil = performance.now() + REFUSED_MS;
        requestRedraw(home, 'soon');
        return;
      case 'unsent':
      case 'unknown':
        tryAgain(home, failure.error);
        return;
      case 'gone':
      case 'unreachable_place':
        open.delete(home.userId);
        return;
      case 'refused':
        if (failure.error === 'hash_conflict') requestRedraw(home, 'soon');
        else logRefusal(home, failure);
    }
  }

  function logRefusal({ userId }: Screen, { error, where }: Extract<Failure, { kind: 'refused' }>): void {
    log.error({ userId, error, where }, 'Slack refused a home as it is: a bug, or the app has no home tab');
  }

  function tryAgain(home: Screen, error: string): void {
    home.failures += 1;
    const ms = pauseMs({ firstMs: backoffMs, longestMs: LONGEST_BACKOFF_MS }, home.failures);
    home.restsUntil = performance.now() + ms;
    requestRedraw(home, 'soon');
    // No user id: after an anonymous answer, the line would say who gave it and when.
    log.warn({ error }, 'A home could not be shown and is tried again');
  }

  for (const { userId, openedAt } of openHomes(db, now())) requestRedraw(opened(userId, openedAt), 'later');
  setImmediate(proceed);

  return {
    open: (userId) => look(userId, 'now'),
    refresh: (userId) => look(userId, 'soon'),
    review: (userId) => {
      const home = open.get(userId);
      if (home) requestRedraw(home, 'soon');
      proceed();
    },
    close: (userId) => {
      const home = open.get(userId);
      // Kept until its running publish ends, in case the person comes back before that.
      if (home) home.openedAt = LONG_AGO;
      proceed();
    },
    wake,
    showDue: () => {
      const moment = now();
      for (const home of open.values()) {
        const at = home.drawn?.changesAt;
        if (at && at <= moment) requestRedraw(home, 'soon');
      }
      proceed();
    },
    idle: async () => {
      scan();
      if (!stopping && !isCalm()) await new Promise<void>((resolve) => atCalm.push(resolve));
    },
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      if (running > 0) await new Promise<void>((resolve) => atRest.push(resolve));
    },
  };
}
