import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { isActionWanted, noteAction } from '../../src/feedback/action.ts';
import { destroySpentKeys } from '../../src/feedback/anonymous.ts';
import { closeRound, extendRound } from '../../src/feedback/close.ts';
import { untilFault } from '../../src/feedback/open.ts';
import { calendarOf, progressOf, requireOwnRound, roundsOf } from '../../src/feedback/queries.ts';
import { shareSummary } from '../../src/feedback/share.ts';
import { shownRound } from '../../src/feedback/shown.ts';
import { summaryOf } from '../../src/feedback/summary.ts';
import type { Round } from '../../src/feedback/table.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { UserError } from '../../src/platform/errors.ts';
import { modalOf, requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import { requireColleague } from '../../src/teams/membership.ts';
import { nextWeekdayAt } from '../../src/teams/working-time.ts';
import { FEEDBACK_MINE } from '../../views/feedback/ask.ts';
import {
  actionModal,
  extendModal,
  FEEDBACK_ACTION,
  FEEDBACK_ACTION_FORM,
  FEEDBACK_CLOSE,
  FEEDBACK_EXTEND,
  FEEDBACK_EXTEND_FORM,
  FEEDBACK_ROUNDS,
  FEEDBACK_ROUNDS_PAGE,
  FEEDBACK_SHARE,
  FEEDBACK_SHARE_FORM,
  FEEDBACK_SUMMARY,
  FEEDBACK_WORDS_PAGE,
  ROUNDS_PAGE_SIZE,
  readAction,
  readExtend,
  readShare,
  roundsModal,
  shareModal,
} from '../../views/feedback/rounds.ts';
import { summaryModal } from '../../views/feedback/summary.ts';
import { pageAction } from '../../views/kit/paging.ts';
import type { Deps } from '../deps.ts';

type Pressed = BlockAction<ButtonAction>;

/** What an asker does with their rounds: look, end, change the end, share, and say what follows. */
export function register(app: App, deps: Deps): void {
  const own = async (userId: string, roundId: number): Promise<Round> => {
    await requireColleague(deps.directory, userId);
    return requireOwnRound(deps.db, roundId, userId);
  };
  /** Opens on top of the list, where the button was pressed there. */
  const opening = (body: Pressed) => ({ triggerId: body.trigger_id, onTop: modalOf(body) !== undefined });

  app.action<Pressed>(FEEDBACK_MINE, async ({ ack, body }) => {
    await ack();
    await requireColleague(deps.directory, body.user.id);
    await openRounds(deps, body.user.id, opening(body));
  });

  app.action<Pressed>(pageAction(FEEDBACK_ROUNDS_PAGE), async ({ ack, body, action }) => {
    await ack();
    await requireColleague(deps.directory, body.user.id);
    await updateView(deps.modals, body.view?.id ?? '', listOf(deps, body.user.id, readPage(action.value).page));
  });

  app.action<Pressed>(FEEDBACK_CLOSE, async ({ ack, body, action }) => {
    await ack();
    const round = await own(body.user.id, Number(action.value));
    const now = deps.now();
    await deps.write((tx) => closeRound(tx, deps.keys, round.id, now));
    destroySpentKeys(deps.db, deps.keys);
    if (body.view?.callback_id !== FEEDBACK_ROUNDS) return;
    const { page } = readPage(body.view.private_metadata);
    await updateView(deps.modals, body.view.id, listOf(deps, body.user.id, page));
  });

  app.action<Pressed>(FEEDBACK_EXTEND, async ({ ack, body, action }) => {
    await ack();
    const round = await own(body.user.id, Number(action.value));
    if (round.closedAt !== null) throw new UserError('This round has ended.');
    await requireView(deps.modals, opening(body), extendModal(shownRound(deps.db, round)));
  });

  app.view(FEEDBACK_EXTEND_FORM, async ({ ack, body, view }) => {
    const { roundId, form } = readExtend(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const round = await own(body.user.id, roundId);
    const now = deps.now();
    const fault = untilFault(form.value.until, now);
    if (fault) return ack({ response_action: 'errors', errors: { until: fault } });
    await deps.write((tx) =>
      idempotently(tx, `view:${view.id}`, now, () => extendRound(tx, round.id, form.value.until, now)),
    );
    await ack({ response_action: 'clear' });
  });

  app.action<Pressed>(FEEDBACK_SUMMARY, async ({ ack, body, action }) => {
    await ack();
    const round = await own(body.user.id, Number(action.value));
    const view = summaryModal(shownRound(deps.db, round), summaryOf(deps.db, round), 0);
    await requireView(deps.modals, opening(body), view);
  });

  app.action<Pressed>(pageAction(FEEDBACK_WORDS_PAGE), async ({ ack, body, action }) => {
    await ack();
    const { page, carry } = readPage(action.value);
    const round = await own(body.user.id, Number(carry));
    const view = summaryModal(shownRound(deps.db, round), summaryOf(deps.db, round), page);
    await updateView(deps.modals, body.view?.id ?? '', view);
  });

  app.action<Pressed>(FEEDBACK_SHARE, async ({ ack, body, action }) => {
    await ack();
    const round = await own(body.user.id, Number(action.value));
    await requireView(deps.modals, opening(body), shareModal(shownRound(deps.db, round)));
  });

  app.view(FEEDBACK_SHARE_FORM, async ({ ack, body, view }) => {
    const { roundId, form } = readShare(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const round = await own(body.user.id, roundId);
    const { channel, what } = form.value;
    const members = await deps.directory.members({ channelId: channel, userGroupId: null });
    if (!members.has(body.user.id)) {
      const message = 'I cannot see you in this channel. If you are in it, please /invite @Baton there.';
      return ack({ response_action: 'errors', errors: { channel: message } });
    }
    const now = deps.now();
    const sharing = { roundId: round.id, channel, withWords: what === 'words' };
    await deps.write((tx) => idempotently(tx, `view:${view.id}`, now, () => shareSummary(tx, sharing, now)));
    await ack({ response_action: 'clear' });
  });

  app.action<Pressed>(FEEDBACK_ACTION, async ({ ack, body, action }) => {
    await ack();
    const round = await own(body.user.id, Number(action.value));
    if (!isActionWanted(deps.db, round)) throw new UserError('What follows from this round was noted before.');
    const inAWeek = nextWeekdayAt(calendarOf(deps.db, round), deps.now(), 5, '12:00').toISOString().slice(0, 10);
    await requireView(deps.modals, opening(body), actionModal(shownRound(deps.db, round), inAWeek));
  });

  app.view(FEEDBACK_ACTION_FORM, async ({ ack, body, view }) => {
    const { roundId, form } = readAction(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const round = await own(body.user.id, roundId);
    const { what, owner, due, nothing } = form.value;
    const isDone = what !== null;
    const owned = isDone && owner !== null ? await deps.directory.person(owner) : undefined;
    if (owned && !owned.isMember) {
      const message = `${owned.name} cannot be told: they are ${owned.standing}.`;
      return ack({ response_action: 'errors', errors: { owner: message } });
    }
    const noted = { what, ownerId: isDone ? owner : null, dueOn: isDone ? due : null, whyNothing: nothing };
    const now = deps.now();
    await deps.write((tx) => idempotently(tx, `view:${view.id}`, now, () => noteAction(tx, round.id, noted, now)));
    await ack({ response_action: 'clear' });
  });
}

/** The list of somebody's rounds. */
export const openRounds = (
  deps: Deps,
  userId: string,
  opening: { triggerId: string; onTop?: boolean },
): Promise<void> => requireView(deps.modals, opening, listOf(deps, userId, 0));

function listOf({ db }: Deps, userId: string, page: number) {
  const { rounds, total } = roundsOf(db, userId, { limit: ROUNDS_PAGE_SIZE, offset: page * ROUNDS_PAGE_SIZE });
  const rows = rounds.map((round) => ({
    shown: shownRound(db, round),
    progress: round.closedAt === null ? progressOf(db, round) : undefined,
    isActionWanted: isActionWanted(db, round),
  }));
  return roundsModal({ rows, page, total });
}
