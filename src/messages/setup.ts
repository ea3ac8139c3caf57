import { z } from 'zod';
import { setupDone, setupGreeting, welcomeMessage } from '../../views/setup/checklist.ts';
import { rehearsalCard, rehearsalStory } from '../../views/setup/rehearsal.ts';
import { type Announcement, announcement } from '../platform/outbox/message.ts';
import { greetingOf, placeGreeting } from '../setup/greet.ts';
import { placeRehearsal, rehearsalById } from '../setup/rehearsal.ts';
import { isSetUp, setupState } from '../setup/state.ts';
import { rehearsalSteps } from '../setup/types.ts';
import { teamById } from '../teams/queries.ts';

/** What Baton says while a company sets it up, and to whoever joins later. */
export function setupAnnouncements(): Record<string, Announcement<unknown>> {
  return {
    setup_greeting: announcement({
      facts: z.object({ userId: z.string() }),
      deliver: (db, { userId }) => {
        const greeting = greetingOf(db, userId);
        if (!greeting) return undefined;
        const state = setupState(db);
        const message = isSetUp(state) ? setupDone() : setupGreeting(state);
        const { channel, ts } = greeting;
        return channel !== null && ts !== null
          ? { act: 'edit', channel, ts, message }
          : { act: 'post', to: userId, message };
      },
      posted: (tx, { userId }, at) => placeGreeting(tx, userId, at),
    }),
    rehearsal_card: announcement({
      facts: z.object({ rehearsalId: z.number() }),
      deliver: (db, { rehearsalId }, now) => {
        const rehearsal = rehearsalById(db, rehearsalId);
        const team = rehearsal && teamById(db, rehearsal.teamId);
        if (!rehearsal || !team || rehearsal.endsAt <= now) return undefined;
        const { cardChannel: channel, cardTs: ts } = rehearsal;
        const message = rehearsalCard(rehearsal);
        if (channel !== null && ts !== null) return { act: 'edit', channel, ts, message };
        return { act: 'post', to: team.channelId, message };
      },
      posted: (tx, { rehearsalId }, at) => placeRehearsal(tx, rehearsalId, at),
    }),
    rehearsal_story: announcement({
      facts: z.object({ rehearsalId: z.number(), step: z.enum(rehearsalSteps) }),
      deliver: (db, { rehearsalId, step }, now) => {
        const rehearsal = rehearsalById(db, rehearsalId);
        if (!rehearsal || rehearsal.endsAt <= now) return undefined;
        const { cardChannel: channel, cardTs: ts } = rehearsal;
        if (channel === null || ts === null) return undefined;
        return { act: 'post', to: channel, threadTs: ts, message: rehearsalStory(rehearsal, step) };
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
