import type { ModalView } from '@slack/types';
import { leadOfLink, recordLinksOf } from '../../src/crm/record-links.ts';
import { isOwn, listLeads, MOST_FOUND } from '../../src/leads/reads/list.ts';
import { UserError } from '../../src/platform/errors.ts';
import { pageOf } from '../../src/platform/paging.ts';
import type { Person } from '../../src/platform/slack/directory.ts';
import { readPage } from '../../src/platform/slack/private-metadata.ts';
import { DIGEST_VIEW } from '../../views/leads/digest.ts';
import { LIST_PAGE, LIST_PAGE_SIZE, leadListModal, OPEN_LIST } from '../../views/leads/list.ts';
import type { Deps } from '../deps.ts';
import type { Router } from '../guard.ts';
import { listOf } from './filters.ts';

/**
 * `/leads`: own leads; `/leads untouched`, `/leads team`; any other words search,
 * and a link to a record of the CRM finds its lead. commands/leads/away.ts handles
 * `/leads away`.
 */
export function routes(router: Router, deps: Deps): void {
  router.command('/leads', {
    allow: 'lead.list',
    run: async ({ text, person }) => {
      const carry = (await recordIn(deps, text)) ?? carryOf(text);
      return { open: await listPage(deps, { page: 0, carry }, person) };
    },
  });

  router.page(LIST_PAGE, { allow: 'lead.list', run: ({ person, ...at }) => listPage(deps, at, person) });

  router.press(OPEN_LIST, {
    allow: 'lead.list',
    run: async ({ value, person }) => ({ open: await listPage(deps, { page: 0, carry: value }, person) }),
  });

  router.press(DIGEST_VIEW, {
    allow: 'lead.list',
    run: async ({ value, person }) => ({
      open: await listPage(deps, { page: 0, carry: `untouched-of ${value}` }, person),
    }),
  });
}

/** Redraws the list after an act on one of its leads. `kept` is the list's private_metadata. */
export const listAgain = (deps: Deps, kept: string, reader: Person): Promise<ModalView> =>
  listPage(deps, readPage(kept), reader);

/** Words after `/leads` that name no list are a search. */
function carryOf(text: string): string {
  const words = text.trim();
  const list = words.toLowerCase();
  if (list === '' || list === 'mine') return 'mine';
  if (list === 'untouched' || list === 'team') return list;
  return `search ${words.slice(0, 200)}`;
}

/** A link to a record of the CRM finds its lead. */
async function recordIn(deps: Deps, text: string): Promise<string | undefined> {
  const leadId = await leadOfLink(deps, text);
  if (leadId === null) throw new UserError('This record of the CRM is not a lead in Baton.');
  return leadId === undefined ? undefined : `one ${leadId}`;
}

interface At {
  page: number;
  /** Names the list. */
  carry: string;
}

/** One page of a list, as this person may see it. */
export async function listPage(deps: Deps, { page, carry }: At, person: Person): Promise<ModalView> {
  const { filter, ...list } = await listOf(deps, carry, person);
  const found = pageOf((slice) => listLeads(deps.db, filter, slice), { wanted: page, size: LIST_PAGE_SIZE });
  const isCut = filter.show === 'search' && found.total === MOST_FOUND;
  const { workspaceUrl, now } = deps;
  const records = recordLinksOf(deps.db, found.leads);
  return leadListModal({ ...found, ...list, isCut, carry, own: isOwn(filter), workspaceUrl, now: now(), records });
}
