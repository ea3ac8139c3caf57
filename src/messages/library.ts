import { cardLinkOf } from '../../views/leads/words.ts';
import { searchAlertMessage, suggestionMessage } from '../../views/library/missing.ts';
import { passedMessage, passedTooSoon, passedWithoutFile } from '../../views/library/share.ts';
import { suggestionById, suggestionKey, suggestionPlace } from '../library/empty-searches.ts';
import type { libraryPayloads } from '../library/messages.ts';
import { isStale, itemById, textOf } from '../library/queries.ts';
import { searchAlertById } from '../library/search-alerts.ts';
import { kindsOf } from '../library/settings.ts';
import { useById } from '../library/usage.ts';
import type { LibrarySuggestion } from '../library/usage-table.ts';
import type { Db } from '../platform/db/open.ts';
import type { PayloadsOf } from '../platform/outbox/enqueue.ts';
import { keptMessage } from '../platform/outbox/kept-message.ts';
import type { MessageTable } from '../platform/outbox/message.ts';
import { cardOf } from '../requests/card-place.ts';
import { managerOf } from '../teams/holders.ts';

/** Messages about items, and about missing content. */
export function libraryMessages(workspaceUrl: string): MessageTable<PayloadsOf<typeof libraryPayloads>> {
  const linkToRequest = (db: Db, { requestId }: LibrarySuggestion): string | null =>
    requestId === null ? null : cardLinkOf(cardOf(db, requestId), workspaceUrl);

  return {
    library_passed: {
      deliver: (db, { useId }, now) => {
        const use = useById(db, useId);
        const item = use && itemById(db, use.itemId);
        const to = use?.channelId ?? use?.toId;
        if (!item || !to) return undefined;
        const passed = { use, item, kinds: kindsOf(db), isStale: isStale(item, now) };
        // A person passes it on.
        const place = { to, orElse: use.channelId === null ? [] : [use.userId], atOnce: true };
        const message = passedMessage(passed);
        if (item.file === null) return { act: 'post', ...place, message };
        const { sha256, name } = item.file;
        const instead = passedWithoutFile(passed);
        if (sha256 === null) {
          const isOnItsWay = textOf(db, item.id)?.state === 'fetching';
          return { act: 'post', ...place, message: isOnItsWay ? passedTooSoon(passed) : instead };
        }
        return { act: 'upload', ...place, file: { sha256, name, title: item.title }, message, instead };
      },
    },
    library_suggestion: keptMessage({
      key: ({ suggestionId }) => suggestionKey(suggestionId),
      draw: (db, { suggestionId }) => {
        const suggestion = suggestionById(db, suggestionId);
        const team = suggestionPlace(db);
        if (!suggestion || !team) return undefined;
        const message = suggestionMessage(suggestion, linkToRequest(db, suggestion));
        // A settled suggestion is not posted.
        const to = suggestion.state === 'open' ? team.channelId : undefined;
        return { to, orElse: [managerOf(db, team)], message };
      },
    }),
    search_alert: {
      deliver: (db, { wishId }) => {
        const alert = searchAlertById(db, wishId);
        const item = alert?.itemId == null ? undefined : itemById(db, alert.itemId);
        if (!alert || !item || item.retiredAt) return undefined;
        return { act: 'post', to: alert.userId, message: searchAlertMessage({ alert, item, kinds: kindsOf(db) }) };
      },
    },
  };
}
