import { setTimeout as sleep } from 'node:timers/promises';
import type { WebClient } from '@slack/web-api';
import {
  type Alert,
  alertKey,
  dropAlert,
  endAlert,
  listOpenAlerts,
  type NotifyOfAlert,
  raiseAlert,
  sendAlert,
} from '../platform/alerts/alerts.ts';
import { noteChange } from '../platform/changes/changes.ts';
import type { Db } from '../platform/db/open.ts';
import type { Tx } from '../platform/db/write.ts';
import { errorName } from '../platform/log.ts';
import type { Services } from '../platform/services.ts';
import { refreshWorkspaces } from '../platform/slack/granted-workspaces.ts';
import { slackError } from '../platform/slack/open-view.ts';
import { MINUTE_MS } from '../platform/time/units.ts';
import { alertManager } from '../teams/alert.ts';
import { managerOf } from '../teams/holders.ts';
import { allTeams } from '../teams/queries.ts';
import { isFixable } from './fixable.ts';
import { createScopeLog } from './log-scopes.ts';
import { type Found, foundHere, type Live, listDeclinedScopes } from './read.ts';
import { declinedScopesIn, missingScopes, type OptionalScope } from './scopes.ts';
import { declinedScopes } from './table.ts';
import { isHealthAlert } from './types.ts';

interface Checking extends Pick<Services, 'db' | 'write' | 'web' | 'directory' | 'company' | 'now' | 'log'> {
  live: () => Live;
  /** Real time between two questions to Slack, however fast the injected clock runs; default five seconds. */
  restMs?: number;
}

/** Limits questions to Slack; the database is checked each time. */
const ASK_EVERY_MS = 10 * MINUTE_MS;
/** Slack counts as down if it takes longer than this. */
const PATIENCE_MS = 2_000;
const MOST_TOLD = 5;

/** Faults that a look at a channel can find. The outbox finds and closes every other one. */
const CHANNEL = new Set(['is_archived', 'channel_not_found', 'team_access_not_granted']);

/**
 * Checks for faults that no one would notice by themselves. Admins are notified once per fault, and once more when it
 * is over.
 */
export function createHealthCheck(checking: Checking): () => Promise<void> {
  const { db, write, now, live, directory, restMs = 5_000 } = checking;
  const logScopes = createScopeLog(checking.log);
  let askedAt: number | undefined;
  let ofSlack: Found[] = [];
  /** On the scale of performance.now(). */
  let downUntil = 0;
  let askAgainAt = 0;

  /** Asks Slack; undefined if it does not answer soon. After that, nothing is asked for a while. */
  async function ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    if (performance.now() < downUntil) return undefined;
    const answer = await Promise.race([
      question().catch((error: unknown) => {
        checking.log.warn({ error: slackError(error) ?? errorName(error) }, 'Slack could not be asked how Baton is');
        return undefined;
      }),
      sleep(PATIENCE_MS, undefined, { ref: false }),
    ]);
    if (answer === undefined) downUntil = performance.now() + restMs * 12;
    return answer;
  }

  return async () => {
    const at = now().getTime();
    const isDue = askedAt === undefined || Math.abs(at - askedAt) >= ASK_EVERY_MS;
    if (isDue && performance.now() >= askAgainAt) {
      const answer = await ask(() => askSlack(checking));
      if (answer) {
        ofSlack = answer.found;
        if (answer.granted) logScopes(answer.granted);
        await noteDeclined(checking, answer.declined);
        askedAt = at;
        askAgainAt = performance.now() + restMs;
      }
    }
    const found = [...foundHere(db, live(), now()), ...ofSlack];
    if (isKnown(db, found, askedAt)) return;
    const admins = await ask(() => directory.admins());
    if (!admins) return;
    const told = admins.slice(0, MOST_TOLD).map(({ id }) => id);
    await write((tx) => settle(tx, found, { told, askedAt }, now()));
  };
}

interface OfSlack {
  /** Undefined if Slack does not tell. */
  granted: readonly string[] | undefined;
  found: Found[];
  declined: OptionalScope[];
}

