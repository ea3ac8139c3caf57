import type { ModalView } from '@slack/types';
import { leadById, requireLead } from '../../src/leads/queries.ts';
import { unmetSearches } from '../../src/library/empty-searches.ts';
import { mostUsed, shelfTable, unusedSince, usesByStage, usesOfItem, wonWith } from '../../src/library/figures.ts';
import { requireItem } from '../../src/library/queries.ts';
import { kindsOf } from '../../src/library/settings.ts';
import { pageOf, type Slice } from '../../src/platform/paging.ts';
import { DAY_MS } from '../../src/platform/time/units.ts';
import { requestsByStage, turnaroundOf } from '../../src/requests/figures.ts';
import { teamsOfKind } from '../../src/teams/queries.ts';
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
import type { Router } from '../guard.ts';

/** Marketing's figures: used, unused and missing content. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'library.figures';
  router.command('/content figures', { allow, run: () => ({ say: figuresFor(deps) }) });
  router.press(figuresAction, { allow, run: ({ value }) => ({ open: listPage(deps, value, 0) }) });
  router.press(ITEM_USES, { allow, run: ({ value }) => ({ open: listPage(deps, `item-${value}`, 0) }) });
  router.page(FIGURES_PAGE, { allow, run: ({ carry, page }) => listPage(deps, carry, page) });
  router.press(browseActions.figures, { allow, run: () => ({ open: figuresModal(readFigures(deps)) }) });
}

/** With a chart if Slack takes one. */
export function figuresFor(deps: Deps) {
  const figures = readFigures(deps);
  return { ...figuresMessage(figures, { chart: true }), plainer: figuresMessage(figures, { chart: false }).blocks };
}

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

/** One page of the named list; the first list if the name is invalid. */
function listPage(deps: Deps, list: string, wanted: number): ModalView {
  const { db } = deps;
  const from = since(deps);
  const paged = <T extends { total: number }>(read: (slice: Slice) => T) =>
    pageOf(read, { wanted, size: FIGURES_PAGE_SIZE });
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
