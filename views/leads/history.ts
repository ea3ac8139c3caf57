import type { ModalView } from '@slack/types';
import type { HistoryEntry, Lead } from '../../src/leads/table.ts';
import { actions, type Blocks, bold, button, date, dotted, type Piece, plain, rich } from '../kit/blocks.ts';
import { pageButtons } from '../kit/paging.ts';
import { changeLine, tellChange } from './change.ts';
import { RATE } from './quality.ts';
import { leadTitle, statusWords } from './words.ts';

export const HISTORY_PAGE = 'lead_history_page';
export const HISTORY_PAGE_SIZE = 20;

export interface HistoryPage {
  lead: Lead;
  /** Newest first. */
  entries: HistoryEntry[];
  page: number;
  total: number;
  /** Whether the reader may rate the lead. */
  mayRate?: boolean;
}

/** Every change of a lead, with its author and time. */
export const historyModal = ({ lead, entries, page, total, mayRate = false }: HistoryPage): ModalView => ({
  type: 'modal',
  title: plain('History'),
  close: plain('Close'),
  blocks: [
    rich([bold(leadTitle(lead)), `  ·  ${statusWords[lead.status]}`], contactLine(lead), { quote: [lead.need] }),
    ...(mayRate ? [actions('rate', button(RATE, 'Rate lead…', String(lead.id)))] : []),
    { type: 'divider' },
    ...entries.flatMap(entryBlocks),
    ...pageButtons(HISTORY_PAGE, { page, size: HISTORY_PAGE_SIZE, total, carry: String(lead.id) }),
  ],
});

function contactLine(lead: Lead): Piece[] {
  return dotted([lead.email, lead.phone, lead.role].filter((part) => part !== null).map((part) => [part]));
}

function entryBlocks(entry: HistoryEntry): Blocks {
  const { words } = tellChange(entry);
  const line: Piece[] = [...changeLine(entry), '  ·  ', date(entry.at)];
  return [words ? rich(line, { quote: [words] }) : rich(line)];
}
