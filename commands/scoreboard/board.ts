import type { ModalView } from '@slack/types';
import { sightOf } from '../../src/leads/reads/visible.ts';
import { campaignsLike, sourcesLike } from '../../src/leads/sources.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { fieldFault } from '../../src/platform/slack/form.ts';
import { askForCsv, askForPictures } from '../../src/scoreboard/ask.ts';
import { readChoice, writeChoice } from '../../src/scoreboard/carry.ts';
import { catchUp } from '../../src/scoreboard/catch-up.ts';
import { periodOf, periodZone, readPeriod } from '../../src/scoreboard/periods.ts';
import { type BoardChoice, readBoard } from '../../src/scoreboard/read.ts';
import { boardViews } from '../../src/scoreboard/scope.ts';
import { progressOfBoard } from '../../src/targets/of-board.ts';
import { isOfTeam } from '../../src/teams/membership.ts';
import { teamById, teamsOfKind } from '../../src/teams/queries.ts';
import {
  BOARD_CHARTS,
  BOARD_CSV,
  BOARD_FILTER,
  BOARD_HELP,
  BOARD_PERIOD,
  BOARD_VIEW,
  boardModal,
  OPEN_BOARD,
} from '../../views/scoreboard/board.ts';
import { csvComes } from '../../views/scoreboard/csv.ts';
import { definitionsModal } from '../../views/scoreboard/definitions.ts';
import { FILTER_FORM, filterModal, readFilter } from '../../views/scoreboard/filter.ts';
import { picturesCome } from '../../views/scoreboard/picture.ts';
import { targetBlocks } from '../../views/targets/progress.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { choiceFor } from './choice.ts';

/** `/baton scoreboard`: the figures of both teams. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'scoreboard.see';
  const usual: BoardChoice = { view: 'activity', period: 'month' };

  router.command('/baton scoreboard', { allow, run: async () => ({ open: await board(deps, usual) }) });
  router.press(OPEN_BOARD, {
    allow,
    run: async ({ value }) => ({ open: await board(deps, { ...usual, period: readPeriod(value) ?? usual.period }) }),
  });

  router.press(BOARD_VIEW, {
    allow,
    run: async ({ value, modal, person }) => {
      const view = boardViews.find((one) => one === value) ?? 'activity';
      const choice = await choiceFor(deps, modal?.private_metadata ?? '', person);
      return { update: await board(deps, { ...choice, view }) };
    },
  });

  router.press(BOARD_PERIOD, {
    allow,
    run: async ({ value, modal, person }) => {
      const choice = await choiceFor(deps, modal?.private_metadata ?? '', person);
      return { update: await board(deps, { ...choice, period: readPeriod(value) ?? choice.period }) };
    },
  });

  router.press(BOARD_HELP, { allow, run: () => ({ open: definitionsModal() }) });

  router.press(BOARD_CSV, {
    allow,
    run: async ({ modal, person, now }) => {
      const choice = writeChoice(await choiceFor(deps, modal?.private_metadata ?? '', person));
      const teamIds = ofPayload((await sightOf(deps, person)).teamIds);
      await deps.write((tx) => askForCsv(tx, { userId: person.id, choice, asked: null, teamIds }, now));
      return { open: csvComes() };
    },
  });

  router.press(BOARD_CHARTS, {
    allow,
    run: async ({ modal, person, now }) => {
      const choice = writeChoice(await choiceFor(deps, modal?.private_metadata ?? '', person));
      const payload = { userId: person.id, choice };
      await deps.write((tx) => askForPictures(tx, payload, now));
      return { open: picturesCome() };
    },
  });

  router.press(BOARD_FILTER, {
    allow,
    run: async ({ modal, person }) => ({
      open: filterFor(deps, await choiceFor(deps, modal?.private_metadata ?? '', person)),
    }),
  });

  router.submit(FILTER_FORM, {
    allow,
    read: readFilter,
    check: async ({ value, ref, person }) => {
      const filtered = await chosen(deps, ref.carry, value);
      const fault = await choiceFor(deps, writeChoice(filtered), person).then(
        () => undefined,
        (error: Error) => error.message,
      );
      return fieldFault('person', fault);
    },
    run: async ({ value, ref }) => ({ root: async () => board(deps, await chosen(deps, ref.carry, value)) }),
  });
}

export const ofPayload = (teamIds: readonly number[] | 'every'): number[] | 'every' =>
  teamIds === 'every' ? teamIds : [...teamIds];

/** A trigger lives three seconds; figures that are not counted by then are named on the board. */
const MOST_WAIT_MS = 1_000;

/** The scoreboard that a value names. */
export const boardFor = async (deps: Deps, carry: string, person: Person): Promise<ModalView> =>
  board(deps, await choiceFor(deps, carry, person));

async function board(deps: Deps, choice: BoardChoice): Promise<ModalView> {
  await catchUp(deps, AbortSignal.timeout(MOST_WAIT_MS));
  const teamName = choice.teamId === undefined ? undefined : teamById(deps.db, choice.teamId)?.name;
  const now = deps.now();
  const board = readBoard(deps.db, choice, now);
  return boardModal({ board, teamName, targets: targetBlocks(progressOfBoard(deps.db, board, now)) });
}

/** Names in a menu; more are found by the command line. */
const MOST_NAMES = 99;

function filterFor({ db, now }: Deps, choice: BoardChoice): ModalView {
  const { first, last } = periodOf(choice.period, periodZone(db, choice.teamId), now());
  return filterModal({
    choice,
    carry: writeChoice(choice),
    first,
    last,
    teams: teamsOfKind(db, 'sales'),
    sources: sourcesLike(db, '', MOST_NAMES),
    campaigns: campaignsLike(db, '', MOST_NAMES),
  });
}

type Filter = Extract<ReturnType<typeof readFilter>['form'], { ok: true }>['value'];

/** The view stays; a named period stays if its days do. */
async function chosen(deps: Deps, carry: string, filter: Filter): Promise<BoardChoice> {
  const before = readChoice(deps.db, carry);
  const { first, last } = periodOf(before.period, periodZone(deps.db, before.teamId), deps.now());
  const sameDays = first === filter.first && last === filter.last;
  const { source, campaign } = readChoice(deps.db, ['', '', '', filter.source ?? '', filter.campaign ?? ''].join('~'));
  return {
    view: before.view,
    period: sameDays ? before.period : { first: filter.first, last: filter.last },
    teamId: filter.team,
    source,
    campaign,
    person: filter.person === undefined ? undefined : { id: filter.person, as: await roleOf(deps, filter.person) },
  };
}

/** People of a sales team are meant as sellers, all others as marketers. */
async function roleOf(deps: Deps, userId: string): Promise<'seller' | 'marketer'> {
  const sales = teamsOfKind(deps.db, 'sales');
  const isSeller = await Promise.all(sales.map((team) => isOfTeam(deps, team, userId)));
  return isSeller.includes(true) ? 'seller' : 'marketer';
}
