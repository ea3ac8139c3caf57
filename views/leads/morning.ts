import type { MorningList } from '../../src/leads/reads/morning.ts';
import type { Lead } from '../../src/leads/table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, bold, button, context, emoji, rich } from '../kit/blocks.ts';
import { PREFERENCES } from '../settings/preferences.ts';
import { leadRow, OPEN_LIST, SEVERAL } from './list.ts';

/** How many leads have their buttons in the list of a morning; the rest is counted. */
export const MORNING_SIZE = 10;

/** Names the list of what waits for whoever looks. */
export const WAITING_LIST = 'waiting';

/** Everything that waits for a person, the most urgent first. */
export function morningMessage({ leads, total, ...counts }: MorningList, now: Date): SlackMessage {
  const title = `Good morning. ${total === 1 ? 'One lead waits' : `${total} leads wait`} for you.`;
  const rest = total - leads.length;
  const parts = [
    counts.toAccept > 0 && `${counts.toAccept} to accept`,
    counts.toTouch > 0 && `${counts.toTouch} to touch`,
    counts.back > 0 && `${counts.back} back from a snooze`,
  ].filter((part) => part !== false);
  const late = counts.overdue === 0 ? '' : `, ${total === 1 ? '' : `${counts.overdue} of them `}overdue`;
  return {
    text: title,
    blocks: [
      rich([emoji('sunrise'), ' ', bold(title)], [`${parts.join('  ·  ')}${late}`]),
      ...leads.flatMap((lead) => leadRow(lead, now, { own: true })),
      ...(rest > 0 ? [context(rest === 1 ? 'And one more.' : `And ${rest} more.`)] : []),
      actions(
        'morning',
        ...(total > 1 ? [button(SEVERAL, 'Several at once…', WAITING_LIST)] : []),
        ...(rest > 0 ? [button(OPEN_LIST, 'Show all', WAITING_LIST)] : []),
        button(PREFERENCES, 'Change this', 'morning'),
      ),
    ],
  };
}

/** Leads that woke together. */
export function awakeMessage(leads: Lead[], now: Date): SlackMessage {
  const title = `${leads.length} leads are back from their snooze and wait for you.`;
  const shown = leads.slice(0, MORNING_SIZE);
  const rest = leads.length - shown.length;
  return {
    text: title,
    blocks: [
      rich([emoji('alarm_clock'), ' ', bold(title)]),
      ...shown.flatMap((lead) => leadRow(lead, now, { own: true })),
      ...(rest > 0 ? [context(rest === 1 ? 'And one more.' : `And ${rest} more.`)] : []),
      actions(
        'awake',
        button(SEVERAL, 'Several at once…', WAITING_LIST),
        ...(rest > 0 ? [button(OPEN_LIST, 'Show all', WAITING_LIST)] : []),
      ),
    ],
  };
}
