import { LEAD_CARD } from '../src/leads/card-place.ts';
import { announceCard as announceLead } from '../src/leads/history.ts';
import { requireLead } from '../src/leads/queries.ts';
import type { Tx } from '../src/platform/db/write.ts';
import { refreshLiveAt } from '../src/platform/outbox/live-messages.ts';
import { type PostedPlace, postedAt } from '../src/platform/outbox/posted-messages.ts';
import { REQUEST_CARD } from '../src/requests/card-place.ts';
import { announceCard as announceRequest } from '../src/requests/history.ts';
import { requireRequest } from '../src/requests/queries.ts';
import type { Deps } from './deps.ts';

const redraw: Record<string, (tx: Tx, id: number, now: Date) => void> = {
  [LEAD_CARD]: (tx, id, now) => announceLead(tx, requireLead(tx, id), now),
  [REQUEST_CARD]: (tx, id, now) => announceRequest(tx, requireRequest(tx, id), now),
};

/** Edits a card or a live message that an earlier Baton posted, so that it gets the buttons of this one. */
export const updateMessage =
  ({ write, now }: Pick<Deps, 'write' | 'now'>) =>
  (place: PostedPlace): Promise<boolean> =>
    write((tx) => {
      const card = postedAt(tx, place);
      const redrawCard = redraw[card?.kind ?? ''];
      if (!card || !redrawCard) return refreshLiveAt(tx, place, now());
      redrawCard(tx, card.subjectId, now());
      return true;
    });
