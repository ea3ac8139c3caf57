import type { ModalView } from '@slack/types';
import { suggestionBecame } from '../../src/library/empty-searches.ts';
import { findWhileTyping } from '../../src/library/search/search.ts';
import { kindsOf } from '../../src/library/settings.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { FormError, UserError } from '../../src/platform/errors.ts';
import { createLatestOnly } from '../../src/platform/latest-only.ts';
import { placeToShare } from '../../src/platform/slack/channel.ts';
import { mention } from '../../src/platform/slack/mrkdwn.ts';
import { requireDraft, updateView } from '../../src/platform/slack/open-view.ts';
import type { Answer } from '../../src/platform/slack/routes.ts';
import { askForContent } from '../../src/requests/acts/ask.ts';
import { openRequestsLike } from '../../src/requests/alike.ts';
import { checkForm, startOfForm } from '../../src/requests/form.ts';
import { dayToShow } from '../../src/requests/notice.ts';
import { debriefBecame } from '../../src/ride-alongs/debrief.ts';
import { citedLine } from '../../src/roles/queries.ts';
import { requireMarketingTeam, teamsOfKind } from '../../src/teams/queries.ts';
import { homeActions } from '../../views/home/home.ts';
import { REOPEN_REQUEST_FORM, reopenForm } from '../../views/kit/reopen.ts';
import {
  askedModal,
  heldRequest,
  REQUEST_FORM,
  REQUEST_KIND,
  type RequestStart,
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
import { permit, type Router } from '../guard.ts';

/** Sales asks for content. The library is searched first, since existing content need not be requested. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'request.ask';
  const latest = createLatestOnly();

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
      await latest(modal.id, async () => {
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
      const { kinds, teams, role } = choices(deps);
      const teamId = Number(held.team ?? held.teamId);
      const neededBy = dayToShow(requireMarketingTeam(deps.db, teamId), kinds, held, now);
      return { update: requestFormModal({ ...held, teamId, neededBy }, { kinds, teams, role }) };
    },
  });

  router.submit(REQUEST_FORM, {
    allow,
    read: readRequestForm,
    run: async ({ value, ref: { suggestionId, debriefId, teamId, errorAt }, person: { id: by }, key, now }) => {
      if (suggestionId !== null) await permit(deps, 'library.suggestion', by);
      const { team: chosen, customer, ...fields } = value;
      const filled = { form: { ...fields, ...customer }, teamId: chosen ?? teamId, userId: by };
      const checked = await checkForm(deps, filled, now);
      if (!checked.ok) {
        const [[field, message] = ['', '']] = Object.entries(checked.errors);
        throw new FormError(errorAt(field, message));
      }
      const { team, form } = checked.value;
      await deps.write((tx) =>
        idempotently(tx, key, now, () => {
          const request = askForContent(tx, { form, teamId: team.id, requesterId: by }, now);
          if (suggestionId !== null) suggestionBecame(tx, { suggestionId, requestId: request.id, by }, now);
          if (debriefId != null) debriefBecame(tx, { id: debriefId, requestId: request.id }, now);
        }),
      );
      return { update: askedModal({ ...form, channelId: team.channelId }) };
    },
  });
}

interface SearchStart {
  question: string;
  channel: string | null;
}

/** The search before a request. */
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
 * The form of a request, with known values filled in. It may be based on a suggestion of the library, or on a debrief.
 * @throws UserError if they may not ask for content, or there is no team to ask.
 */
export async function requestFormFor(
  deps: Deps,
  userId: string,
  { title, ...known }: Pick<RequestStart, 'title' | 'suggestionId' | 'debriefId' | 'words' | 'lead'>,
): Promise<ModalView> {
  const { kinds, teams, role } = await requireTeams(deps);
  const start = startOfForm(deps.db, { userId, title }, { kinds, teams }, deps.now());
  return requestFormModal({ ...start, ...known }, { kinds, teams, role });
}

const choices = ({ db }: Deps) => ({
  kinds: kindsOf(db),
  teams: teamsOfKind(db, 'marketing'),
  role: citedLine(db, 'request'),
});

/** @throws UserError that names who can create a marketing team, if no such team exists. */
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
