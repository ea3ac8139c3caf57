import { isActionWanted, noteAction } from '../../src/feedback/action.ts';
import { destroySpentKeys } from '../../src/feedback/anonymous.ts';
import { closeRound, extendRound } from '../../src/feedback/close.ts';
import { untilFault } from '../../src/feedback/open.ts';
import { calendarOf, progressOf, requireOwnRound, roundsOf } from '../../src/feedback/queries.ts';
import { shareSummary } from '../../src/feedback/share.ts';
import { shownRound } from '../../src/feedback/shown.ts';
import { summaryOf } from '../../src/feedback/summary.ts';
import { UserError } from '../../src/platform/errors.ts';
import { sliceOf } from '../../src/platform/paging.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import type { Pressed } from '../../src/platform/slack/routes.ts';
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
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** An asker's acts on their rounds: look, end, change the end, share, and note what follows. */
export function routes(router: Router, deps: Deps): void {
  const { db } = deps;
  const allow = 'feedback.own_round';
  const ownRound = ({ value, person }: Pick<Pressed, 'value' | 'person'>) => own(value, person);
  const own = (id: string | number, person: Person) => requireOwnRound(db, Number(id), person.id);

  for (const words of ['mine', 'list']) {
    router.command(`/ask-feedback ${words}`, {
      allow: 'feedback.ask',
      run: ({ person }) => ({ open: listOf(deps, person.id, 0) }),
    });
  }
  router.press(FEEDBACK_MINE, { allow: 'feedback.ask', run: ({ person }) => ({ open: listOf(deps, person.id, 0) }) });
  router.page(FEEDBACK_ROUNDS_PAGE, {
    allow: 'feedback.ask',
    run: ({ person, page }) => listOf(deps, person.id, page),
  });

  router.press(FEEDBACK_CLOSE, {
    allow,
    resource: ownRound,
    change: (tx, { resource: round }, now) => closeRound(tx, deps.keys, round.id, now),
    run: ({ modal, person }) => {
      destroySpentKeys(db, deps.keys);
      if (modal?.callback_id !== FEEDBACK_ROUNDS) return undefined;
      return { update: listOf(deps, person.id, readPage(modal.private_metadata).page) };
    },
  });

  router.press(FEEDBACK_EXTEND, {
    allow,
    resource: ownRound,
    run: ({ resource: round }) => {
      if (round.closedAt !== null) throw new UserError('This survey has closed.');
      return { open: extendModal(shownRound(db, round)) };
    },
  });

  router.submit(FEEDBACK_EXTEND_FORM, {
    allow,
    read: readExtend,
    resource: ({ ref: { roundId }, person }) => own(roundId, person),
    check: ({ value: { until }, now }) => {
      const fault = untilFault(until, now);
      return fault ? { until: fault } : undefined;
    },
    change: (tx, { resource: round, value: { until } }, now) => extendRound(tx, round.id, until, now),
    run: () => ({ clear: true }),
  });

  router.press(FEEDBACK_SUMMARY, {
    allow,
    resource: ownRound,
    run: ({ resource: round }) => ({ open: summaryModal(shownRound(db, round), summaryOf(db, round), 0) }),
  });

  router.page(FEEDBACK_WORDS_PAGE, {
    allow,
    resource: ({ carry, person }) => own(carry, person),
    run: ({ resource: round, page }) => summaryModal(shownRound(db, round), summaryOf(db, round), page),
  });

  router.press(FEEDBACK_SHARE, {
    allow,
    resource: ownRound,
    run: ({ resource: round }) => ({ open: shareModal(shownRound(db, round)) }),
  });

  router.submit(FEEDBACK_SHARE_FORM, {
    allow,
    read: readShare,
    resource: ({ ref: { roundId }, person }) => own(roundId, person),
    check: async ({ value: { channel }, person }) => {
      const members = await deps.directory.members({ channelId: channel, userGroupId: null });
      if (members.has(person.id)) return undefined;
      return { channel: 'I cannot see you in this channel. If you are in it, please /invite @Baton there.' };
    },
    change: (tx, { resource: { id: roundId }, value: { channel, what } }, now) =>
      shareSummary(tx, { roundId, channel, withWords: what === 'words' }, now),
    run: () => ({ clear: true }),
  });

  router.press(FEEDBACK_ACTION, {
    allow,
    resource: ownRound,
    run: ({ resource: round, now }) => {
      if (!isActionWanted(db, round)) throw new UserError('The follow-up to this survey was already shared.');
      const inAWeek = nextWeekdayAt(calendarOf(db, round), now, 5, '12:00').toISOString().slice(0, 10);
      return { open: actionModal(shownRound(db, round), inAWeek) };
    },
  });

  router.submit(FEEDBACK_ACTION_FORM, {
    allow,
    read: readAction,
    resource: ({ ref: { roundId }, person }) => own(roundId, person),
    check: async ({ value: { what, owner } }) => {
      if (what === null || owner === null) return undefined;
      const { isMember, name, standing } = await deps.directory.person(owner);
      return isMember ? undefined : { owner: `${name} cannot be notified: they are ${standing}.` };
    },
    change: (tx, { resource: round, value: { what, owner, due, nothing } }, now) => {
      const isDone = what !== null;
      const noted = { what, ownerId: isDone ? owner : null, dueOn: isDone ? due : null, whyNothing: nothing };
      noteAction(tx, round.id, noted, now);
    },
    run: () => ({ clear: true }),
  });
}

function listOf({ db }: Deps, userId: string, page: number) {
  const { rounds, total } = roundsOf(db, userId, sliceOf(page, ROUNDS_PAGE_SIZE));
  const rows = rounds.map((round) => ({
    shown: shownRound(db, round),
    progress: round.closedAt === null ? progressOf(db, round) : undefined,
    isActionWanted: isActionWanted(db, round),
  }));
  return roundsModal({ rows, page, total });
}
