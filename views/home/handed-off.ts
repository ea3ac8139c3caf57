import { HANDED_OFF_SIZE, type HandedOff, type HandedOffLead } from '../../src/home/handed-off.ts';
import { type LeadStatus, leadStatuses } from '../../src/leads/types.ts';
import { type Blocks, context, date, dotted, emoji, heading, type Piece, person, rich } from '../kit/blocks.ts';
import { linkedTitle, statusWords } from '../leads/words.ts';
import { turns } from './home.ts';

const statusEmoji: Record<LeadStatus, string> = {
  new: 'large_yellow_circle',
  accepted: 'white_check_mark',
  working: 'telephone_receiver',
  qualified: 'dart',
  won: 'trophy',
  lost: 'broken_heart',
  returned: 'leftwards_arrow_with_hook',
  nurturing: 'seedling',
  disqualified: 'no_entry_sign',
};

/** The status of the reader's hand-offs. */
export function handedOffBlocks(found: HandedOff, workspaceUrl: string): Blocks {
  const { leads, total, page } = found;
  if (total === 0) return [];
  return [
    heading('Your leads'),
    context(countLine(found)),
    rich(...leads.map((lead) => line(lead, workspaceUrl))),
    ...turns('handedOff', { page, total, size: HANDED_OFF_SIZE }),
  ];
}

const countLine = ({ byStatus, days }: HandedOff): string =>
  [
    `${Object.values(byStatus).reduce((sum, leads) => sum + leads, 0)} in the last ${days} days`,
    ...leadStatuses.flatMap((status) => {
      const leads = byStatus[status] ?? 0;
      return leads === 0 ? [] : [`${leads} ${statusWords[status].toLowerCase()}`];
    }),
  ].join('  ·  ');

const line = (lead: HandedOffLead, workspaceUrl: string): Piece[] => [
  emoji(statusEmoji[lead.status]),
  ' ',
  ...dotted([
    [linkedTitle(lead, workspaceUrl)],
    [statusWords[lead.status].toLowerCase(), ...who(lead)],
    [date(lead.handedOffAt, '{date_pretty}')],
  ]),
];

function who({ ownerId, assigneeId, status }: HandedOffLead): Piece[] {
  if (ownerId !== null) return [status === 'working' ? ', owner ' : ' by ', person(ownerId)];
  return status === 'new' && assigneeId !== null ? [', assigned to ', person(assigneeId)] : [];
}
