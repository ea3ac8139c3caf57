import type { App } from '@slack/bolt';
import { meaningOf } from '../../src/leads/reactions.ts';
import { UserError } from '../../src/platform/errors.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import {
  acceptRehearsal,
  endRehearsal,
  rehearsalById,
  rehearsalOfCard,
  requireRehearsal,
  touchRehearsal,
} from '../../src/setup/rehearsal.ts';
import { REHEARSAL_ACCEPT, REHEARSAL_END, REHEARSAL_TOUCH } from '../../views/setup/rehearsal.ts';
import type { Deps } from '../deps.ts';
import { permit, type Router } from '../guard.ts';

/** The buttons of a practice lead's card. */
export function routes(router: Router, deps: Deps): void {
  for (const [actionId, act] of [
    [REHEARSAL_ACCEPT, acceptRehearsal],
    [REHEARSAL_TOUCH, touchRehearsal],
    [REHEARSAL_END, endNow],
  ] as const) {
    router.press(actionId, {
      allow: 'rehearsal.play',
      resource: ({ value }) => requireRehearsal(deps.db, idIn(value)),
      change: (tx, { resource: { id }, person }, now) => act(tx, { id, by: person.id }, now),
      run: async () => deps.reschedule(),
    });
  }
}

/** The same emoji as on a real card. */
export function register(app: App, deps: Deps): void {
  app.event('reaction_added', async ({ event }) => {
    const { item, user: by, reaction } = event;
    const rehearsal = item.type === 'message' ? rehearsalOfCard(deps.db, item) : undefined;
    const act = { accept: acceptRehearsal, touch: touchRehearsal }[meaningOf(deps.db, reaction) as 'accept' | 'touch'];
    if (!rehearsal || !act) return;
    await play(deps, act, { id: rehearsal.id, by }).catch((error: unknown) => {
      // A refusal is told once, at the button.
      if (!(error instanceof UserError) || error.cause) throw error;
    });
  });
}

type Act = typeof acceptRehearsal;

const endNow: Act = (tx, { id }, now) => endRehearsal(tx, id, now);

async function play(deps: Deps, act: Act, { id, by }: { id: number; by: string }): Promise<void> {
  await permit(deps, 'rehearsal.play', by, rehearsalById(deps.db, id));
  await deps.write((tx) => act(tx, { id, by }, deps.now()));
  deps.reschedule();
}
