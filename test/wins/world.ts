/** Won leads of both teams, in a database in memory, with a clock that the test sets. */
import { acceptLead } from '../../src/leads/acts/accept.ts';
import { loseLead, qualifyLead, winLead } from '../../src/leads/acts/outcome.ts';
import { touchLead } from '../../src/leads/acts/touch.ts';
import { OTHER } from '../../src/leads/types.ts';
import type { Tx } from '../../src/platform/db/write.ts';
import { outbox } from '../../src/platform/outbox/table.ts';
import { saveTeam } from '../../src/teams/save.ts';
import { keepWins, winById } from '../../src/wins/keep.ts';
import { MONDAY_9, SALES, salesTeam } from '../leads/world.ts';

const DAY_MS = 86_400_000;
/** Manages sales, and acts on every lead. */
export const BOSS = { id: 'BOSS', isSeller: true, isManager: true, isMarketer: false, teamChannelId: 'CSALES' };

export async function winsWorld() {
  const world = await salesTeam();
  const { db, write, handOff } = world;
  let now = MONDAY_9;
  let number = 0;
  await write((tx) =>
    saveTeam(
      tx,
      { ...SALES, kind: 'marketing', name: 'Marketing', channelId: 'CMARKETING', managerId: 'MIA' },
      { id: null, by: 'test' },
      MONDAY_9,
    ),
  );
  const qualified = async (by: string, seller: string) => {
    number += 1;
    const { id: leadId } = await handOff(now, {
      name: `Lead ${number}`,
      email: `p${number}@firm${number}.example`,
      by,
    });
    const actor = { ...BOSS, id: seller };
    await write((tx) => {
      acceptLead(tx, { leadId, seller: actor, by: 'button' }, now);
      touchLead(tx, { leadId, actor, kind: 'call', outcome: null, words: null }, now);
      qualifyLead(tx, { leadId, actor, deal: { amount: null, currency: null, closeOn: null } }, now);
    });
    return { leadId, actor };
  };
  return {
    ...world,
    now: () => now,
    later(days: number) {
      now = new Date(now.getTime() + days * DAY_MS);
    },
    /** @param by the marketer, @param seller the closer. */
    async win(amount: number | null, { by = 'MIA', seller = 'A', currency = 'EUR' } = {}): Promise<number> {
      const { leadId, actor } = await qualified(by, seller);
      const value = { amount, currency: amount === null ? null : currency };
      await write((tx) => winLead(tx, { leadId, actor, value }, now));
      return leadId;
    },
    async lose(words: string): Promise<number> {
      const { leadId, actor } = await qualified('MIA', 'A');
      await write((tx) => loseLead(tx, { leadId, actor, reason: OTHER, words }, now));
      return leadId;
    },
    keep: (also?: (tx: Tx, leadId: number) => void) => keepWins({ db, write, now: () => now, ...(also && { also }) }),
    row: (leadId: number) => winById(db, leadId),
    /** Messages of a kind that wait: where they go, and what they are about. */
    told: (wanted: string) =>
      db
        .select()
        .from(outbox)
        .all()
        .filter(({ kind }) => kind === wanted)
        .map(({ orderingKey, payload }) => [orderingKey, payload]),
    sent: () => write((tx) => tx.delete(outbox).run()),
  };
}
