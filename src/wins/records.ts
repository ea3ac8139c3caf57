/** The parts of people in wins, and their sums. */
import { eq, sql } from '../platform/db/drizzle.ts';
import type { Db } from '../platform/db/open.ts';
import { preparedRows } from '../platform/db/prepared.ts';
import type { Tx } from '../platform/db/write.ts';
import type { CreditedPart } from './credit.ts';
import { type WinCredit, type WinRecord, winCredits, winRecords } from './table.ts';

const ofLead = preparedRows(winCredits, eq(winCredits.leadId, sql.placeholder('leadId')));

export const creditsOfLead = (db: Db, leadId: number): WinCredit[] => ofLead(db).all({ leadId });

/** Replaces the parts of a win, and moves the sums of everyone in it. */
export function saveCredits(
  tx: Tx,
  { leadId, wonAt, currency }: Pick<WinCredit, 'leadId' | 'wonAt' | 'currency'>,
  parts: readonly CreditedPart[],
): void {
  removeCredits(tx, leadId);
  const credits = parts.map(({ kind, userId, share, cents }) => ({
    ...{ leadId, kind, userId, share, cents, currency: cents === null ? null : currency, wonAt },
  }));
  tx.insert(winCredits).values(credits).run();
  addToRecords(tx, credits, 1);
}

export function removeCredits(tx: Tx, leadId: number): void {
  const before = creditsOfLead(tx, leadId);
  if (before.length === 0) return;
  addToRecords(tx, before, -1);
  tx.delete(winCredits).where(eq(winCredits.leadId, leadId)).run();
}

/** `credits` are all of one win. */
function addToRecords(tx: Tx, credits: readonly WinCredit[], sign: 1 | -1): void {
  const whole = credits.reduce((sum, { cents }) => sum + (cents ?? 0), 0);
  for (const [userId, theirs] of Map.groupBy(credits, (credit) => credit.userId)) {
    const assists = theirs.filter(({ kind }) => kind !== 'close');
    const isAssist = assists.length > 0;
    const shareCents = assists.reduce((sum, { cents }) => sum + (cents ?? 0), 0);
    add(
      tx,
      { userId, currency: theirs[0]?.currency ?? '' },
      {
        assisted: isAssist ? sign : 0,
        withContent: theirs.some(({ kind }) => kind === 'content') ? sign : 0,
        closed: theirs.some(({ kind }) => kind === 'close') ? sign : 0,
        cents: isAssist ? sign * whole : 0,
        shareCents: sign * shareCents,
      },
    );
  }
}

type Sums = Omit<WinRecord, 'userId' | 'currency'>;

function add(tx: Tx, key: Pick<WinRecord, 'userId' | 'currency'>, more: Sums): void {
  const names = Object.keys(more) as (keyof Sums)[];
  tx.insert(winRecords)
    .values({ ...key, ...more })
    .onConflictDoUpdate({
      target: [winRecords.userId, winRecords.currency],
      set: Object.fromEntries(names.map((name) => [name, sql`${winRecords[name]} + ${more[name]}`])),
    })
    .run();
}
