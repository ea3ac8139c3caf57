/** A lead in a list, a message or a home: linked title, short lines, the likeliest act, and a menu of others. */
import type { Button } from '@slack/types';
import type { RecordLink } from '../../src/crm/record-links.ts';
import type { WithCard } from '../../src/leads/card-place.ts';
import { isOverdue } from '../../src/leads/reads/due.ts';
import { actsOn, type ListReader, notesOn } from '../../src/leads/reads/sight.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { LeadStatus } from '../../src/leads/types.ts';
import {
  actions,
  type Blocks,
  bold,
  boldLink,
  button,
  date,
  dated,
  dotted,
  emoji,
  type Line,
  link,
  option,
  overflow,
  type Piece,
  person,
  rich,
} from '../kit/blocks.ts';
import { onePrimary } from '../kit/emphasis.ts';
import { capital, due, overdue } from '../kit/words.ts';
import { leadActions, leadButtons, type MenuChoice, menuChoices } from './actions.ts';
import { contact } from './card.ts';
import { cardLinkOf, leadTitle, statusWords, temperatureEmoji } from './words.ts';

export interface RowLook {
  workspaceUrl: string;
  now: Date;
  /** A heading above it shows its status. */
  grouped?: boolean;
  /** The reader owns it, or is to accept it. */
  own?: boolean;
  /** The time left, in words. */
  countdown?: string;
  /** The records in the CRM, by the id of the lead. */
  records?: ReadonlyMap<number, RecordLink>;
  /** Left out where all readers may act. */
  reader?: ListReader;
}

/** The rows of a list. The first act is the green one. */
export const leadRows = (leads: readonly WithCard<Lead>[], look: RowLook): Blocks =>
  onePrimary(leads.flatMap((lead) => leadRow(lead, look)));

/** One of them; `more` are lines below. */
export function leadRow(lead: WithCard<Lead>, look: RowLook, more: Line[] = []): Blocks {
  const { reader } = look;
  const mayAct = !reader || actsOn(reader, lead);
  const { next, menu } = mayAct ? acts(lead) : notesOn(reader, lead) ? forReaders : onlyHistory;
  return [
    rich(
      [emoji(temperatureEmoji[lead.temperature]), ' ', title(lead, look)],
      capital(dotted(standing(lead, look))),
      ...(mayAct ? [dotted([...contact(lead), ...recordPart(lead, look)])] : []),
      ...more,
    ),
    actions(
      `row:${lead.id}`,
      nextButton(lead, next),
      ...(menu.length > 0
        ? [
            overflow(
              leadActions.menu,
              menu.map((choice) => option(`${choice}:${lead.id}`, choiceWords(choice, lead))),
            ),
          ]
        : []),
    ),
  ];
}

const recordPart = ({ id }: Lead, { records }: RowLook): Piece[][] => {
  const record = records?.get(id);
  return record ? [[link(record.url, record.crm)]] : [];
};

interface Acts {
  /** The likeliest act. */
  next: keyof typeof leadActions;
  /** At most five, Slack's limit for a menu. The card has the others. */
  menu: readonly MenuChoice[];
}

const ended: Acts = { next: 'history', menu: ['reopen', 'note'] };
const forReaders: Acts = { next: 'history', menu: ['note'] };
/** For sellers of other teams. */
const onlyHistory: Acts = { next: 'history', menu: [] };

const actsOf: Record<LeadStatus, Acts> = {
  new: { next: 'accept', menu: ['decline', 'touch', 'reassign', 'snooze', 'history'] },
  accepted: { next: 'touch', menu: ['decline', 'release', 'reassign', 'snooze', 'history'] },
  working: { next: 'touch', menu: ['qualify', 'decline', 'nurture', 'snooze', 'history'] },
  qualified: { next: 'win', menu: ['lose', 'touch', 'snooze', 'reopen', 'history'] },
  won: { next: 'history', menu: ['reopen', 'value', 'note'] },
  lost: ended,
  returned: { next: 'handBack', menu: ['nurture', 'disqualify', 'note', 'history'] },
  nurturing: { next: 'wake', menu: ['note', 'history'] },
  disqualified: forReaders,
};

/** Marketing resubmits a lead once. */
const acts = ({ status, handedBackAt }: Lead): Acts =>
  status === 'returned' && handedBackAt !== null
    ? { next: 'nurture', menu: ['disqualify', 'note', 'history'] }
    : actsOf[status];

const choiceWords = (choice: MenuChoice, { status }: Lead): string =>
  choice === 'reopen' && status !== 'qualified' ? 'Reopen' : menuChoices[choice];

/** As on the card, but for the history, which the card has in its menu. */
function nextButton(lead: Lead, next: Acts['next']): Button {
  const onCard = leadButtons(lead).find(({ action_id }) => action_id === leadActions[next]);
  return onCard ?? button(leadActions.history, 'History', String(lead.id), { label: `History: ${lead.name}` });
}

function title(lead: WithCard<Lead>, { workspaceUrl }: RowLook): Piece {
  const url = cardLinkOf(lead.card, workspaceUrl);
  return url ? boldLink(url, leadTitle(lead)) : bold(leadTitle(lead));
}

function standing(lead: Lead, { now, grouped = false, own = false, countdown }: RowLook): Piece[][] {
  const { dueAt, ownerId, assigneeId, snoozedUntil, nurtureUntil } = lead;
  const isLate = isOverdue(lead, now);
  const deadline: Piece[][] = isLate
    ? [overdue(dueAt, now)]
    : dueAt
      ? [[...due(dueAt), ...(countdown ? [', ', bold(countdown)] : [])]]
      : [];
  const who = ownerId ?? assigneeId;
  return [
    ...deadline,
    ...(grouped ? [] : [[statusWords[lead.status]]]),
    ...(own || who === null || (grouped && ownerId !== null)
      ? []
      : [[...(ownerId === null ? ['assigned to '] : []), person(who)]]),
    ...(lead.status === 'new' && lead.score !== null ? [[`score ${lead.score}`]] : []),
    ...(nurtureUntil ? [['returns ', date(nurtureUntil, '{date}')]] : []),
    ...(snoozedUntil ? [['snoozed ', dated('until ', snoozedUntil)]] : []),
    // Without a deadline its age says how long it has been there.
    ...(isLate || dueAt ? [] : [[dated('handed off ', lead.handedOffAt, '{date_pretty}')]]),
  ];
}
