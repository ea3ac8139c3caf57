import { UserError } from '../../src/platform/errors.ts';
import { idIn } from '../../src/platform/slack/private-metadata.ts';
import { startRehearsal } from '../../src/setup/rehearsal.ts';
import { requireTeam, teamsOfKind } from '../../src/teams/queries.ts';
import { takePart, watch } from '../../src/teams/watchers.ts';
import {
  ONLY_WATCH,
  practiceElsewhere,
  TAKE_PART,
  TRY_IT,
  takingPart,
  watching,
} from '../../views/setup/introduction.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** The buttons of Baton's introduction in a channel, and of the welcome. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  const team = ({ value }: { value: string }) => requireTeam(db, idIn(value));

  router.press(TRY_IT, {
    allow: 'rehearsal.start',
    change: (tx, { value, person }, now) => {
      const own = requireTeam(tx, idIn(value));
      const [sales] = own.kind === 'sales' ? [own] : teamsOfKind(tx, 'sales');
      if (!sales)
        throw new UserError('A practice lead needs a sales team. A manager can create one with `/baton teams`.');
      return requireTeam(tx, startRehearsal(tx, { teamId: sales.id, by: person.id }, now).teamId);
    },
    run: ({ channelId, changed }) => {
      deps.reschedule();
      return changed.channelId === channelId ? {} : { say: practiceElsewhere(changed.channelId) };
    },
  });

  router.press(ONLY_WATCH, {
    allow: 'team.watch',
    change: (tx, pressed, now) => watch(tx, { team: team(pressed), userId: pressed.person.id }, now),
    run: (pressed) => {
      deps.reschedule();
      return { say: watching(team(pressed)) };
    },
  });

  router.press(TAKE_PART, {
    allow: 'team.watch',
    change: (tx, pressed, now) => takePart(tx, { team: team(pressed), userId: pressed.person.id }, now),
    run: (pressed) => {
      deps.reschedule();
      return { say: takingPart(team(pressed)) };
    },
  });
}
