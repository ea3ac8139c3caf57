import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { isOwn, type LeadPage, listLeads, MOST_FOUND } from '../../src/leads/reads/list.ts';
import { requireView, updateView } from '../../src/platform/slack/open-view.ts';
import { requireColleague } from '../../src/teams/membership.ts';
import { pageAction, readPage } from '../../views/kit/paging.ts';
import { DIGEST_REST } from '../../views/leads/digest.ts';
import { LIST_PAGE, LIST_PAGE_SIZE, leadListModal, OPEN_LIST } from '../../views/leads/list.ts';
import type { Deps } from '../deps.ts';
import { answerAway, isAboutAway } from './away.ts';
import { listOf } from './filters.ts';

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

  app.action<BlockAction<ButtonAction>>(OPEN_LIST, async ({ ack, body, action }) => {
    await ack();
    const view = await listPage(deps, { page: 0, carry: action.value ?? '', userId: body.user.id });
    await requireView(deps.modals, { triggerId: body.trigger_id }, view);
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

/** One page of the list that `carry` names, as this person may see it. */
export async function listPage(deps: Deps, { page, carry, userId }: { page: number; carry: string; userId: string }) {
  const colleague = await requireColleague(deps.directory, userId);
  const { filter, title, empty, reader } = await listOf(deps, carry, colleague);
  const look = { title, empty, carry, reader, own: isOwn(filter), now: deps.now() };
  const isCut = ({ total }: LeadPage) => filter.show === 'search' && total === MOST_FOUND;
  const pageOf = (at: number) => listLeads(deps.db, filter, { limit: LIST_PAGE_SIZE, offset: at * LIST_PAGE_SIZE });
  const found = pageOf(page);
  if (found.leads.length > 0 || page === 0) return leadListModal({ ...found, isCut: isCut(found), ...look, page });
  // The last lead of the last page has gone: the page before it is the last one now.
  const last = Math.max(0, Math.ceil(found.total / LIST_PAGE_SIZE) - 1);
  return leadListModal({ ...pageOf(last), isCut: isCut(found), ...look, page: last });
}
