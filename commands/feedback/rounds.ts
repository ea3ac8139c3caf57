import {
  actionOwnerFault,
  isActionWanted,
  isOnAgenda,
  noteAction,
  requireActionWanted,
  usualDueDate,
} from '../../src/feedback/action.ts';
import { destroySpentKeys } from '../../src/feedback/anonymous.ts';
import { closeRound, extendRound, requireRunning } from '../../src/feedback/close.ts';
import { untilFault } from '../../src/feedback/open.ts';
import { progressOf, requireOwnRound, roundsOf } from '../../src/feedback/queries.ts';
import { channelFault, shareSummary } from '../../src/feedback/share.ts';
import { shownRound } from '../../src/feedback/shown.ts';
import { summaryOf } from '../../src/feedback/summary.ts';
import { sliceOf } from '../../src/platform/paging.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import type { Pressed } from '../../src/platform/slack/routes.ts';
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

/** The asker's acts on a survey: see it, close it, change its closing time, share the results and a follow-up. */
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
      requireRunning(round);
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
      const fault = await channelFault(deps.directory, { channelId: channel, userId: person.id });
      return fault ? { channel: fault } : undefined;
    },
    change: (tx, { resource: { id: roundId }, value: { channel, what } }, now) =>
      shareSummary(tx, { roundId, channel, withWords: what === 'words' }, now),
    run: () => ({ clear: true }),
  });

  router.press(FEEDBACK_ACTION, {
    allow,
    resource: ownRound,
    run: ({ resource: round, now }) => {
      requireActionWanted(db, round);
      const shape = { dueOn: usualDueDate(db, round, now), isOnAgenda: isOnAgenda(db) };
      return { open: actionModal(shownRound(db, round), shape) };
    },
  });

  router.submit(FEEDBACK_ACTION_FORM, {
    allow,
    read: readAction,
    resource: ({ ref: { roundId }, person }) => own(roundId, person),
    check: async ({ value: { what, owner } }) => {
      if (what === null || owner === null) return undefined;
      const fault = await actionOwnerFault(deps.directory, owner);
      return fault ? { owner: fault } : undefined;
    },
    change: (tx, { resource: round, value: { what, owner, due, nothing } }, now) =>
      noteAction(tx, round.id, { what, ownerId: owner, dueOn: due, whyNothing: nothing }, now),
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
