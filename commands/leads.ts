import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { Deps } from '../src/deps.ts';
import { UserError } from '../src/errors.ts';
import { type LeadFilter, listLeads } from '../src/leads/list.ts';
import type { Person } from '../src/slack/directory.ts';
import { channelLink } from '../src/slack/markup.ts';
import { requireView, updateView } from '../src/slack/open-view.ts';
import { isManager, isOfTeam, requireColleague, teamsOf } from '../src/teams/membership.ts';
import { requireTeam, teamsOfKind } from '../src/teams/queries.ts';
import type { Team } from '../src/teams/table.ts';
import { DIGEST_REST } from '../views/digest.ts';
import { LIST_PAGE, LIST_PAGE_SIZE, leadListModal } from '../views/lead-list.ts';
import { pageAction, readPage } from '../views/paging.ts';
import { answerAway, isAboutAway } from './away.ts';

/** `/leads`: mine; `/leads away until Monday`; `/leads untouched`, `/leads team`; any other words search. Any number, a page at a time. */
export function register(app: App, deps: Deps): void {
  app.command('/leads', async ({ ack, command, respond }) => {
    await ack();
    if (isAboutAway(command.text)) {
      const answer = await answerAway(deps, command.user_id, command.text.trim().toLowerCase());
      await respond({ response_type: 'ephemeral', ...answer });
      return;
    }
    const view = await listPage(deps, { page: 0, carry: carryOf(command.text), userId: command.user_id });
    await requireView(deps.modals, { triggerId: command.trigger_id }, view);
  });

  app.action<BlockAction<ButtonAction>>(pageAction(LIST_PAGE), async ({ ack, body, action }) => {
    await ack();
    const view = await listPage(deps, { ...readPage(action.value), userId: body.user.id });
    await updateView(deps.modals, body.view?.id ?? '', view);
  });

  app.action<BlockAction<ButtonAction>>(DIGEST_REST, async ({ ack, body, action }) => {
    await ack();
    const view = await listPage(deps, { page: 0, carry: `untouched-of ${action.value}`, userId: body.user.id });
    await requireView(deps.modals, { triggerId: body.trigger_id }, view);
  });
}

/** Shows a list anew after an act on one of its leads. `carry` is what the list keeps in its private_metadata. */
export async function refreshList(
  deps: Deps,
  { viewId, carry, userId }: { viewId: string; carry: string; userId: string },
): Promise<void> {
  await updateView(deps.modals, viewId, await listPage(deps, { ...readPage(carry), userId }));
}

/** Words after `/leads` that are no list of their own are searched for. */
function carryOf(text: string): string {
  const words = text.trim();
  const list = words.toLowerCase();
  if (list === '' || list === 'mine') return 'mine';
  if (list === 'untouched' || list === 'team') return list;
  return `search ${words.slice(0, 200)}`;
}

async function listPage(deps: Deps, { page, carry, userId }: { page: number; carry: string; userId: string }) {
  const colleague = await requireColleague(deps.directory, userId);
  const { filter, title, empty } = await listOf(deps, carry, colleague);
  const pageOf = (at: number) => listLeads(deps.db, filter, { limit: LIST_PAGE_SIZE, offset: at * LIST_PAGE_SIZE });
  const found = pageOf(page);
  if (found.leads.length > 0 || page === 0) return leadListModal({ ...found, title, page, empty, carry });
  // The last lead of the last page has gone: the page before it is the last one now.
  const last = Math.max(0, Math.ceil(found.total / LIST_PAGE_SIZE) - 1);
  return leadListModal({ ...pageOf(last), title, page: last, empty, carry });
}

interface ListOfLeads {
  filter: LeadFilter;
  title: string;
  /** What to say when there is nothing. */
  empty: string;
}

async function listOf(deps: Deps, carry: string, colleague: Person): Promise<ListOfLeads> {
  const [kind = '', ...rest] = carry.split(' ');
  const words = rest.join(' ');
  if (kind === 'untouched-of') return untouchedOfTeam(deps, requireTeam(deps.db, Number(words)), colleague);
  const teams = await teamsOf(deps, colleague.id);
  if (teams.length === 0) {
    throw new UserError(
      'You are in no sales or marketing team yet. Ask a manager to add you to its channel or user group.',
    );
  }
  // Marketing sees what became of its leads in every team.
  const visible = teams.some((team) => team.kind === 'marketing') ? teamsOfKind(deps.db, 'sales') : teams;
  const sales = visible.filter((team) => team.kind === 'sales').map((team) => team.id);
  switch (kind) {
    case 'untouched':
      return {
        filter: { show: 'untouched', teamIds: sales },
        title: 'Untouched leads',
        empty: 'Every lead of your team has been touched. :tada:',
      };
    case 'team':
      return {
        filter: { show: 'team', teamIds: sales },
        title: 'Leads of my team',
        empty: 'Your team has no open leads.',
      };
    case 'search':
      return {
        filter: { show: 'search', words },
        title: 'Found leads',
        empty: 'No lead has these words in its name, company or email.',
      };
    default:
      return {
        filter: { show: 'mine', userId: colleague.id },
        title: 'My leads',
        empty: 'You have no open leads. `/leads untouched` shows the ones that wait for somebody.',
      };
  }
}

/** What a digest had no room for. Digests are read by more people than those who work on leads. */
async function untouchedOfTeam(deps: Deps, team: Team, colleague: Person): Promise<ListOfLeads> {
  const theirs = isManager(team, colleague) || (await isOfTeam(deps.directory, team, colleague.id));
  if (!theirs && (await teamsOf(deps, colleague.id, 'marketing')).length === 0) {
    throw new UserError(`Only the sales team of ${channelLink(team.channelId)} and marketing can see these leads.`);
  }
  return {
    filter: { show: 'untouched', teamIds: [team.id] },
    title: 'Untouched leads',
    empty: 'Every lead of this team has been touched. :tada:',
  };
}
