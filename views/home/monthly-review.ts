import type { NextReview, OwnActions } from '../../src/home/monthly-review.ts';
import { moment } from '../../src/platform/slack/mrkdwn.ts';
import { type Blocks, bold, button, dotted, mrkdwn, rich } from '../kit/blocks.ts';
import { buttonsAndMenu } from '../kit/row.ts';
import { counted } from '../kit/words.ts';
import { reviewActionIds } from '../reviews/ids.ts';
import { stateWords } from '../reviews/words.ts';
import { settingsActions } from '../settings/list.ts';
import { periodName } from '../targets/words.ts';

/** The reader's open actions, in two blocks, since a home has few; the page of the review has all, and does more. */
export function actionBlocks({ actions: own, today, total }: OwnActions): Blocks {
  if (total === 0) return [];
  const done = own.map(({ id, what }, index) =>
    button(reviewActionIds.done, own.length === 1 ? 'Done' : `Done: ${index + 1}`, String(id), {
      label: `Done: ${what}`,
    }),
  );
  return [
    rich(
      [bold(total === 1 ? 'Your open action' : `Your ${total} open actions`)],
      ...own.map((action, index) => [
        own.length === 1 ? '' : `${index + 1}.  `,
        ...dotted([[action.what], stateWords(action, today)]),
      ]),
      ...(total > own.length ? [[`And ${counted(total - own.length, 'more action')}.`]] : []),
    ),
    buttonsAndMenu(
      'home_actions',
      [...done.slice(0, 1), button(reviewActionIds.open, 'Open review', 'current')],
      done.slice(1),
    ),
  ];
}

/** For managers, one press from its page. */
export function nextReviewBlocks(next: NextReview): Blocks {
  if (next === 'no channel') {
    return [
      {
        type: 'section',
        text: mrkdwn('*Monthly review*: choose the channel of both teams, and I post it there each month.'),
        accessory: button(settingsActions.change, 'Choose channel…', 'scoreboard.channel'),
      },
    ];
  }
  const { month, dueAt, isOpen, points, actions: open } = next;
  const when = isOpen ? 'open now' : moment(dueAt, '{date_long_pretty}');
  const counts = `${counted(points, 'point')}  ·  ${counted(open, 'open action')}`;
  return [
    {
      type: 'section',
      text: mrkdwn(`*Monthly review: ${periodName(month)}*  ·  ${when}  ·  ${counts}`),
      accessory: button(reviewActionIds.open, 'Open review', 'current'),
    },
  ];
}
