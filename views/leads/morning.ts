import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { actions, bold, button, emoji, rich } from '../kit/blocks.ts';
import { counted, more } from '../kit/words.ts';
import type { BatchNews } from './batch-news.ts';
import { BULK, OPEN_LIST } from './list.ts';
import { isSettled, liveRows } from './settled.ts';
import { escapedTitles } from './words.ts';

/** Leads with buttons in the daily summary; the rest is counted. */
export const MORNING_SIZE = 10;

/** Names the list of leads that need the reader. */
export const WAITING_LIST = 'waiting';

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
