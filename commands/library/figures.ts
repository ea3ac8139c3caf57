import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { leadById, requireLead } from '../../src/leads/queries.ts';
import { unmetSearches } from '../../src/library/empty-searches.ts';
import { mostUsed, shelfTable, unusedSince, usesByStage, usesOfItem, wonWith } from '../../src/library/figures.ts';
import { isLibrarian } from '../../src/library/permissions.ts';
import { requireItem } from '../../src/library/queries.ts';
import { kindsOf } from '../../src/library/settings.ts';
import { UserError } from '../../src/platform/errors.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { openOver, updateView } from '../../src/platform/slack/open-view.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import { requestsByStage } from '../../src/requests/by-stage.ts';
import { turnaroundOf } from '../../src/requests/turnaround.ts';
import { isManager, requireColleague } from '../../src/teams/membership.ts';
import { allTeams, teamsOfKind } from '../../src/teams/queries.ts';
import { pageAction } from '../../views/kit/paging.ts';
import { browseActions } from '../../views/library/browse.ts';
import {
  FIGURES_PAGE,
  FIGURES_PAGE_SIZE,
  ITEM_USES,
  unusedModal,
  usedModal,
  usesModal,
  wonModal,
} from '../../views/library/figure-lists.ts';
import {
  FIGURES_DAYS,
  type Figures,
  figuresAction,
  figuresMessage,
  figuresModal,
  MOST_TEAMS,
} from '../../views/library/figures.ts';
import type { Deps } from '../deps.ts';

/** Marketing's view of the library: what is used, what is not, what is missing. */
export function register(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>(figuresAction, async ({ ack, body, action }) => {
    await ack();
    await requireFigures(deps, body.user.id);
    await openOver(deps.modals, body, listPage(deps, action.value ?? '', 0));
  });

  app.action<BlockAction<ButtonAction>>(ITEM_USES, async ({ ack, body, action }) => {
    await ack();
    await requireFigures(deps, body.user.id);
    await openOver(deps.modals, body, listPage(deps, `item-${action.value}`, 0));
  });

  app.action<BlockAction<ButtonAction>>(pageAction(FIGURES_PAGE), async ({ ack, body, action }) => {
    await ack();
    await requireFigures(deps, body.user.id);
    const { page, carry } = readPage(action.value);
    await updateView(deps.modals, body.view?.id ?? '', listPage(deps, carry, page));
  });

  app.action<BlockAction<ButtonAction>>(browseActions.figures, async ({ ack, body }) => {
    await ack();
    await requireFigures(deps, body.user.id);
    await openOver(deps.modals, body, figuresModal(readFigures(deps)));
  });
}

type Respond = (message: SlackMessage & { response_type: 'ephemeral'; replace_original: false }) => Promise<unknown>;

/** `/content figures`: for the one who asked, with a chart where Slack takes one. */
export async function answerFigures(deps: Deps, userId: string, respond: Respond): Promise<void> {
  await requireFigures(deps, userId);
  const figures = readFigures(deps);
  const answer = (chart: boolean) =>
    respond({ response_type: 'ephemeral', replace_original: false, ...figuresMessage(figures, { chart }) });
  try {
    await answer(true);
  } catch (error) {
    // Charts are young: a workspace that does not have them yet refuses the message as a whole.
    deps.log.warn({ err: error }, 'Slack did not take the chart: the figures are told in words');
    await answer(false);
  }
}

/** Members of a marketing team, managers of any team and workspace admins. */
export const maySeeFigures = async (deps: Deps, person: Person): Promise<boolean> =>
  allTeams(deps.db).some((team) => isManager(team, person)) || (await isLibrarian(deps, person));

async function requireFigures(deps: Deps, userId: string): Promise<void> {
  if (await maySeeFigures(deps, await requireColleague(deps.directory, userId))) return;
  throw new UserError('Only marketing and the managers of teams see these figures.');
}

const DAY_MS = 24 * 3_600_000;
const since = ({ now }: Deps): Date => new Date(now().getTime() - FIGURES_DAYS * DAY_MS);

const MOST_MISSING = 5;

function readFigures(deps: Deps): Figures {
  const { db } = deps;
  const from = since(deps);
  const teams = teamsOfKind(db, 'marketing');
  return {
    since: from,
    shelves: shelfTable(db),
    kinds: kindsOf(db),
    uses: usesByStage(db, from),
    requests: requestsByStage(db, from),
    missing: unmetSearches(db, MOST_MISSING, deps.now()),
    turnarounds: teams
      .slice(0, MOST_TEAMS)
      .map(({ id, name }) => ({ team: name, figures: turnaroundOf(db, { teamId: id, since: from }) })),
    moreTeams: Math.max(0, teams.length - MOST_TEAMS),
  };
}

/** One page of the list that this names; nonsense is the first of them. */
function listPage(deps: Deps, list: string, wanted: number): ModalView {
  const { db } = deps;
  const from = since(deps);
  const paged = <T extends { total: number }>(read: (at: { limit: number; offset: number }) => T) => {
    const at = (page: number) => read({ limit: FIGURES_PAGE_SIZE, offset: page * FIGURES_PAGE_SIZE });
    const found = at(wanted);
    const page = Math.min(wanted, Math.max(0, Math.ceil(found.total / FIGURES_PAGE_SIZE) - 1));
    return { ...(page === wanted ? found : at(page)), page };
  };
  if (list === 'unused') {
    const { items, ...at } = paged((page) => unusedSince(db, from, page));
    return unusedModal(items, kindsOf(db), at);
  }
  if (list === 'won') {
    const { deals, ...at } = paged((page) => wonWith(db, from, page));
    return wonModal(
      deals.map(({ leadId, items }) => ({ lead: requireLead(db, leadId), items })),
      at,
    );
  }
  const itemId = /^item-(\d{1,15})$/.exec(list)?.[1];
  if (itemId !== undefined) {
    const item = requireItem(db, Number(itemId));
    const { uses, ...at } = paged((page) => usesOfItem(db, item.id, page));
    const told = uses.map((use) => ({ use, lead: use.leadId === null ? undefined : leadById(db, use.leadId) }));
    return usesModal(item, told, at);
  }
  const { rows, ...at } = paged((page) => mostUsed(db, from, page));
  return usedModal(rows, at);
}
