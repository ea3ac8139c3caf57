import type { ModalView } from '@slack/types';
import { leadById } from '../../src/leads/queries.ts';
import { suggestionBecame } from '../../src/library/empty-searches.ts';
import { findWhileTyping } from '../../src/library/search/search.ts';
import { kindsOf } from '../../src/library/settings.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { FormError, UserError } from '../../src/platform/errors.ts';
import { placeToShare } from '../../src/platform/slack/channel.ts';
import type { FormResult } from '../../src/platform/slack/form.ts';
import { mention } from '../../src/platform/slack/mrkdwn.ts';
import { requireDraft, updateView } from '../../src/platform/slack/open-view.ts';
import type { Answer } from '../../src/platform/slack/routes.ts';
import { askForContent } from '../../src/requests/acts/ask.ts';
import { kindIn, openRequestsLike } from '../../src/requests/alike.ts';
import { earliestDay, noticeFault } from '../../src/requests/notice.ts';
import { lastTeamOf } from '../../src/requests/queries.ts';
import { teamsOf } from '../../src/teams/membership.ts';
import { requireMarketingTeam, teamsOfKind } from '../../src/teams/queries.ts';
import type { Team } from '../../src/teams/table.ts';
import { homeActions } from '../../views/home/home.ts';
import { REOPEN_REQUEST_FORM, reopenForm } from '../../views/kit/reopen.ts';
import {
  askedModal,
  heldRequest,
  REQUEST_FORM,
  REQUEST_KIND,
  type RequestFields,
  readRequestForm,
  requestFormModal,
} from '../../views/requests/form.ts';
import {
  MOST_ALIKE,
  MOST_FOUND,
  QUESTION,
  REQUEST_SEARCH,
  readRequestSearch,
  requestSearchModal,
} from '../../views/requests/search.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';

/** Sales asks for content: the library is searched first, and what is there need not be asked for. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'request.ask';
  const newest = newestOfEach();

  router.command('/request-content', {
    allow,
    run: ({ text: question, channelId }) => searchFor(deps, { question, channel: placeToShare(channelId) }),
  });

  const empty = { allow, run: () => searchFor(deps, { question: '', channel: null }) } as const;
  router.shortcut('request_content', empty);
  router.press(homeActions.requestContent, empty);

  router.press(REOPEN_REQUEST_FORM, {
    allow,
    run: ({ value: id, person }) =>
      searchFor(deps, requireDraft(deps.db, { id, userId: person.id, kind: REQUEST_SEARCH }) as SearchStart),
  });

  router.press(QUESTION, {
    allow,
    run: async ({ modal, value: question }) => {
      if (modal?.callback_id !== REQUEST_SEARCH) return;
      const { channel } = readRequestSearch(modal);
      await newest(modal.id, async () => {
        await updateView(deps.modals, modal.id, await searchView(deps, { question, channel }));
      });
    },
  });

  router.submit(REQUEST_SEARCH, {
    allow,
    read: readRequestSearch,
    run: async ({ value: { question }, person }) => ({
      update: await requestFormFor(deps, person.id, { title: question ?? '' }),
    }),
  });

  router.press(REQUEST_KIND, {
    allow,
    run: ({ modal, now }) => {
      if (modal?.callback_id !== REQUEST_FORM) return undefined;
      const held = heldRequest(modal);
      const { kinds, teams } = choices(deps);
      const teamId = Number(held.team ?? held.teamId);
      const team = requireMarketingTeam(deps.db, teamId);
      const dayFor = (key: string | null) => {
        const kind = kinds.find((one) => one.key === key);
        return kind ? earliestDay(team, kind, now) : null;
      };
      // A day that the person chose stays.
      const isChosen = held.neededBy !== null && held.neededBy !== dayFor(held.datedFor);
      const neededBy = isChosen ? held.neededBy : dayFor(held.kind);
      return { update: requestFormModal({ ...held, teamId, neededBy }, { kinds, teams }) };
    },
  });

  router.submit(REQUEST_FORM, {
    allow,
    read: readRequestForm,
    run: async ({ value, ref: { suggestionId, teamId, errorAt }, person: { id: by }, key, now }) => {
      const form = await checked(deps, by, teamId, value);
      if (!form.ok) {
        const [[field, message] = ['', '']] = Object.entries(form.errors);
        throw new FormError(errorAt(field, message));
      }
      const { team, ...asking } = form.value;
      await deps.write((tx) =>
        idempotently(tx, key, now, () => {
          const request = askForContent(tx, { form: asking, teamId: team.id, requesterId: by }, now);
          if (suggestionId !== null) suggestionBecame(tx, { suggestionId, requestId: request.id, by }, now);
        }),
      );
      return { update: askedModal({ ...asking, channelId: team.channelId }) };
    },
  });
}

interface SearchStart {
  question: string;
  channel: string | null;
}

/** The search that a request begins with. */
const searchFor = async (deps: Deps, start: SearchStart): Promise<Answer> => ({
  open: await searchView(deps, start),
  keep: { kind: REQUEST_SEARCH, content: start, offer: (id) => reopenForm(REOPEN_REQUEST_FORM, id) },
});

