import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { meaningOf } from '../../src/leads/reactions.ts';
import { UserError } from '../../src/platform/errors.ts';
import { channelLink } from '../../src/platform/slack/mrkdwn.ts';
import {
  acceptRehearsal,
  endRehearsal,
  rehearsalById,
  rehearsalOfCard,
  touchRehearsal,
} from '../../src/setup/rehearsal.ts';
import { isManager, isOfTeam, requireColleague } from '../../src/teams/membership.ts';
import { requireSalesTeam } from '../../src/teams/queries.ts';
import { REHEARSAL_ACCEPT, REHEARSAL_END, REHEARSAL_TOUCH } from '../../views/setup/rehearsal.ts';
import type { Deps } from '../deps.ts';
import { leadIdOf } from '../leads/buttons.ts';

/** The card of a pretend lead: the same press or emoji as on a real one. */
export function register(app: App, deps: Deps): void {
  for (const [actionId, act] of [
    [REHEARSAL_ACCEPT, acceptRehearsal],
    [REHEARSAL_TOUCH, touchRehearsal],
    [REHEARSAL_END, endNow],
  ] as const) {
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, body, action }) => {
      await ack();
      await play(deps, act, { id: leadIdOf(action.value), by: body.user.id });
    });
  }

  app.event('reaction_added', async ({ event }) => {
    const { item, user: by, reaction } = event;
    const rehearsal = item.type === 'message' ? rehearsalOfCard(deps.db, item) : undefined;
    const act = { accept: acceptRehearsal, touch: touchRehearsal }[meaningOf(deps.db, reaction) as 'accept' | 'touch'];
    if (!rehearsal || !act) return;
    await play(deps, act, { id: rehearsal.id, by }).catch((error: unknown) => {
      // Nobody is told twice why it is not theirs to play.
      if (!(error instanceof UserError) || error.cause) throw error;
    });
  });
}

type Act = typeof acceptRehearsal;

const endNow: Act = (tx, { id }, now) => endRehearsal(tx, id, now);

async function play(deps: Deps, act: Act, { id, by }: { id: number; by: string }): Promise<void> {
  const colleague = await requireColleague(deps.directory, by);
  const rehearsal = rehearsalById(deps.db, id);
  if (rehearsal) {
    const team = requireSalesTeam(deps.db, rehearsal.teamId);
    if (!isManager(team, colleague) && !(await isOfTeam(deps.directory, team, by))) {
      throw new UserError(`Only the sales team of ${channelLink(team.channelId)} can play this.`);
    }
  }
  await deps.write((tx) => act(tx, { id, by }, deps.now()));
  deps.reschedule();
}
