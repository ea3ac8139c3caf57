import type { ModalView } from '@slack/types';
import { cardOf } from '../../src/leads/card-place.ts';
import { clauseTexts } from '../../src/leads/definition/queries.ts';
import { sightOf } from '../../src/leads/reads/visible.ts';
import { UserError } from '../../src/platform/errors.ts';
import { pageOf, rowsOf } from '../../src/platform/paging.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { askForCsv } from '../../src/scoreboard/ask.ts';
import { leadsBehind } from '../../src/scoreboard/behind.ts';
import { readAsked, readOrigin, writeChoice } from '../../src/scoreboard/carry.ts';
import { definitionOf } from '../../src/scoreboard/figures.ts';
import { periodOf, periodZone } from '../../src/scoreboard/periods.ts';
import { type BoardChoice, scopeOf } from '../../src/scoreboard/read.ts';
import { requestKeys, requestLists } from '../../src/scoreboard/requests.ts';
import { teamById } from '../../src/teams/queries.ts';
import { behindAction } from '../../views/scoreboard/behind.ts';
import { csvComes } from '../../views/scoreboard/csv.ts';
import { BEHIND_CSV, BEHIND_PAGE, BEHIND_SIZE, behindModal, requestsModal } from '../../views/scoreboard/list.ts';
import { figureLabel } from '../../views/scoreboard/words.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { ofPayload } from './board.ts';
import { choiceFor } from './choice.ts';

/** Stands between the figure and the choice. */
const BETWEEN = ' ';

/** The leads and requests behind the figures of the scoreboard. */
export function routes(router: Router, deps: Deps): void {
  const allow = 'scoreboard.see';

  router.press(behindAction, {
    allow,
    run: async ({ value, modal, person }) => ({
      open: await page(deps, `${value}${BETWEEN}${modal?.private_metadata ?? ''}`, 0, person),
    }),
  });

  router.page(BEHIND_PAGE, { allow, run: ({ carry, page: wanted, person }) => page(deps, carry, wanted, person) });

  router.press(BEHIND_CSV, {
    allow,
    run: async ({ value, person, now }) => {
      const [text = '', carry = ''] = value.split(BETWEEN);
      const allowed = await choiceFor(deps, carry, person);
      const narrowed = readOrigin(deps.db, text, allowed);
      const [choice, asked] = [writeChoice(narrowed ?? allowed), narrowed ? 'handed_off' : text];
      const teamIds = ofPayload((await sightOf(deps, person)).teamIds);
      const payload = { userId: person.id, choice, asked, teamIds };
      await deps.write((tx) => askForCsv(tx, payload, now));
      return { open: csvComes() };
    },
  });
}

async function page(deps: Deps, carry: string, wanted: number, reader: Person): Promise<ModalView> {
  const [what = '', choiceText = ''] = carry.split(BETWEEN);
  const choice = await choiceFor(deps, choiceText, reader);
  const { db } = deps;
  const period = periodOf(choice.period, periodZone(db, choice.teamId), deps.now());
  const request = requestKeys.find((key) => key === what);
  if (request) {
    const stories = requestLists(db, { view: choice.view, ...period }, deps.now())[request];
    const { rows, ...at } = pageOf(rowsOf(stories), { wanted, size: BEHIND_SIZE });
    return requestsModal({ figure: request, requests: rows.map((one) => one.request), carry, ...at });
  }
  const narrowed = readOrigin(db, what, choice);
  if (narrowed) return leadsPage(deps, { what: 'handed_off', carry, choice: narrowed, wanted }, reader);
  return leadsPage(deps, { what, carry, choice, wanted }, reader);
}

interface Wanted {
  what: string;
  carry: string;
  choice: BoardChoice;
  wanted: number;
}

async function leadsPage(deps: Deps, { what, carry, choice, wanted }: Wanted, reader: Person): Promise<ModalView> {
  const { db, workspaceUrl } = deps;
  const scope = scopeOf(choice, periodOf(choice.period, periodZone(db, choice.teamId), deps.now()));
  const asked = readAsked(db, what, scope);
  if (!asked) throw new UserError('This figure no longer exists. Please open the scoreboard again.');
  const sight = await sightOf(deps, reader);
  const { rows, ...at } = pageOf((slice) => leadsBehind(db, asked, scope, slice, sight), { wanted, size: BEHIND_SIZE });
  const clauses = clauseTexts(db, asked.key === 'cited' && asked.part != null ? [Number(asked.part)] : []);
  return behindModal({
    title: figureLabel({ clauses }, asked.key, asked.part),
    moment: choice.view === 'activity' ? definitionOf(asked.key).moment : 'the hand-off',
    leads: rows.map((row) => ({
      ...row,
      card: cardOf(db, row.id),
      teamName: teamById(db, row.teamId)?.name ?? 'another team',
    })),
    carry,
    workspaceUrl,
    ...at,
  });
}