/** Facts that only Slack knows. @throws if it does not answer; the last findings then remain valid. */
async function askSlack({ db, web, company }: Checking): Promise<OfSlack> {
  await refreshWorkspaces(web, company);
  const { response_metadata } = await web.auth.test();
  const granted = response_metadata?.scopes;
  const missing = granted ? missingScopes(granted) : [];
  const channels = await Promise.all(allTeams(db).map(({ channelId }) => lookAt(web, channelId)));
  const scopes = missing.length > 0 ? [{ error: 'missing_scope', place: missing.join(',') }] : [];
  return { granted, found: [...scopes, ...channels.flat()], declined: granted ? declinedScopesIn(granted) : [] };
}

/** No alert: a company may decline them. The set-up and `/baton health` say what is missing without each. */
async function noteDeclined({ db, write, now }: Checking, declined: OptionalScope[]): Promise<void> {
  if (listDeclinedScopes(db).join() === declined.join()) return;
  await write((tx) => {
    tx.delete(declinedScopes).run();
    if (declined.length > 0)
      tx.insert(declinedScopes)
        .values(declined.map((scope) => ({ scope })))
        .run();
    // The set-up is on the homes of admins and managers.
    noteChange(tx, { people: [], everybody: true }, now());
  });
}

async function lookAt(web: WebClient, place: string): Promise<Found[]> {
  try {
    const { channel } = await web.conversations.info({ channel: place });
    return channel?.is_archived ? [{ error: 'is_archived', place }] : [];
  } catch (error) {
    const code = slackError(error) ?? '';
    if (CHANNEL.has(code)) return [{ error: code, place }];
    throw error;
  }
}

/** A look at a channel from before the alert says nothing about its end. */
function isSettled({ error, since }: Alert, askedAt: number | undefined): boolean {
  if (error === 'missing_scope') return askedAt !== undefined;
  if (CHANNEL.has(error)) return askedAt !== undefined && since.getTime() <= askedAt;
  return isHealthAlert(error);
}

/** The alerts that this check opens and closes, and those about a place or person that no one needs any more. */
function differences(db: Db, found: Found[], askedAt: number | undefined) {
  const open = listOpenAlerts(db);
  const now = new Set(found.map(alertKey));
  const isOver = (alert: Alert) => isSettled(alert, askedAt) && !now.has(alert.key) && isOfTeam(db, alert);
  return {
    begun: found.filter((one) => !open.some(({ key }) => key === alertKey(one))),
    over: open.filter((alert) => isFixable(db, alert) && isOver(alert)),
    obsolete: open.filter((alert) => !isFixable(db, alert)),
  };
}

/** The look is at the channels of teams; a successful message ends the other alerts. */
const isOfTeam = (db: Db, { error, place }: Alert): boolean =>
  !CHANNEL.has(error) || allTeams(db).some(({ channelId }) => channelId === place);

/** The manager of a team can give it another user group. */
const managersOf = (db: Db, { error, place }: Found): string[] =>
  error === 'team_gone' || error === 'team_unread'
    ? allTeams(db).flatMap((team) => (place.startsWith(`${team.channelId} `) ? managerOf(db, team) : []))
    : [];

function isKnown(db: Db, found: Found[], askedAt: number | undefined): boolean {
  const { begun, over, obsolete } = differences(db, found, askedAt);
  return begun.length + over.length + obsolete.length === 0;
}

function settle(
  tx: Tx,
  found: Found[],
  { told, askedAt }: { told: string[]; askedAt: number | undefined },
  now: Date,
): void {
  const { begun, over, obsolete } = differences(tx, found, askedAt);
  const notify: NotifyOfAlert = (_tx, { error, place }) => {
    if (CHANNEL.has(error)) return alertManager(tx, { error, place }, now);
    const people = [...new Set([...told, ...managersOf(tx, { error, place })])];
    for (const userId of people) sendAlert(tx, { error, place }, userId, now);
    return people;
  };
  for (const one of begun) raiseAlert(tx, one, now, notify);
  for (const one of over) endAlert(tx, one, now);
  for (const one of obsolete) dropAlert(tx, one, now);
  // No message redraws the homes that show them.
  if (obsolete.length > 0) noteChange(tx, { people: [], everybody: true }, now);
}