async function searchView(deps: Deps, { question, channel }: SearchStart): Promise<ModalView> {
  const { kinds } = await requireTeams(deps);
  const isEmpty = question.trim() === '';
  return requestSearchModal({
    question,
    channel,
    kinds,
    ...(isEmpty ? { items: [], exact: 0 } : findWhileTyping(deps.db, question, MOST_FOUND, deps.now())),
    alike: isEmpty ? [] : openRequestsLike(deps.db, question, MOST_ALIKE),
  });
}

/**
 * The form of a request, filled with what is known already. With a suggestion of the library the request is made of it.
 * @throws UserError when they may ask for nothing, or there is nobody to ask.
 */
export async function requestFormFor(
  deps: Deps,
  userId: string,
  { title, suggestionId = null }: { title: string; suggestionId?: number | null },
): Promise<ModalView> {
  const { kinds, teams } = await requireTeams(deps);
  const last = lastTeamOf(deps.db, userId);
  const team = teams.find(({ id }) => id === last) ?? teams[0];
  const kind = kinds.find(({ key }) => key === kindIn(title, kinds));
  const neededBy = team && kind ? earliestDay(team, kind, deps.now()) : null;
  const start = { title, kind: kind?.key ?? null, neededBy, teamId: team?.id ?? 0, suggestionId };
  return requestFormModal(start, { kinds, teams });
}

const choices = ({ db }: Deps) => ({ kinds: kindsOf(db), teams: teamsOfKind(db, 'marketing') });

/** @throws UserError that names who can make a marketing team, when there is none. */
async function requireTeams(deps: Deps) {
  const found = choices(deps);
  if (found.teams.length > 0) return found;
  const admins = (await deps.directory.admins()).slice(0, MOST_NAMED).map(({ id }) => mention(id));
  const who = admins.length > 0 ? `${admins.join(' or ')} can` : 'A workspace admin can';
  throw new UserError(
    `There is no marketing team yet that you could ask. ${who} make one with \`/baton teams\`, and so can the manager of any team.`,
  );
}

const MOST_NAMED = 3;

type Asking = Omit<RequestFields, 'team' | 'neededBy' | 'customer'> & {
  team: Team;
  neededBy: string;
  leadId: number | null;
  customer: string | null;
};

/** What only the database, the calendar of the team and Slack can tell. */
async function checked(
  deps: Deps,
  userId: string,
  shownTeamId: number,
  { team: teamId, customer: whom, ...form }: RequestFields,
): Promise<FormResult<Asking>> {
  const team = requireMarketingTeam(deps.db, teamId ?? shownTeamId);
  const kind = kindsOf(deps.db).find(({ key }) => key === form.kind);
  if (!kind) return { ok: false, errors: { kind: 'This kind is not there any more. Please choose another.' } };
  if (whom.leadId !== null) {
    const isKnown = leadById(deps.db, whom.leadId) !== undefined && (await teamsOf(deps, userId)).length > 0;
    if (!isKnown)
      return { ok: false, errors: { customer: 'I do not know this lead. Please choose it from the list.' } };
  }
  const now = deps.now();
  const neededBy = form.neededBy ?? earliestDay(team, kind, now);
  const fault = noticeFault(team, kind, { neededBy, hurry: form.hurry }, now);
  if (fault) return { ok: false, errors: { [fault.field]: fault.message } };
  return { ok: true, value: { ...form, ...whom, neededBy, team } };
}

/**
 * Runs one update of a view at a time. Whoever types on meanwhile makes all but the newest of those that wait needless.
 */
function newestOfEach() {
  const running = new Map<string, { next?: () => Promise<void> }>();
  return async (viewId: string, update: () => Promise<void>): Promise<void> => {
    const known = running.get(viewId);
    if (known) {
      known.next = update;
      return;
    }
    const turn: { next?: () => Promise<void> } = { next: update };
    running.set(viewId, turn);
    try {
      for (let run = turn.next; run; run = turn.next) {
        delete turn.next;
        await run();
      }
    } finally {
      running.delete(viewId);
    }
  };
}
