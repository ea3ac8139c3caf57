import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { acceptRehearsal, endRehearsal, requireRehearsal, touchRehearsal } from '../../src/setup/rehearsal.ts';
import { REHEARSAL_ACCEPT, REHEARSAL_END, REHEARSAL_TOUCH } from '../../views/setup/rehearsal.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

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

type Act = typeof acceptRehearsal;

const endNow: Act = (tx, { id }, now) => endRehearsal(tx, id, now);
