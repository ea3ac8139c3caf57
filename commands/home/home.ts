import { closeHome, openHome, turnPage } from '../../src/home/open.ts';
import { comeBack } from '../../src/leads/routing/away.ts';
import { readAway } from '../../src/leads/routing/away-words.ts';
import { FormError } from '../../src/platform/errors.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import { isRitualAnswer } from '../../src/rituals/ritual.ts';
import { FEEDBACK_ANSWER } from '../../views/feedback/answer.ts';
import { homeActions, homePageAction } from '../../views/home/home.ts';
import { readSearch, SEARCH_FORM, searchModal } from '../../views/home/search.ts';
import { AWAY_FORM, awayModal, awaySaid, readAwayForm } from '../../views/home/self.ts';
import { awayAnswer } from '../../views/leads/away.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { leave } from '../leads/away.ts';
import { handoffForm } from '../leads/handoff.ts';
import { listPage } from '../leads/list.ts';

/** A person's home: shown when they open it, and kept up to date while they may see it. */
export function routes(router: Router, deps: Deps): void {
  const { homes } = deps;

  router.event('app_home_opened', {
    allow: 'slack.event',
    run: async ({ event }) => {
      const at = new Date(Number(event.event_ts) * 1000 || deps.now());
      if (event.tab === 'home') {
        await deps.write((tx) => openHome(tx, event.user, { at, fresh: true }));
        homes.open(event.user);
      } else {
        await deps.write((tx) => closeHome(tx, event.user, at));
        homes.close(event.user);
      }
    },
  });

  // A change of a person or a membership may change what they may see.
  router.event('user_change', { allow: 'slack.event', run: ({ event }) => homes.review(event.user.id) });
  router.event('member_joined_channel', { allow: 'slack.event', run: ({ event }) => homes.review(event.user) });
  router.event('member_left_channel', { allow: 'slack.event', run: ({ event }) => homes.review(event.user) });

  // Redraw the home of the person who pressed a button on it, even if the action was refused.
  router.atHome(async ({ userId, actionId }) => {
    // A name and a moment next to an anonymous answer tell its author: docs/decisions/0004-anonymity.md.
    if (actionId !== FEEDBACK_ANSWER && !isRitualAnswer(actionId))
      await deps.write((tx) => openHome(tx, userId, { at: deps.now(), fresh: false }));
    homes.refresh(userId);
  });

  router.press(homePageAction, {
    allow: 'home.use',
    change: (tx, { value, person }, now) => {
      const { page, carry } = readPage(value);
      turnPage(tx, person.id, { part: carry.slice(0, 40), page }, now);
    },
  });

  router.press(homeActions.handOff, { allow: 'lead.hand_off', run: ({ person }) => handoffForm(deps, person) });

  router.press(homeActions.search, { allow: 'lead.list', run: () => ({ open: searchModal() }) });

  router.submit(SEARCH_FORM, {
    allow: 'lead.list',
    read: readSearch,
    run: async ({ value: { words }, person }) => ({
      update: await listPage(deps, { page: 0, carry: `search ${words}` }, person),
    }),
  });

  router.press(homeActions.away, { allow: 'lead.away', run: () => ({ open: awayModal() }) });

  router.press(homeActions.back, {
    allow: 'lead.away',
    change: (tx, { person }, now) => comeBack(tx, person.id, now),
  });

  router.submit(AWAY_FORM, {
    allow: 'lead.away',
    read: readAwayForm,
    run: async ({ value: { until: day }, person, now }) => {
      const until = day === null ? null : readAway(day, person.zone ?? 'UTC', now);
      if (until === undefined) throw new FormError({ until: 'Choose a date in the future.' });
      return { update: awaySaid(awayAnswer(await leave(deps, person.id, until)).blocks) };
    },
  });
}
