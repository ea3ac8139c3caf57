import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { closeHome, openHome, turnPage } from '../../src/home/open.ts';
import { comeBack } from '../../src/leads/routing/away.ts';
import { readAway } from '../../src/leads/routing/away-words.ts';
import { requireView } from '../../src/platform/slack/open-view.ts';
import { requireColleague } from '../../src/teams/membership.ts';
import { FEEDBACK_ANSWER } from '../../views/feedback/answer.ts';
import { homeActions, homePageAction } from '../../views/home/home.ts';
import { readSearch, SEARCH_FORM, searchModal } from '../../views/home/search.ts';
import { AWAY_FORM, awayModal, awaySaid, readAwayForm } from '../../views/home/self.ts';
import { readPage } from '../../views/kit/paging.ts';
import type { Deps } from '../deps.ts';
import { openFeedbackStart } from '../feedback/ask.ts';
import { leave } from '../leads/away.ts';
import { openHandoff } from '../leads/handoff.ts';
import { listPage } from '../leads/list.ts';
import { openSearch } from '../library/search.ts';
import { openRequestSearch } from '../requests/ask.ts';
import { openRequestList } from '../requests/lists.ts';
import { openTeams } from '../teams/teams.ts';

/** A person's home: shown when they open it, kept up to date while they may see it, and the ways that lead on from it. */
export function register(app: App, deps: Deps): void {
  const { homes } = deps;

  app.event('app_home_opened', async ({ event }) => {
    const at = new Date(Number(event.event_ts) * 1000 || deps.now());
    if (event.tab === 'home') {
      await deps.write((tx) => openHome(tx, event.user, { at, fresh: true }));
      homes.open(event.user);
    } else {
      await deps.write((tx) => closeHome(tx, event.user, at));
      homes.close(event.user);
    }
  });

  // Slack's word about people and memberships: what they may see is another now.
  app.event('user_change', async ({ event }) => homes.review(event.user.id));
  app.event('member_joined_channel', async ({ event }) => homes.review(event.user));
  app.event('member_left_channel', async ({ event }) => homes.review(event.user));

  // Whoever presses a button of their home looks at it, and sees what came of it, also of a refusal.
  app.use(async ({ body, next }) => {
    const pressed = pressedAtHome(body);
    try {
      await next();
    } finally {
      if (pressed) {
        const { userId, isNoted } = pressed;
        if (isNoted) await deps.write((tx) => openHome(tx, userId, { at: deps.now(), fresh: false }));
        homes.refresh(userId);
      }
    }
  });

  app.action<BlockAction<ButtonAction>>(homePageAction, async ({ ack, body, action }) => {
    const { page, carry } = readPage(action.value);
    await deps.write((tx) => turnPage(tx, body.user.id, { part: carry.slice(0, 40), page }, deps.now()));
    await ack();
  });

  app.action<BlockAction<ButtonAction>>(homeActions.handOff, async ({ ack, body }) => {
    await ack();
    await openHandoff(deps, { userId: body.user.id, triggerId: body.trigger_id, start: { guess: {} } });
  });

  app.action<BlockAction<ButtonAction>>(homeActions.teams, async ({ ack, body }) => {
    await ack();
    await openTeams(deps, body.user.id, body.trigger_id);
  });

  app.action<BlockAction<ButtonAction>>(homeActions.requestContent, async ({ ack, body }) => {
    await ack();
    await openRequestSearch(deps, body.user.id, body.trigger_id);
  });

  app.action<BlockAction<ButtonAction>>(homeActions.findContent, async ({ ack, body }) => {
    await ack();
    await openSearch(deps, body.user.id, body.trigger_id);
  });

  app.action<BlockAction<ButtonAction>>(homeActions.askFeedback, async ({ ack, body }) => {
    await ack();
    await openFeedbackStart(deps, body.user.id, body.trigger_id);
  });

  app.action<BlockAction<ButtonAction>>(homeActions.myRequests, async ({ ack, body }) => {
    await ack();
    await openRequestList(deps, 'mine', body.user.id, body.trigger_id);
  });

  app.action<BlockAction<ButtonAction>>(homeActions.search, async ({ ack, body }) => {
    await ack();
    await requireColleague(deps.directory, body.user.id);
    await requireView(deps.modals, { triggerId: body.trigger_id }, searchModal());
  });

  app.view(SEARCH_FORM, async ({ ack, body, view }) => {
    const form = readSearch(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const found = await listPage(deps, { page: 0, carry: `search ${form.value.words}`, userId: body.user.id });
    await ack({ response_action: 'update', view: found });
  });

  app.action<BlockAction<ButtonAction>>(homeActions.away, async ({ ack, body }) => {
    await ack();
    await requireColleague(deps.directory, body.user.id);
    await requireView(deps.modals, { triggerId: body.trigger_id }, awayModal());
  });

  app.action<BlockAction<ButtonAction>>(homeActions.back, async ({ ack, body }) => {
    await requireColleague(deps.directory, body.user.id);
    await deps.write((tx) => comeBack(tx, body.user.id, deps.now()));
    await ack();
  });

  app.view(AWAY_FORM, async ({ ack, body, view }) => {
    const form = readAwayForm(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const colleague = await requireColleague(deps.directory, body.user.id);
    const { until: day } = form.value;
    const until = day === null ? null : readAway(day, colleague.zone ?? 'UTC', deps.now());
    if (until === undefined) {
      return ack({ response_action: 'errors', errors: { until: 'Please choose a day that is still to come.' } });
    }
    await ack({ response_action: 'update', view: awaySaid(await leave(deps, colleague.id, until)) });
  });
}

/** Beside an anonymous answer, a name and the moment before it say whose it is: see docs/decisions/0004-anonymity.md. */
const UNNOTED: ReadonlySet<string | undefined> = new Set([FEEDBACK_ANSWER]);

/** Who pressed a button that stands in a home; undefined for everything else that comes in. */
function pressedAtHome(body: object): { userId: string; isNoted: boolean } | undefined {
  const { type, view, user, actions } = body as Partial<BlockAction>;
  if (type !== 'block_actions' || view?.type !== 'home' || !user) return undefined;
  return { userId: user.id, isNoted: !UNNOTED.has(actions?.[0]?.action_id) };
}
