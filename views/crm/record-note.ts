/** An entry of a lead's history, as an activity of its record in the CRM: plain text. */
import type { CrmNote } from '../../src/crm/crm.ts';
import type { HistoryEntry } from '../../src/leads/table.ts';
import type { ChangeDetails, LeadChange } from '../../src/leads/types.ts';
import type { Piece } from '../kit/blocks.ts';
import { tellChange } from '../leads/change.ts';

/** Changes that people look for in a record: hand-offs, contacts, and reasons. */
const NOTED: readonly LeadChange[] = [
  ...(['handed_off', 'appended', 'touched', 'declined', 'handed_back', 'qualified', 'won', 'lost'] as const),
  ...(['nurtured', 'disqualified', 'noted'] as const),
];

/** Undefined for a change that the fields of the record tell, or that came from there. */
export function recordNote(
  entry: HistoryEntry,
  nameOf: (userId: string) => string,
): Pick<CrmNote, 'kind' | 'text'> | undefined {
  if (!NOTED.includes(entry.kind)) return undefined;
  if (entry.kind === 'handed_off' && (entry.details as ChangeDetails['handed_off']).crm !== undefined) return undefined;
  const { said, words } = tellChange(entry);
  const line = said.map((piece) => textOf(piece, nameOf)).join('');
  return { kind: kindOf(entry), text: words ? `${line}\n\n${words}` : line };
}

function kindOf({ kind, details }: HistoryEntry): CrmNote['kind'] {
  const contact = kind === 'touched' ? (details as ChangeDetails['touched']).kind : null;
  return contact === null || contact === 'message' ? 'note' : contact;
}

function textOf(piece: Piece, nameOf: (userId: string) => string): string {
  if (typeof piece === 'string') return piece;
  switch (piece.type) {
    case 'text':
      return piece.text;
    case 'user':
      return nameOf(piece.user_id);
    case 'link':
      return piece.text ?? piece.url;
    case 'date':
      return new Date(piece.timestamp * 1000).toISOString().slice(0, 10);
    default:
      return '';
  }
}
