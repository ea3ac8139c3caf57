/**
 * Direct messages with buttons that would stay after their work is done. Each test that posts a direct message checks it, so a
 * new kind of message is either kept up to date or has only buttons that open something.
 */
import type { Sandbox } from '@baton/sandbox';
import type { Db } from '../../src/platform/db/open.ts';
import { isLive } from '../../src/platform/outbox/live-messages.ts';
import { postedAt } from '../../src/platform/outbox/posted-messages.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';

/** Buttons that open something, and are as useful later. A typed text is kept for a week. */
const LASTING = new Set([
  'breaches_all',
  'box_list',
  'content_get',
  'content_open',
  'content_use',
  'digest_rest',
  'library_review_show',
  'open_list',
  'plan_open',
  'preferences',
  'setup_handoff',
  'setup_times_change',
  'team_only_watch',
  'quality_all',
  'roles_show',
]);

/** The reminder of an anonymous survey does not change: that would tell who has answered. */
const ANONYMOUS = 'Only Baton knows that you haven’t answered';

/** Older live messages are forgotten. */
const FOLLOWED_MS = 14 * DAY_MS;

interface Element {
  action_id?: string;
  type?: string;
  elements?: Element[];
  accessory?: Element;
}

const actionsIn = (blocks: Element[]): string[] =>
  blocks.flatMap(({ type, action_id, elements = [], accessory }) => [
    ...(type === 'button' && action_id ? [action_id] : []),
    ...actionsIn(elements),
    ...(accessory ? actionsIn([accessory]) : []),
  ]);

export const staleButtons = (db: Db, { as, ids }: Sandbox, now: Date): string[] =>
  Object.keys(ids.people).flatMap((who) =>
    as(who)
      .dm()
      .filter(
        (message) =>
          !message.isEphemeral &&
          !message.text.includes(ANONYMOUS) &&
          now.getTime() - Number(message.ts) * 1000 < FOLLOWED_MS,
      )
      .filter((message) => !isLive(db, message) && !postedAt(db, message))
      .flatMap((message) => {
        const acts = actionsIn(message.blocks as Element[]).filter(
          (id) => !LASTING.has(id) && !/^(help|home|reopen)_/.test(id),
        );
        return acts.length > 0 ? [`${acts.join(', ')} in "${message.text.slice(0, 80)}"`] : [];
      }),
  );
