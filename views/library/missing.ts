/** Searches without a result: an anonymous suggestion to marketing, and an alert for a person who wants one. */

import type { ContentKind } from '../../src/library/settings.ts';
import type { LibraryItem } from '../../src/library/table.ts';
import type { LibrarySuggestion, SearchAlert } from '../../src/library/usage-table.ts';
import type { SlackMessage } from '../../src/platform/outbox/message.ts';
import { escaped } from '../../src/platform/slack/mrkdwn.ts';
import { isolated } from '../kit/bidi.ts';
import { actions, bold, button, context, emoji, link, person, rich } from '../kit/blocks.ts';
import { getItem, useButton } from './buttons.ts';
import { escapedItem, itemLines } from './words.ts';

export const suggestionActions = { request: 'suggestion_request', notNow: 'suggestion_not_now' } as const;

/** In marketing's channel; edited once marketing decides. */
export function suggestionMessage(suggestion: LibrarySuggestion, requestLink: string | null): SlackMessage {
  const { id, words, times, state, by } = suggestion;
  const title = rich([emoji('mag'), ` ${times} searches with no result: `, bold(`“${words}”`)]);
  const text = `${times} searches with no result: ${escaped(isolated(words))}`;
  if (state === 'open') {
    return {
      text,
      blocks: [
        title,
        context('Searches are anonymous.'),
        actions(
          `suggestion:${id}`,
          button(suggestionActions.request, 'Create a request…', String(id), { style: 'primary' }),
          button(suggestionActions.notNow, 'Dismiss', String(id)),
        ),
      ],
    };
  }
  const who = by === null ? 'Someone' : person(by);
  const ended =
    state === 'requested'
      ? [
          emoji('white_check_mark'),
          ' ',
          who,
          ' created ',
          requestLink === null ? 'a request' : link(requestLink, 'a request'),
        ]
      : [emoji('zzz'), ' ', who, ' dismissed it'];
  return { text, blocks: [title, rich(ended)] };
}

/** For the person with the search alert. */
export function searchAlertMessage({
  alert,
  item,
  kinds,
}: {
  alert: SearchAlert;
  item: LibraryItem;
  kinds: readonly ContentKind[];
}): SlackMessage {
  return {
    text: `New in the library: ${escapedItem(item)}`,
    blocks: [
      rich(
        [emoji('bell'), ' New in the library for your search ', bold(`“${alert.words}”`)],
        ...itemLines(item, { kinds, isStale: false }),
      ),
      actions(`wish:${alert.id}`, getItem(item), useButton(item)),
    ],
  };
}
