import { randomUUID } from 'node:crypto';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import { eq, lt } from '../db/drizzle.ts';
import type { Db } from '../db/open.ts';
import { insertRow } from '../db/rows.ts';
import type { Tx } from '../db/write.ts';
import { UserError } from '../errors.ts';
import { WEEK_MS } from '../time/units.ts';
import { drafts } from './drafts-table.ts';

/** A trigger, and whether the modal goes on top of the open one. */
interface Opening {
  triggerId: string;
  onTop?: boolean;
}

/** The modal of a pressed button; undefined for a button in a message or a home, which cannot be pushed onto. */
export const modalOf = <V extends { type: string }>({ view }: { view?: V }): V | undefined =>
  view?.type === 'modal' ? view : undefined;

/**
 * Opens a modal.
 * @returns false when Slack refuses the trigger, which lives three seconds and works once
 * (https://docs.slack.dev/interactivity/handling-user-interaction#modal_responses), or when Slack does not answer in
 * that time. The caller then offers a button.
 */
export async function openView(
  modals: WebClient,
  { triggerId, onTop = false }: Opening,
  view: ModalView,
): Promise<boolean> {
  const open = onTop ? modals.views.push : modals.views.open;
  try {
    await open({ trigger_id: triggerId, view });
    return true;
  } catch (error) {
    if (isMissed(error)) return false;
    throw error;
  }
}

/**
 * Opens a modal without typed text, so that a second try costs the person nothing.
 * @throws UserError when it did not open.
 */
export async function requireView(modals: WebClient, opening: Opening, view: ModalView): Promise<void> {
  if (await openView(modals, opening, view)) return;
  throw new UserError('Slack did not open this in time. Please try again.');
}

/** Updates an open modal. A modal that was closed meanwhile needs no update. */
export async function updateView(modals: WebClient, viewId: string, view: ModalView): Promise<void> {
  try {
    await modals.views.update({ view_id: viewId, view });
  } catch (error) {
    if (slackError(error) !== 'not_found') throw error;
  }
}

/** The same for a modal whose `external_id` is known before it is open. */
export async function updateNamedView(modals: WebClient, view: ModalView & { external_id: string }): Promise<void> {
  try {
    await modals.views.update({ external_id: view.external_id, view });
  } catch (error) {
    if (slackError(error) !== 'not_found') throw error;
  }
}

/** Faults of Slack or the network. Any other code is a bug and must be reported. */
const MISSED = new Set([
  'expired_trigger_id',
  'invalid_trigger_id',
  'exchanged_trigger_id',
  'trigger_expired',
  'internal_error',
  'fatal_error',
  'ratelimited',
]);

function isMissed(error: unknown): boolean {
  const code = slackError(error);
  // A proxy's page may be in place of a code.
  return code === undefined || MISSED.has(code) || !/^[a-z_]+$/.test(code);
}

/** Slack's error code of a failed call; undefined for other failures. */
export function slackError(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('data' in error)) return undefined;
  const { data } = error;
  if (typeof data !== 'object' || data === null || !('error' in data)) return undefined;
  return typeof data.error === 'string' ? data.error : undefined;
}

/** Keeps typed text for a modal that is opened later. */
export function keepDraft(tx: Tx, draft: { userId: string; kind: string; content: unknown }, now: Date): string {
  const id = randomUUID();
  insertRow(tx, drafts, { id, ...draft, at: now });
  return id;
}

/** @throws UserError when the draft belongs to another person or was pruned. */
export function requireDraft(db: Db, { id, userId, kind }: { id: string; userId: string; kind: string }): unknown {
  const draft = db.select().from(drafts).where(eq(drafts.id, id)).get();
  if (!draft || draft.userId !== userId || draft.kind !== kind) {
    throw new UserError('Your text is no longer stored here. Please start again.');
  }
  return draft.content;
}

const KEPT_MS = WEEK_MS;

export function pruneDrafts(tx: Tx, now: Date): void {
  tx.delete(drafts)
    .where(lt(drafts.at, new Date(now.getTime() - KEPT_MS)))
    .run();
}
