import { z } from 'zod';
import { setupDone, setupGreeting, welcomeMessage } from '../../views/setup/checklist.ts';
import { rehearsalCard, rehearsalStory } from '../../views/setup/rehearsal.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import { type Announcement, announcement } from '../platform/outbox/message.ts';
import { forgetDoneGreeting, greetingOf, setupListKey } from '../setup/greet.ts';
import { rehearsalById, rehearsalCardOf, rehearsalKey } from '../setup/rehearsal.ts';
import { isSetUp, setupState } from '../setup/state.ts';
import { rehearsalSteps } from '../setup/types.ts';
import { teamById } from '../teams/queries.ts';

/** What Baton says while a company sets it up, and to whoever joins later. */
export function setupAnnouncements(): Record<string, Announcement<unknown>> {
  return {
    setup_greeting: keptMessage({
      facts: z.object({ userId: z.string() }),
      key: ({ userId }) => setupListKey(userId),
      draw: (db, { userId }) => {
        if (!greetingOf(db, userId)) return undefined;
        const state = setupState(db);
        return { to: userId, message: isSetUp(state) ? setupDone() : setupGreeting(state) };
      },
      posted: (tx, { userId }) => forgetDoneGreeting(tx, userId),
    }),
    rehearsal_card: keptMessage({
      facts: z.object({ rehearsalId: z.number() }),
      key: ({ rehearsalId }) => rehearsalKey(rehearsalId),
      draw: (db, { rehearsalId }, now) => {
        const rehearsal = rehearsalById(db, rehearsalId);
        const team = rehearsal && teamById(db, rehearsal.teamId);
        if (!rehearsal || !team || rehearsal.endsAt <= now) return undefined;
        return { to: team.channelId, message: rehearsalCard(rehearsal) };
      },
    }),
    rehearsal_story: announcement({
      facts: z.object({ rehearsalId: z.number(), step: z.enum(rehearsalSteps) }),
      deliver: (db, { rehearsalId, step }, now) => {
        const rehearsal = rehearsalById(db, rehearsalId);
        const card = rehearsalCardOf(db, rehearsalId);
        if (!rehearsal || !card || rehearsal.endsAt <= now) return undefined;
        return { act: 'post', to: card.channel, threadTs: card.ts, message: rehearsalStory(rehearsal, step) };
      },
    }),
    welcome: announcement({
      facts: z.object({ userId: z.string(), teamId: z.number() }),
      deliver: (db, { userId, teamId }) => {
        const team = teamById(db, teamId);
        if (!team) return undefined;
        const isManager = team.managerId === userId;
        return { act: 'post', to: userId, message: welcomeMessage({ team, isManager }) };
      },
    }),
  };
}
