import type { MorningList } from '../../src/leads/reads/morning.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, bold, button, emoji, rich } from '../kit/blocks.ts';
import { counted, more } from '../kit/words.ts';
import { PREFERENCES } from '../settings/preferences.ts';
import type { BatchNews } from './batch-news.ts';
import { BULK, OPEN_LIST } from './list.ts';
import { leadRows, type RowLook } from './row.ts';
import { isSettled, liveRows } from './settled.ts';
import { needYou } from './words.ts';

/** Leads with buttons in the daily summary; the rest is counted. */
export const MORNING_SIZE = 10;

/** Names the list of leads that need the reader. */
export const WAITING_LIST = 'waiting';

/** The daily summary: leads that need a person, the most urgent first. */
export function morningMessage({ leads, total, ...counts }: MorningList, look: RowLook): SlackMessage {
  const title = `Good morning. ${needYou(total)}`;
  const rest = total - leads.length;
  const parts = [
    counts.toAccept > 0 && `${counts.toAccept} to accept`,
    counts.toTouch > 0 && `${counts.toTouch} awaiting first contact`,
    counts.back > 0 && `${counts.back} back from snooze`,
  ].filter((part) => part !== false);
  const late = counts.overdue === 0 ? '' : total === 1 ? ' (overdue)' : `  ·  ${counts.overdue} overdue`;
  return {
    text: title,
    blocks: [
      rich([emoji('sunrise'), ' ', bold(title)], [`${parts.join('  ·  ')}${late}`]),
      ...leadRows(leads, { ...look, own: true }),
      ...more(rest),
      actions(
        'morning',
        ...(total > 1 ? [button(BULK, 'Bulk actions…', WAITING_LIST)] : []),
        ...(rest > 0 ? [button(OPEN_LIST, 'Show all', WAITING_LIST)] : []),
        button(PREFERENCES, 'Notification settings', 'morning'),
      ),
    ],
  };
}

/** Leads whose snoozes ended together. */
export function awakeMessage({ userId, news, shown, workspaceUrl, now }: BatchNews): SlackMessage {
  const title = `${counted(news.length, 'lead is', 'leads are')} back from snooze`;
  const first = news.slice(0, MORNING_SIZE);
  const rest = news.length - first.length;
  return {
    text: title,
    blocks: [
      rich([emoji('alarm_clock'), ' ', bold(title)]),
      ...liveRows(first, { readerId: userId, shown, workspaceUrl, now }),
      ...more(rest),
      ...(news.every(isSettled)
        ? []
        : [
            actions(
              'awake',
              button(BULK, 'Bulk actions…', WAITING_LIST),
              ...(rest > 0 ? [button(OPEN_LIST, 'Show all', WAITING_LIST)] : []),
            ),
          ]),
    ],
  };
}
