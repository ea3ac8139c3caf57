import { setupDone, setupGreeting } from '../../views/setup/checklist.ts';
import { introduction, welcomeMessage } from '../../views/setup/introduction.ts';
import { manifestNews } from '../../views/setup/manifest-news.ts';
import { rehearsalCard, rehearsalStory } from '../../views/setup/rehearsal.ts';
import { cardEmoji } from '../leads/settings.ts';
import { publishedThree } from '../mindset/queries.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { settingOf } from '../platform/settings/queries.ts';
import { forgetDoneGreeting, greetingOf, setupListKey } from '../setup/greet.ts';
import type { setupPayloads } from '../setup/messages.ts';
import { rehearsalById, rehearsalCardOf, rehearsalKey } from '../setup/rehearsal.ts';
import { isSetUp, setupState } from '../setup/state.ts';
import { teamById, watchersOf } from '../teams/queries.ts';

/** Messages during set-up, and to people who join later. */
export function setupMessages(): MessageTable<PayloadsOf<typeof setupPayloads>> {
  return {
    setup_greeting: keptMessage({
      key: ({ userId }) => setupListKey(userId),
      draw: (db, { userId }) => {
        if (!greetingOf(db, userId)) return undefined;
        const state = setupState(db);
        return { to: userId, message: isSetUp(state) ? setupDone() : setupGreeting(state), atOnce: true };
      },
      posted: (tx, { userId }) => forgetDoneGreeting(tx, userId),
    }),
    rehearsal_card: keptMessage({
      key: ({ rehearsalId }) => rehearsalKey(rehearsalId),
      draw: (db, { rehearsalId }, now) => {
        const rehearsal = rehearsalById(db, rehearsalId);
        const team = rehearsal && teamById(db, rehearsal.teamId);
        if (!rehearsal || !team || rehearsal.endsAt <= now) return undefined;
        return { to: team.channelId, message: rehearsalCard(rehearsal), atOnce: true };
      },
    }),
    rehearsal_story: {
      deliver: (db, { rehearsalId, step }, now) => {
        const rehearsal = rehearsalById(db, rehearsalId);
        const card = rehearsalCardOf(db, rehearsalId);
        if (!rehearsal || !card || rehearsal.endsAt <= now) return undefined;
        const message = rehearsalStory(rehearsal, step);
        return { act: 'post', to: card.channel, threadTs: card.ts, message, atOnce: true };
      },
    },
    manifest_news: {
      deliver: (_db, { userId, added }) => ({ act: 'post', to: userId, message: manifestNews(added) }),
    },
    introduction: {
      deliver: (db, { teamId }) => {
        const team = teamById(db, teamId);
        if (!team) return undefined;
        const message = introduction({ team, accept: settingOf(db, cardEmoji).accept });
        return { act: 'post', to: team.channelId, message };
      },
    },
    welcome: {
      deliver: (db, { userId, teamId }) => {
        const team = teamById(db, teamId);
        if (!team || watchersOf(db, teamId).includes(userId)) return undefined;
        const { accept } = settingOf(db, cardEmoji);
        return {
          act: 'post',
          to: userId,
          message: welcomeMessage({
            ...{ team, accept, isManager: team.managerId === userId },
            three: publishedThree(db)?.advantages,
          }),
        };
      },
    },
  };
}
