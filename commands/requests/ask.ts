import type { App, BlockAction, ButtonAction, PlainTextInputAction, StaticSelectAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { leadById } from '../../src/leads/queries.ts';
import { suggestionBecame } from '../../src/library/empty-searches.ts';
import { findWhileTyping } from '../../src/library/search/search.ts';
import { kindsOf } from '../../src/library/settings.ts';
import { idempotently } from '../../src/platform/db/idempotency.ts';
import { UserError } from '../../src/platform/errors.ts';
import { placeToShare } from '../../src/platform/slack/channel.ts';
import type { FormResult } from '../../src/platform/slack/form.ts';
import { mention } from '../../src/platform/slack/mrkdwn.ts';
import { keepDraft, openView, requireDraft, requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { askForContent } from '../../src/requests/acts/ask.ts';
import { kindIn, openRequestsLike } from '../../src/requests/alike.ts';
import { earliestDay, noticeFault } from '../../src/requests/notice.ts';
import { lastTeamOf } from '../../src/requests/queries.ts';
import { requireColleague, teamsOf } from '../../src/teams/membership.ts';
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
import { openRequestList } from './lists.ts';

/** Sales asks for content: the library is searched first, and what is there need not be asked for. */
export function register(app: App, deps: Deps): void {
  const newest = newestOfEach();

  app.command('/request-content', async ({ ack, command, respond }) => {
    await ack();
    const words = command.text.trim();
    const list = words.toLowerCase();
    if (list === 'mine' || list === 'all') return openRequestList(deps, list, command.user_id, command.trigger_id);
    const start = { question: words, channel: placeToShare(command.channel_id) };
    const view = await searchView(deps, command.user_id, start);
    if (await openView(deps.modals, { triggerId: command.trigger_id }, view)) return;
    // Slack has given up on the trigger: a button brings a new one, and what was typed is kept for it.
    const draft = { userId: command.user_id, kind: REQUEST_SEARCH, content: start };
    const draftId = await deps.write((tx) => keepDraft(tx, draft, deps.now()));
    await respond({
      response_type: 'ephemeral',
      replace_original: false,
      ...reopenForm(REOPEN_REQUEST_FORM, draftId),
    });
  });

  app.shortcut({ callback_id: 'request_content', type: 'shortcut' }, async ({ ack, shortcut }) => {
    await ack();
    await openRequestSearch(deps, shortcut.user.id, shortcut.trigger_id);
  });

  app.action<BlockAction<ButtonAction>>(homeActions.requestContent, async ({ ack, body }) => {
    await ack();
    await openRequestSearch(deps, body.user.id, body.trigger_id);
  });

  app.action<BlockAction<ButtonAction>>(REOPEN_REQUEST_FORM, async ({ ack, body, action }) => {
    await ack();
    const draft = requireDraft(deps.db, { id: action.value ?? '', userId: body.user.id, kind: REQUEST_SEARCH });
    const view = await searchView(deps, body.user.id, draft as SearchStart);
    await requireView(deps.modals, { triggerId: body.trigger_id }, view);
  });

  app.action<BlockAction<PlainTextInputAction>>(QUESTION, async ({ ack, body, action }) => {
    await ack();
    const { view, user } = body;
    if (view?.callback_id !== REQUEST_SEARCH) return;
    const { channel } = readRequestSearch(view);
    await newest(view.id, async () => {
      const shown = await searchView(deps, user.id, { question: action.value ?? '', channel });
      await updateView(deps.modals, view.id, shown);
    });
  });

  app.view(REQUEST_SEARCH, async ({ ack, body, view }) => {
    const { form } = readRequestSearch(view);
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors });
    const asked = await requestFormFor(deps, body.user.id, { title: form.value.question ?? '' });
    await ack({ response_action: 'update', view: asked });
  });

  app.action<BlockAction<StaticSelectAction>>(REQUEST_KIND, async ({ ack, body }) => {
    await ack();
    const { view } = body;
    if (view?.callback_id !== REQUEST_FORM) return;
    const held = heldRequest(view);
    const { kinds, teams } = choices(deps);
    const teamId = Number(held.team ?? held.teamId);
    const team = requireMarketingTeam(deps.db, teamId);
    const dayFor = (key: string | null) => {
      const kind = kinds.find((one) => one.key === key);
      return kind ? earliestDay(team, kind, deps.now()) : null;
    };
    // A day that somebody chose themselves stays.
    const isChosen = held.neededBy !== null && held.neededBy !== dayFor(held.datedFor);
    const neededBy = isChosen ? held.neededBy : dayFor(held.kind);
    await updateView(deps.modals, view.id, requestFormModal({ ...held, teamId, neededBy }, { kinds, teams }));
  });

  app.view(REQUEST_FORM, async ({ ack, body, view }) => {
    const { suggestionId, teamId, form: read, errorAt } = readRequestForm(view);
    if (!read.ok) return ack({ response_action: 'errors', errors: read.errors });
    const form = await checked(deps, body.user.id, teamId, read.value);
    if (!form.ok) {
      const [[field, message] = ['', '']] = Object.entries(form.errors);
      return ack({ response_action: 'errors', errors: errorAt(field, message) });
    }
    const { team, ...asking } = form.value;
    const now = deps.now();
    await deps.write((tx) =>
      idempotently(tx, `view:${view.id}`, now, () => {
        const request = askForContent(tx, { form: asking, teamId: team.id, requesterId: body.user.id }, now);
        if (suggestionId !== null) suggestionBecame(tx, { suggestionId, requestId: request.id, by: body.user.id }, now);
      }),
    );
    // After the commit: what was acknowledged is never lost.
    await ack({ response_action: 'update', view: askedModal({ ...asking, channelId: team.channelId }) });
  });
}

interface SearchStart {
  question: string;
  channel: string | null;
}

/** Opens the search that a request begins with. */
export async function openRequestSearch(deps: Deps, userId: string, triggerId: string): Promise<void> {
  await requireView(deps.modals, { triggerId }, await searchView(deps, userId, { question: '', channel: null }));
}

async function searchView(deps: Deps, userId: string, { question, channel }: SearchStart): Promise<ModalView> {
  await requireColleague(deps.directory, userId);
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
  await requireColleague(deps.directory, userId);
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
  await requireColleague(deps.directory, userId);
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
