/** Lists for admins: writes that the CRM refused, and records that are no lead. */
import type { KnownBlock, ModalView } from '@slack/types';
import type { CrmOrder, KeptRecord } from '../../src/crm/table.ts';
import type { WithCard } from '../../src/leads/card-place.ts';
import type { Lead } from '../../src/leads/table.ts';
import {
  actions,
  bold,
  boldLink,
  button,
  date,
  dotted,
  link,
  type Piece,
  plain,
  rich,
  section,
} from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { rowActions } from '../kit/row.ts';
import { cardLinkOf, leadTitle } from '../leads/words.ts';
import { ownWords } from './words.ts';

export const REFUSALS_PAGE = 'crm_refusals_page';
export const KEPT_PAGE = 'crm_kept_page';
export const CRM_LIST_SIZE = 10;
export const listActions = {
  again: 'crm_try_again',
  leave: 'crm_leave_out',
  allAgain: 'crm_try_all_again',
} as const;

interface Paged<Row> {
  label: string;
  rows: Row[];
  page: number;
  total: number;
}

type Refusal = Pick<CrmOrder, 'leadId' | 'words' | 'failedAt'> & {
  /** Undefined once it was erased. */
  lead: WithCard<Lead> | undefined;
  /** Its record; undefined if it has none yet. */
  url: string | undefined;
};

export const refusalsModal = ({
  label,
  rows,
  page,
  total,
  workspaceUrl,
}: Paged<Refusal> & { workspaceUrl: string }): ModalView => ({
  type: 'modal',
  title: plain('Refused writes'),
  close: plain('Back'),
  blocks: [
    section(
      total === 0
        ? `Nothing is refused. ${label} took all that was written.`
        : `${label} refused to write these, in its own words. Mend it there or in the choices, and try again.`,
    ),
    ...rows.flatMap((row) => refusalRow(label, row, workspaceUrl)),
    ...pageButtons(REFUSALS_PAGE, { page, size: CRM_LIST_SIZE, total, carry: '' }),
    ...(total > 1 ? [actions('crm_all', button(listActions.allAgain, 'Try all again', 'all'))] : []),
  ],
});

function refusalRow(
  label: string,
  { leadId, lead, words, failedAt, url }: Refusal,
  workspaceUrl: string,
): KnownBlock[] {
  const name = lead ? leadTitle(lead) : `Lead ${leadId}`;
  const card = lead && cardLinkOf(lead.card, workspaceUrl);
  const title: Piece = card ? boldLink(card, name) : bold(name);
  return [
    rich(
      dotted([[title], ...(url === undefined ? [] : [[link(url, label)]]), ...(failedAt ? [[date(failedAt)]] : [])]),
      ...ownWords(words ?? ''),
    ),
    rowActions(`refusal:${leadId}`, [
      button(listActions.again, 'Try again', String(leadId), { label: `Try again: ${name}` }),
      button(listActions.leave, 'Leave out', String(leadId), { label: `Leave out: ${name}` }),
    ]),
  ];
}

type Kept = Pick<KeptRecord, 'recordId' | 'url' | 'words' | 'at'> & { lead: WithCard<Lead> | undefined };

export const keptModal = ({
  label,
  rows,
  page,
  total,
  workspaceUrl,
}: Paged<Kept> & { workspaceUrl: string }): ModalView => ({
  type: 'modal',
  title: plain('Records left out'),
  close: plain('Back'),
  blocks: [
    section(
      total === 0
        ? 'Every record that matches is a lead.'
        : `These records match, and are no leads. Mend them in ${label}: a record is looked at again when it changes.`,
    ),
    ...(rows.length === 0 ? [] : [rich(...rows.map((row) => keptLine(label, row, workspaceUrl)))]),
    ...pageButtons(KEPT_PAGE, { page, size: CRM_LIST_SIZE, total, carry: '' }),
  ],
});

function keptLine(label: string, { recordId, url, words, at, lead }: Kept, workspaceUrl: string): Piece[] {
  const card = lead && cardLinkOf(lead.card, workspaceUrl);
  return dotted([
    [link(url, `${label} ${recordId}`)],
    [words],
    ...(lead ? [[card ? link(card, leadTitle(lead)) : leadTitle(lead)]] : []),
    [date(at)],
  ]);
}
