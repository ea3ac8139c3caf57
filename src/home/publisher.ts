import { setTimeout as sleep } from 'node:timers/promises';
import { changesSince, newestChange } from '../platform/changes/changes.ts';
import type { Db } from '../platform/db/open.ts';
import { UserError } from '../platform/errors.ts';
import { errorName, type Log } from '../platform/log.ts';
import { type Failure, outcomeOf } from '../platform/slack/api-errors.ts';
import type { Now } from '../platform/time/clock.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { openAllowance } from './allowance.ts';
import { isStillOpen, openHomes } from './open.ts';
import {
  byUrgency,
  concern,
  type Drawn,
  freshScreen,
  isOfAny,
  printOf,
  type Screen,
  type Wish,
  want,
} from './screen.ts';

export interface HomesOptions<View> {
  db: Db;
  now: Now;
  log: Log;
  /** Reads and renders; undefined when this person has no home (any more). */
  draw: (userId: string) => Promise<Drawn<View> | undefined>;
  /** One call of views.publish; resolves with the hash of what stands there now. */
  publish: (userId: string, view: View, hash: string | undefined) => Promise<string | undefined>;
  /** Between two publishes for one person. */
  paceMs?: number;
  /** The first wait after a failure that may pass; it doubles up to a minute. */
  backoffMs?: number;
  /** For all together, in place of what Slack takes. */
  perMinute?: number;
}

export interface Homes {
  /** Somebody entered their home: it is published, whatever stands there. */
  open(userId: string): void;
  /** They did something there, so they look at it. */
  refresh(userId: string): void;
  /** Slack's own word about somebody may change what they see. */
  review(userId: string): void;
  /** They look elsewhere. */
  close(userId: string): void;
  /** Something may have been committed. Cheap; called after each commit. */
  wake(): void;
  /** Shows anew what time alone has changed. */
  showDue(): void;
  /** Resolves when every home that is open is as it should be, or waits for a failure to pass. */
  idle(): Promise<void>;
  /** Begins nothing more, and resolves when what is under way has ended, or after ten seconds. */
  stop(): Promise<void>;
}

const LONG_AGO = new Date(0);
const AT_ONCE = 4;
const STOP_MS = 10_000;
const LONGEST_BACKOFF_MS = MINUTE_MS;
/** A refused token is the poster's affair; homes look again this often. */
const REFUSED_MS = 30_000;
/** The team's figures alone are no reason to draw a home more often than this. */
const FIGURES_EVERY_MS = 5_000;

/**
 * Keeps the homes that may be on somebody's screen as the database has them. However many changes there are, a person's is
 * published at most once a second, all together stay within Slack's limit, and whoever is concerned most comes first.
 * A home is state and no message: nothing of it is kept for later but the wish to show it, and after a restart all that
 * are open are looked at once.
 */
export function startHomes<View>(options: HomesOptions<View>): Homes {
  const { db, now, log, draw, publish, paceMs = 1_000, backoffMs = 1_000 } = options;
  const open = new Map<string, Screen>();
  const allowance = openAllowance(options.perMinute);
  const atRest: (() => void)[] = [];
  const atCalm: (() => void)[] = [];
  let seen = newestChange(db);
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
        if (found.people.has(home.userId) || isOfAny(home, found.queues)) want(home, 'soon');
        else if (found.everybody) want(home, 'later');
        for (const id of found.teamIds) want(home, concern(home, id));
      }
    } catch (error) {
      log.error({ error: errorName(error) }, 'What changed for homes could not be read');
    }
    proceed();
  }

  function wake(): void {
    if (scanning || stopping || open.size === 0) return;
    scanning = true;
    setImmediate(scan);
  }

  function look(userId: string, wish: Wish): void {
    if (stopping) return;
    want(opened(userId, now()), wish);
    proceed();
  }

  /** Begins what may begin, and sets a timer for what may not yet. */
  function proceed(): void {
    clearTimeout(timer);
    if (stopping) return;
    const waiting = [...open.values()].filter((home) => home.wish !== 'none' && !home.busy);
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
    [...open.values()].every(({ wish, busy, failures }) => !busy && (wish === 'none' || failures > 0));

  function waitOf(home: Screen): number {
    const figures = home.wish === 'later' ? home.drawnAt + Math.min(FIGURES_EVERY_MS, paceMs * 5) : 0;
    const at = Math.max(home.restsUntil, heldUntil, figures) - performance.now();
    return Math.max(at, allowance.waitMs(home.wish === 'later' ? 'rest' : 'all'));
  }

  async function bring(home: Screen): Promise<void> {
    const asked = home.wish === 'now';
    running += 1;
    home.busy = true;
    home.wish = 'none';
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
      // Whose home it is, Slack could not be asked.
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
      allowance.take(0.1);
      return;
    }
    allowance.take(1);
    home.restsUntil = performance.now() + paceMs;
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
    // Somebody else published, or an answer of Slack's was lost: what is newest wins.
    home.hash = undefined;
    switch (failure.kind) {
      case 'limited':
        heldUntil = performance.now() + failure.seconds * 1000;
        want(home, 'soon');
        return;
      case 'auth':
        heldUntil = performance.now() + REFUSED_MS;
        want(home, 'soon');
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
        if (failure.error === 'hash_conflict') want(home, 'soon');
        else logRefusal(home, failure);
    }
  }

  function logRefusal({ userId }: Screen, { error, where }: Extract<Failure, { kind: 'refused' }>): void {
    log.error({ userId, error, where }, 'Slack refused a home as it is: a bug, or the app has no home tab');
  }

  function tryAgain(home: Screen, error: string): void {
    const ms = Math.min(backoffMs * 2 ** home.failures, LONGEST_BACKOFF_MS) * (0.5 + Math.random() / 2);
    home.failures += 1;
    home.restsUntil = Math.max(home.restsUntil, performance.now() + ms);
    want(home, 'soon');
    // Not whose: after an anonymous answer the line would say who gave it, and when.
    log.warn({ error }, 'A home could not be shown and is tried again');
  }

  for (const { userId, openedAt } of openHomes(db, now())) want(opened(userId, openedAt), 'later');
  setImmediate(proceed);

  return {
    open: (userId) => look(userId, 'now'),
    refresh: (userId) => look(userId, 'soon'),
    review: (userId) => {
      const home = open.get(userId);
      if (home) want(home, 'soon');
      proceed();
    },
    close: (userId) => {
      const home = open.get(userId);
      // What is on the wire for them has to end before anything new begins, should they come back.
      if (home) home.openedAt = LONG_AGO;
      proceed();
    },
    wake,
    showDue: () => {
      const moment = now();
      for (const home of open.values()) {
        const at = home.drawn?.changesAt;
        if (at && at <= moment) want(home, 'soon');
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
      const ended = running === 0 ? undefined : new Promise<void>((resolve) => atRest.push(resolve));
      await Promise.race([ended, sleep(STOP_MS, undefined, { ref: false })]);
    },
  };
}
