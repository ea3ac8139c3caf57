import { secret } from './ids.ts';
import type { Store } from './store.ts';
import { actingWindow } from './windows.ts';

export interface Trigger {
  id: string;
  userId: string;
  /** The modal in which the person acted: only a trigger from a modal can push. */
  viewId?: string;
  /** The window of the page in which the person acted. */
  window?: string;
  /** Real time: the three seconds are a network limit, independent of a test's clock. */
  issuedMs: number;
  used: boolean;
}

/** Three seconds (docs.slack.dev, Modals). */
const TRIGGER_LIFE_MS = 3000;

export function issueTrigger(store: Store, userId: string, viewId?: string): string {
  const id = `${Date.now()}.${store.team.id.length}${Math.floor(performance.now())}.${secret()}`;
  store.triggers.set(id, { id, userId, viewId, window: actingWindow(), issuedMs: performance.now(), used: false });
  return id;
}

export type TriggerFault = 'invalid_trigger_id' | 'exchanged_trigger_id' | 'expired_trigger_id';

/** Reads a trigger without using it up. */
export function readTrigger(store: Store, id: string): Trigger | TriggerFault {
  const trigger = store.triggers.get(id);
  if (!trigger) return 'invalid_trigger_id';
  if (trigger.used) return 'exchanged_trigger_id';
  if (performance.now() - trigger.issuedMs > TRIGGER_LIFE_MS) return 'expired_trigger_id';
  return trigger;
}
