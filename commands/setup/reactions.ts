import { meaningOf } from '../../src/leads/reactions.ts';
import type { Db } from '../../src/platform/db/open.ts';
import { UserError } from '../../src/platform/errors.ts';
import {
  acceptRehearsal,
  openRehearsalCards,
  REHEARSAL_CARD,
  rehearsalById,
  touchRehearsal,
} from '../../src/setup/rehearsal.ts';
import { permit } from '../guard.ts';
import type { ReactionHandler } from '../reaction-handler.ts';

/** The same emoji as on the card of a real lead: ✅ accept, 📞 touched. Removing one changes nothing. */
export const rehearsalReactions: ReactionHandler = {
  kind: REHEARSAL_CARD,
  isMeant: (db, emoji) => actOf(db, emoji) !== undefined,
  react: async (deps, { subjectId: id }, { userId: by, emoji, present }, handled) => {
    const act = actOf(deps.db, emoji);
    if (!act || !present) return;
    try {
      await permit(deps, 'rehearsal.play', by, rehearsalById(deps.db, id));
      await deps.write((tx) => {
        handled(tx);
        act(tx, { id, by }, deps.now());
      });
      deps.reschedule();
    } catch (error) {
      // Refusals are shown only for the buttons.
      if (!(error instanceof UserError) || error.cause) throw error;
    }
  },
  missed: {
    messages: openRehearsalCards,
    // A second acceptance or touch has no effect.
    known: () => [],
  },
};

function actOf(db: Db, emoji: string) {
  const meaning = meaningOf(db, emoji);
  if (meaning === 'accept') return acceptRehearsal;
  return meaning === 'touch' ? touchRehearsal : undefined;
}
