import type { WaitCounts } from '../../src/leads/reads/waits.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, bold, button, emoji, rich } from '../kit/blocks.ts';
import { counted, more } from '../kit/words.ts';
import { PREFERENCES } from '../settings/preferences.ts';
import type { BatchNews } from './batch-news.ts';
import { BULK, OPEN_LIST } from './list.ts';
import { isSettled, type LiveList, type LiveLook, liveListMessage, liveRows } from './settled.ts';
import { escapedTitles, needYou } from './words.ts';

/** Leads with buttons in the daily summary; the rest is counted. */
export const MORNING_SIZE = 10;

/** Names the list of leads that need the reader. */
export const WAITING_LIST = 'waiting';

/** The daily summary: leads that need a person, the most urgent first. */
export function morningMessage(list: LiveList & { counts: WaitCounts | undefined }, look: LiveLook): SlackMessage {
  const { leads, total, counts } = list;
  return liveListMessage(list, look, {
    icon: 'sunrise',
    title: (open) => `Good morning. ${needYou(open)}`,
    about: counts ? [[partsOf(counts, total)]] : [],
    buttons: [
      ...(total > 1 ? [button(BULK, 'Bulk actions…', WAITING_LIST)] : []),
      ...(total > leads.length ? [button(OPEN_LIST, 'Show all', WAITING_LIST)] : []),
      button(PREFERENCES, 'Notification settings', 'morning'),
    ],
  });
}

function partsOf({ toAccept, toTouch, back, overdue }: WaitCounts, total: number): string {
  const parts = [
    toAccept > 0 && `${toAccept} to accept`,
    toTouch > 0 && `${toTouch} awaiting first contact`,
    back > 0 && `${back} back from snooze`,
  ].filter((part) => part !== false);
  const late = overdue === 0 ? '' : total === 1 ? ' (overdue)' : `  ·  ${overdue} overdue`;
  return `${parts.join('  ·  ')}${late}`;
}

/** Leads whose snoozes ended together. */
export function awakeMessage({ userId, news, shown, workspaceUrl, now }: BatchNews): SlackMessage {
  const title = `${counted(news.length, 'lead is', 'leads are')} back from snooze`;
  const first = news.slice(0, MORNING_SIZE);
  const rest = news.length - first.length;
  return {
    text: `${title}: ${escapedTitles(
      news.map(({ lead }) => lead),
      news.length,
    )}`,
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
